import type { KeyObject } from "node:crypto";
import { type CancellationReason, TransactionCanceledException, type TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { Head } from "../domain/conversation/head.ts";
import { Problem } from "../problem.ts";
import { headNames } from "./attribute-names.ts";
import { type Item, number } from "./attributes.ts";
import { sealedHead } from "./conversation-items/sealed-head.ts";
import type { Tables } from "./keys.ts";

/** `refused`: nothing was written, because a condition of what else was to be written failed; `item` is what stood there. */
export type Changed =
  | { readonly outcome: "changed" | "unchanged"; readonly head: Head }
  | { readonly outcome: "refused"; readonly item: Item };

/** Nothing was written, because somebody else holds the slot that the change was to take or give back. */
export type SlotTaken = { readonly outcome: "slot-taken" };

/** `moved`: another writer came first, `head` is theirs. `collided`: two transactions met; nothing is known of the other. */
export type Attempt =
  | Changed
  | SlotTaken
  | { readonly outcome: "moved"; readonly head: Head | undefined }
  | { readonly outcome: "collided" };

const headHasNotMoved = "#sequence = :sequence";
const headIsAbsent = "attribute_not_exists(pk)";
const itemsBeforeAlso = 2;

/** The first item of every state change: the new head, if `known` is still the stored one. */
export const putHead = (
  tables: Tables,
  { known, next, key }: { readonly known: Head | undefined; readonly next: Head; readonly key: KeyObject },
): TransactWriteItem => ({
  Put: {
    TableName: tables.summaries,
    Item: sealedHead(next, key),
    ReturnValuesOnConditionCheckFailure: "ALL_OLD",
    ...(known === undefined
      ? { ConditionExpression: headIsAbsent }
      : {
          ConditionExpression: headHasNotMoved,
          ExpressionAttributeNames: { "#sequence": headNames.sequence },
          ExpressionAttributeValues: { ":sequence": number(known.ledgerSequence) },
        }),
  },
});

/**
 * What a failed transaction means for the change; a failure that is no refusal is thrown on. `alsoCount`: items between the
 * ledger record and the lease's slot.
 */
export const whyCanceled = (
  failure: unknown,
  { readHead, alsoCount }: { readonly readHead: (item: Item) => Head; readonly alsoCount: number },
): Attempt => {
  if (!(failure instanceof TransactionCanceledException)) throw failure;
  const reasons = failure.CancellationReasons ?? [];
  const [headReason] = reasons;
  if (isFailedCondition(headReason)) {
    return { outcome: "moved", head: headReason.Item === undefined ? undefined : readHead(headReason.Item) };
  }
  // The head is the one it was read as, and yet its next record is there: an older head was put back.
  if (isFailedCondition(reasons[1])) throw new Problem("integrity-violation", {}, { cause: failure });
  const refusal = refusalOf(reasons.slice(itemsBeforeAlso), alsoCount);
  if (refusal !== undefined) return refusal;
  if (reasons.some((reason) => reason.Code === "TransactionConflict")) return { outcome: "collided" };
  throw new Problem("storage-unavailable", { retryAfterSeconds: 1 }, { cause: failure });
};

const refusalOf = (reasons: readonly CancellationReason[], alsoCount: number): Attempt | undefined => {
  const place = reasons.findIndex(isFailedCondition);
  if (place < 0) return undefined;
  return place < alsoCount ? { outcome: "refused", item: reasons[place]?.Item ?? {} } : { outcome: "slot-taken" };
};

const isFailedCondition = (reason: CancellationReason | undefined): reason is CancellationReason =>
  reason?.Code === "ConditionalCheckFailed";
