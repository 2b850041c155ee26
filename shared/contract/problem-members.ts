import * as z from "zod/mini";
import { turn } from "./conversation.ts";
import type { ProblemCode } from "./problem-codes.ts";

type Members = Readonly<Record<string, z.ZodMiniType>>;

const retry = { retryAfterSeconds: z.int().check(z.gte(1)) } as const satisfies Members;

/** What problems carry beside `type`, `title`, `status` and `instance` (RFC 9457 3.2). Codes that are not listed carry nothing. */
export const problemMembers = {
  "malformed-body": { reason: z.optional(z.enum(["too-deep", "duplicate-member", "not-utf-8"])) },
  "invalid-credential": {
    reason: z.enum([
      "missing",
      "malformed",
      "unknown-key",
      "revoked-key",
      "signature",
      "claims",
      "expired",
      "not-yet-valid",
      "wrong-audience",
      "wrong-kind",
      "unknown-tenant",
      "sign-in-ended",
      "dpop-missing",
      "dpop-invalid",
      "dpop-replayed",
    ]),
    field: z.optional(z.enum(["authorization", "proof", "jwk", "claims", "htm", "htu", "iat", "ath", "signature"])),
    retryAfterSeconds: z.optional(retry.retryAfterSeconds),
  },
  "not-allowed": { reason: z.optional(z.enum(["publishable-key-starts-new-conversations-only", "key-may-not-reveal"])) },
  "turn-conflict": { currentTurn: z.int(), missedTurns: z.array(turn) },
  "conversation-busy": retry,
  "invalid-request": { field: z.string() },
  "message-blocked": { types: z.array(z.string()) },
  "session-limit": retry,
  "rate-limited": { ...retry, reason: z.enum(["limit", "blocked"]) },
  "keys-unavailable": retry,
  "ledger-unavailable": retry,
  "rate-limiter-unavailable": retry,
  "scrub-unavailable": retry,
  "storage-unavailable": retry,
  unfinished: retry,
} as const satisfies Partial<Record<ProblemCode, Members>>;
