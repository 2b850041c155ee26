import type { SubjectRef } from "../conversation/head.ts";
import type { ItemCounts } from "./erasure.ts";
import { unproven } from "./erasure-statement.ts";

/** How far a subject's erasure is, and when it ended: what its receipt states. */
export type SubjectErasure = {
  /** Counts its changes: two calls at once cannot both count the same. */
  readonly version: number;
  readonly startedAtMs: number;
  readonly conversations: number;
  readonly conversationsHash: Buffer;
  readonly counts: ItemCounts;
  readonly destroyedKeys: number;
  readonly end?: SubjectEnd;
};

type SubjectEnd = { readonly atMs: number; readonly requestId: string; readonly ledgerHash: Buffer };

/** An erasure that came to its end, as its receipt states it; the same at every repeat. */
export type SubjectStatement = ReturnType<typeof subjectStatement>;

export const subjectStatement = ({ tenantId, subject }: SubjectRef, erasure: SubjectErasure & { readonly end: SubjectEnd }) => ({
  type: "picasso-subject-erasure-receipt/1" as const,
  tenantId,
  subject,
  startedAt: iso(erasure.startedAtMs),
  erasedAt: iso(erasure.end.atMs),
  conversations: erasure.conversations,
  conversationsHash: erasure.conversationsHash.toString("base64url"),
  deleted: erasure.counts,
  destroyedKeys: erasure.destroyedKeys,
  found: { conversations: 0 },
  ledger: { hash: erasure.end.ledgerHash.toString("base64url") },
  doesNotProve: [...unproven],
  requestId: erasure.end.requestId,
});

const iso = (atMs: number): string => new Date(atMs).toISOString();
