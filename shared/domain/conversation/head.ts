import type { StoredErasure } from "../conversation-forgetting/erasure.ts";
import type { Holds } from "../conversation-forgetting/hold.ts";
import type { IdentifierType } from "../dlp/identifier-types.ts";
import type { Families } from "../identity/family.ts";
import type { Amount } from "./amount.ts";
import type { Lease } from "./lease.ts";

/** Which conversation: the tenant is always the proven one, never one read from a path or body. */
export type ConversationRef = { readonly tenantId: string; readonly conversationId: string };

/** Whose conversations: a subject of a tenant, by pseudonym. */
export type SubjectRef = { readonly tenantId: string; readonly subject: string };

/** The small mutable item of a conversation. Every state change replaces it whole, on the condition that `ledgerSequence` has not moved. */
export type Head = ConversationRef & {
  readonly subject: string;
  readonly status: "active" | "cleared";
  /** Grows when what was stored must not be written to any more (clear). Part of every AAD. */
  readonly epoch: number;
  readonly turn: number;
  readonly startedAtMs: number;
  readonly createdAtMs: number;
  readonly lastTurnAtMs: number;
  /** When the newest turn is due for deletion, in epoch seconds; 0 before there is one. */
  readonly lastTurnExpiresAt: number;
  /** Epoch seconds. */
  readonly expiresAt: number;
  readonly families: Families;
  /** Legal holds that are on it. */
  readonly holds: Holds;
  /** When the rows of its data key and of its subject are due for deletion, in epoch seconds. */
  readonly rowsExpireAt: number;
  /** What was erased, once nothing is left of a cleared conversation but this head. */
  readonly erasure?: StoredErasure | undefined;
  /** Its place in the session pool; undefined after it was given back. */
  readonly lease?: Lease | undefined;
  readonly ledgerSequence: number;
  /** Hash of the newest chained ledger record. */
  readonly chainHash: Buffer;
  /** Hash of the newest turn. */
  readonly turnHash: Buffer;
  /** The last turn that the memory covers. */
  readonly summarizedThrough: number;
  /** Version of the memory (what is remembered, its summary and profile); 0 while there is none. */
  readonly memoryVersion: number;
  /** What the turns beyond `summarizedThrough` hold. */
  readonly unsummarized: Amount;
  /** When the sweep shall look after the memory, in epoch seconds; undefined while there is nothing to look after. */
  readonly memoryDueAt?: number | undefined;
  /** Version of the alias book; 0 while the conversation has mentioned nobody. */
  readonly aliases: number;
  /** What the assistant asked for at the end of the newest turn. */
  readonly asked?: IdentifierType | undefined;
};

/** How a conversation begins: `subject` is a pseudonym, `family` the id of its first sign-in, `boundTo` the thumbprint of its key. */
export type Beginning = ConversationRef & {
  readonly subject: string;
  readonly startedAtMs: number;
  readonly family: string;
  /** Holds that it begins with. */
  readonly holds?: Holds;
  readonly boundTo?: string | undefined;
};

/** What precedes the first record and the first turn of every chain. */
export const genesisHash = Buffer.alloc(32);
