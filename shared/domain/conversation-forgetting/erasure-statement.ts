import type { Head } from "../conversation/head.ts";
import { noItems, type StoredErasure } from "./erasure.ts";

/** What no receipt can prove; docs/security/forgetting.md says what each one means. */
export const unproven = [
  "copies-callers-made",
  "keys-in-memory-for-five-minutes",
  "copies-of-the-key-table-outside-the-service",
  "ledger-records-without-content",
  "call-counters-and-leases-that-expire",
] as const;

/** An erasure that came to its end: nothing of it is open but the key, which was gone already where there is none. */
export type FinishedErasure = Required<Omit<StoredErasure, "keyId">> & Pick<StoredErasure, "keyId">;

/** An erasure that came to its end, as its receipt states it; the same at every repeat. */
export type ErasureStatement = ReturnType<typeof erasureStatement>;

/** What the tombstone of an erased conversation proves. */
export const erasureStatement = (head: Head, erasure: FinishedErasure) => ({
  type: "picasso-erasure-receipt/1" as const,
  tenantId: head.tenantId,
  conversationId: head.conversationId,
  epoch: head.epoch,
  clearedAt: iso(erasure.clearedAtMs),
  erasedAt: iso(erasure.erasedAtMs),
  deleted: erasure.counts,
  destroyedKey: erasure.keyId ?? null,
  found: noItems,
  checks: {
    consistency: "strong" as const,
    tables: ["conversation-summaries", "recent-messages", "conversation-keys"],
    pagesRead: erasure.pagesRead,
  },
  ledger: { sequence: head.ledgerSequence, hash: head.chainHash.toString("base64url") },
  doesNotProve: [...unproven],
  requestId: erasure.requestId,
});

const iso = (atMs: number): string => new Date(atMs).toISOString();
