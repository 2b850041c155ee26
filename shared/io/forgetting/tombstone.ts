import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { ConversationRef, Head } from "../../domain/conversation/head.ts";
import { cleared } from "../../domain/conversation/transitions.ts";
import { type ItemCounts, noItems, type StoredErasure, sumOfCounts } from "../../domain/conversation-forgetting/erasure.ts";
import { type ErasureStatement, erasureStatement } from "../../domain/conversation-forgetting/erasure-statement.ts";
import { isOnHold, retentionOf } from "../../domain/conversation-forgetting/hold.ts";
import { type CallContext, ledgerEventOf } from "../../domain/identity/call-context.ts";
import { Problem } from "../../problem.ts";
import type { Changed } from "../head-commit.ts";
import type { HeadStore } from "../head-store.ts";
import type { Tables } from "../keys.ts";
import type { SessionPool } from "../sessions/session-pool.ts";
import { subjectRowKey } from "../sign-ins/subject-index.ts";
import { countsOf, type Inventory } from "./inventory.ts";

export type TombstoneNeeds = {
  readonly tables: Tables;
  readonly heads: HeadStore;
  readonly pool: SessionPool;
  readonly now: () => number;
};

/** A conversation that is being erased. `isForSubject`: as one of many, so that the row that lists it stays until all are. */
export type Erasing = {
  readonly ref: ConversationRef;
  readonly call: CallContext;
  readonly admit: (known: Head | undefined) => Head;
  readonly isForSubject: boolean;
};

/** From here on nobody reads the conversation, and a writer that was under way fails, because the head moved. */
export const bury = async (needs: TombstoneNeeds, { ref, call, admit }: Erasing): Promise<Head> =>
  headOf(
    await needs.pool.changeAndFree(ref, (known) => {
      const head = admit(known);
      if (head.status === "cleared") return { unchanged: head };
      if (isOnHold(head, retentionOf(call.tenant))) throw new Problem("legal-hold");
      const event = ledgerEventOf(call, { outcome: "done", turn: head.turn });
      return { head: { ...cleared(head), erasure: { clearedAtMs: needs.now() } }, event };
    }),
  );

/** A tombstone, and what was found beside it afterwards. */
export type Found = { readonly tombstone: Head; readonly present: Inventory };

/**
 * Once counted, it stays so counted, whoever resumes; what appears after an erasure was finished is added. Who looked before another
 * call finished has counted what that one counted too, and notes nothing.
 */
export const noteCounts = async (needs: TombstoneNeeds, { ref, call, admit }: Erasing, found: Found): Promise<Head> => {
  const { tombstone, present } = found;
  const changed = await needs.heads.change(ref, (known) => {
    const head = admit(known);
    const before = head.erasure ?? { clearedAtMs: needs.now() };
    const isUnderWay = before.counts !== undefined && before.erasedAtMs === undefined;
    if (isUnderWay || head.ledgerSequence !== tombstone.ledgerSequence) return { unchanged: head };
    const counts = sumOfCounts([before.counts ?? { ...noItems, subjectRows: 1 }, countsOf(present)]);
    const erasure: StoredErasure = {
      clearedAtMs: before.clearedAtMs,
      counts,
      keyId: before.keyId ?? present.keyId,
    };
    return { head: { ...head, erasure }, event: eraseEvent(call, "requested", counts) };
  });
  return headOf(changed);
};

/** The end of the erasure, its record, and the row that lists the conversation under its subject, in one transaction. */
export const conclude = async (
  needs: TombstoneNeeds,
  { ref, call, admit, isForSubject }: Erasing,
  pagesRead: number,
): Promise<Head> =>
  headOf(
    await needs.heads.change(ref, (known) => {
      const head = admit(known);
      const { erasure } = head;
      if (erasure?.counts === undefined || erasure.erasedAtMs !== undefined) return { unchanged: head };
      const done = { ...erasure, erasedAtMs: needs.now(), pagesRead, requestId: call.requestId };
      const also = isForSubject ? [] : [deleteSubjectRow(needs, head)];
      return { head: { ...head, erasure: done }, event: eraseEvent(call, "done", erasure.counts), also };
    }),
  );

const deleteSubjectRow = ({ tables }: TombstoneNeeds, head: Head): TransactWriteItem => ({
  Delete: { TableName: tables.summaries, Key: subjectRowKey(head) },
});

const eraseEvent = (call: CallContext, outcome: "requested" | "done", counts: ItemCounts) =>
  ledgerEventOf(call, { action: "conversation.erase", outcome, counts });

const headOf = (changed: Changed | { readonly outcome: "slot-taken" }): Head => {
  if (changed.outcome === "changed" || changed.outcome === "unchanged") return changed.head;
  throw new Problem("integrity-violation");
};

/** What the tombstone states; one that an erasure has not finished is not as it was written. */
export const statementOf = (head: Head): ErasureStatement => {
  const { counts, erasedAtMs, pagesRead, requestId, ...begun } = head.erasure ?? { clearedAtMs: 0 };
  if (counts === undefined || erasedAtMs === undefined || pagesRead === undefined || requestId === undefined)
    throw new Problem("integrity-violation");
  return erasureStatement(head, { ...begun, counts, erasedAtMs, pagesRead, requestId });
};
