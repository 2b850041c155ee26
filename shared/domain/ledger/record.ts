import { createHash } from "node:crypto";
import { canonicalJson } from "../../canonical-json.ts";
import type { WriterPlace } from "./writer.ts";

/** Who did it: kind of credential and its non-secret id (key id or sign-in). */
export type Actor = {
  readonly kind: "access-token" | "refresh-token" | "secret-key" | "publishable-key" | "operator-key" | "service" | "unproven";
  readonly id: string;
};

/** What a change, a read or a refusal tells the ledger. Ids, counts and keyed digests only: no text of a user, ever (TRAPS 24). */
export type LedgerEvent = {
  readonly action: string;
  readonly outcome: "done" | "requested" | "refused" | "reuse-detected";
  readonly actor: Actor;
  readonly requestId: string;
  readonly subject?: string;
  readonly turn?: number;
  readonly problem?: string;
  /** Removed identifiers by type. */
  readonly scrubbed?: Readonly<Record<string, number>>;
  /** Policy, rules and models that they were found by: `safe-harbor/1 2.1.0+1a2b3c4d`. */
  readonly scrubbedBy?: string;
  /** Base64url SHA-256 of the stored ciphertext of a turn. */
  readonly contentHash?: string;
  readonly counts?: Readonly<Record<string, number>>;
  /** Tenant that an administrative act was about, and the names of the settings it changed. */
  readonly target?: string;
  readonly changed?: readonly string[];
  /** A legal hold that was laid or lifted; `noteDigest`: keyed digest of what was said about it. */
  readonly hold?: { readonly scope: string; readonly reason: string; readonly noteDigest?: string | undefined };
  /** The pseudonym whose value was revealed, and the codes of purpose and reason. */
  readonly placeholder?: string;
  readonly purpose?: string;
  readonly reason?: string;
  /** Emergency access that was granted; `reason`: its purpose, `noteDigest`: keyed digest of what was said. */
  readonly emergency?: {
    readonly grantId: string;
    readonly reason: string;
    readonly noteDigest: string;
    readonly seconds: number;
  };
  /** Id of the tenant key that an administrative act was about. */
  readonly keyId?: string;
};

/** A ledger record with its place. Chained ones have a sequence and the hash of the one before; the others a place among what their process wrote. */
export type LedgerRecord = LedgerEvent & {
  readonly tenantId: string;
  readonly conversationId: string;
  /** ISO 8601. */
  readonly at: string;
  readonly sequence?: number;
  readonly previousHash?: string;
  readonly writer?: WriterPlace;
};

/** The one text of a record. */
export const canonicalRecord = (record: LedgerRecord): string => canonicalJson(record);

/** SHA-256 of the record's canonical text; the `previousHash` inside makes it a chain. */
export const recordHash = (canonical: string): Buffer => createHash("sha256").update(canonical).digest();
