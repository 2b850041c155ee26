import type { KeyObject } from "node:crypto";
import type { KeyPurpose } from "../domain/identity/purpose-key.ts";
import type { RateLimit, RateStanding } from "../domain/identity/rate-window.ts";
import { macOfParts } from "../parts.ts";
import { Problem } from "../problem.ts";
import type { ApiEvent } from "./chain-state.ts";

/** Whose calls are counted together, how many are allowed, and what the answer calls it. `isShared`: so many callers that one counter would be hot. */
export type Question = {
  readonly policy: "default" | "conversation" | "origin" | "tenant";
  readonly identity: readonly string[];
  readonly limit: RateLimit;
  readonly isShared?: boolean;
};

export type RateLimitPorts = {
  readonly limiter: {
    readonly count: (questions: readonly Question[]) => Promise<readonly RateStanding[]>;
    readonly isBlocked: (questions: readonly Question[]) => boolean;
  };
  readonly purposeKey: (purpose: KeyPurpose) => Promise<KeyObject>;
};

const windowSeconds = 60;

/** So many calls a minute. */
export const perMinute = (calls: number): RateLimit => ({ calls, windowSeconds });

/** Refusals a minute that one source address gets for calls that fail before they are counted for a proven identity. */
const uncountedRefusalsPerMinute = 1000;

/** What counts refusals of callers who proved nothing, or not enough to be counted: by the address they come from. */
export const uncountedQuestion = async (event: ApiEvent, ports: RateLimitPorts): Promise<Question> => ({
  policy: "default",
  identity: ["", "refused", await addressMac(event, ports)],
  limit: perMinute(uncountedRefusalsPerMinute),
});

/** The refusal that follows from a standing over its limit. `blocked`: answered from memory, without being counted or recorded. */
export const overLimit = ({ retryAfterSeconds, isRemembered }: RateStanding): Problem | undefined =>
  retryAfterSeconds > 0
    ? new Problem("rate-limited", { retryAfterSeconds, reason: isRemembered ? "blocked" : "limit" })
    : undefined;

/** The gateway's own word on where the call came from, kept as a keyed digest. Forwarded headers are anybody's word (TRAPS 21). */
export const addressMac = async (event: ApiEvent, ports: RateLimitPorts): Promise<string> => {
  const key = await ports.purposeKey("source-address");
  return macOfParts(key, event.requestContext.http.sourceIp).subarray(0, 12).toString("base64url");
};
