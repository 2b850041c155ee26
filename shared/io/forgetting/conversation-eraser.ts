import { DeleteItemCommand, type DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { admitToRemains } from "../../domain/conversation/admission.ts";
import type { ConversationRef } from "../../domain/conversation/head.ts";
import { isNothing } from "../../domain/conversation-forgetting/erasure.ts";
import type { ErasureStatement } from "../../domain/conversation-forgetting/erasure-statement.ts";
import type { CallContext } from "../../domain/identity/call-context.ts";
import { Problem } from "../../problem.ts";
import { text } from "../attributes.ts";
import type { DataKeys } from "../data-keys.ts";
import { stored } from "../dynamo.ts";
import { conversationKey } from "../keys.ts";
import { deleteItems } from "./batch-delete.ts";
import { deadlineOf } from "./deadline.ts";
import { countsOf, type Inventory, inventoryOf } from "./inventory.ts";
import { type TenantNeeds, underTenantOfNow } from "./tenant-of-now.ts";
import { bury, conclude, type Erasing, noteCounts, statementOf, type TombstoneNeeds } from "./tombstone.ts";

export type ConversationEraser = {
  /** Forgets a conversation. Run again it resumes, and when nothing is left to do it states the same again. */
  readonly clear: (ref: ConversationRef, call: CallContext) => Promise<ErasureStatement>;
  /** The same for one of a subject's conversations, also one whose time is over; its row is left to the caller. */
  readonly eraseOf: (ref: ConversationRef, call: CallContext) => Promise<ErasureStatement | undefined>;
};

export type EraserNeeds = TombstoneNeeds &
  TenantNeeds & {
    readonly dynamo: DynamoDBClient;
    readonly dataKeys: DataKeys;
    readonly elapsedMs: () => number;
    readonly pause: (maxMs: number) => Promise<void>;
  };

/**
 * Forgets conversations: one transaction makes it invisible and fences late writers; what there is is counted; the data key goes
 * (what is left is unreadable from there on), then the items; everything is read back; the last transaction says so in the ledger.
 */
export const conversationEraser = (needs: EraserNeeds): ConversationEraser => ({
  clear: async (ref, asked) => {
    const call = await underTenantOfNow(needs, asked);
    return erase(needs, { ref, call, isForSubject: false, admit: (known) => admitToRemains(known, call, needs.now()) });
  },
  eraseOf: async (ref, call) => {
    const head = await needs.heads.read(ref);
    if (head !== undefined) return erase(needs, { ref, call, isForSubject: true, admit: (known) => known ?? head });
    await deleteAll(needs, { ref, call, isForSubject: true, admit: missing }, await inventoryOf(needs, ref));
    return undefined;
  },
});

const missing = (): never => {
  throw new Problem("conversation-not-found");
};

const erase = async (needs: EraserNeeds, erasing: Erasing): Promise<ErasureStatement> => {
  const tombstone = await bury(needs, erasing);
  const present = await inventoryOf(needs, erasing.ref);
  const isErased = tombstone.erasure?.erasedAtMs !== undefined;
  if (isErased && isNothing(countsOf(present))) return statementOf(tombstone);
  const noted = await noteCounts(needs, erasing, { tombstone, present });
  if (noted.erasure?.erasedAtMs !== undefined) return erase(needs, erasing);
  await deleteAll(needs, erasing, present);
  const left = await inventoryOf(needs, erasing.ref);
  if (!isNothing(countsOf(left))) throw new Problem("unfinished", { retryAfterSeconds: 1 });
  return statementOf(await conclude(needs, erasing, left.pagesRead));
};

const deleteAll = async (needs: EraserNeeds, { ref, call }: Erasing, present: Inventory): Promise<void> => {
  const { deadlineMs } = deadlineOf(call);
  needs.dataKeys.forget(ref);
  if (present.keyId !== undefined) {
    const Key = { pk: text(conversationKey(ref)) };
    await stored(() => needs.dynamo.send(new DeleteItemCommand({ TableName: needs.tables.keys, Key })));
  }
  await deleteItems(needs, { table: needs.tables.messages, keys: present.turns, deadlineMs });
  await deleteItems(needs, { table: needs.tables.summaries, keys: present.besideHead, deadlineMs });
};
