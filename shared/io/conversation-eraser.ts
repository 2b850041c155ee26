import {
  BatchWriteItemCommand,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  paginateQuery,
  type WriteRequest,
} from "@aws-sdk/client-dynamodb";
import { admitToRemains } from "../domain/conversation/admission.ts";
import type { ConversationRef } from "../domain/conversation/head.ts";
import { cleared } from "../domain/conversation/transitions.ts";
import { type CallContext, ledgerEventOf } from "../domain/identity/call-context.ts";
import { Problem } from "../problem.ts";
import { type Item, text } from "./attributes.ts";
import type { DataKeys } from "./data-keys.ts";
import { stored } from "./dynamo.ts";
import { conversationKey, sortKeys, type Tables } from "./keys.ts";
import type { LedgerStore } from "./ledger-store.ts";
import type { SessionPool } from "./sessions/session-pool.ts";

/** What a clear did and found. Counts are items. */
export type Erasure = {
  readonly conversationId: string;
  readonly clearedAt: string;
  readonly deleted: { readonly turns: number; readonly summaryItems: number; readonly keys: number };
  /** Read back strongly consistently, over all pages, after the deletion. */
  readonly found: { readonly turns: number; readonly summaryItems: number; readonly keys: number };
};

export type ConversationEraser = { readonly clear: (ref: ConversationRef, call: CallContext) => Promise<Erasure> };

type Needs = {
  readonly dynamo: DynamoDBClient;
  readonly tables: Tables;
  readonly pool: SessionPool;
  readonly dataKeys: DataKeys;
  readonly ledger: LedgerStore;
  readonly now: () => number;
};

const batchSize = 25;
const batchesAtOnce = 4;
const batchAttempts = 8;

/**
 * Forgets a conversation: one transaction makes it invisible and fences late writers, then the data key goes (what is left is
 * unreadable from there on), then turns, summary and marks; then everything is read back. Run again, it resumes.
 */
export const conversationEraser = (needs: Needs): ConversationEraser => ({
  clear: async (ref, call) => {
    await needs.pool.changeAndFree(ref, (known) => {
      const head = admitToRemains(known, call, needs.now());
      const isCleared = head.status === "cleared";
      return isCleared
        ? { unchanged: head }
        : { head: cleared(head), event: ledgerEventOf(call, { outcome: "done", turn: head.turn }) };
    });
    const keys = await deleteKey(needs, ref);
    const turns = await deleteAll(needs, needs.tables.messages, await listKeys(needs, needs.tables.messages, ref));
    const summaryItems = await deleteAll(needs, needs.tables.summaries, await listKeys(needs, needs.tables.summaries, ref));
    const found = await countLeft(needs, ref);
    if (found.turns + found.summaryItems + found.keys > 0) throw new Problem("storage-unavailable", { retryAfterSeconds: 1 });
    const deleted = { turns, summaryItems, keys };
    await needs.ledger.record(ref, ledgerEventOf(call, { action: "conversation.erase", outcome: "done", counts: deleted }));
    return { conversationId: ref.conversationId, clearedAt: new Date(needs.now()).toISOString(), deleted, found };
  },
});

/** The head of a cleared conversation stays as its own tombstone until it expires; everything else goes. */
const isTombstone = (key: Item): boolean => key.sk?.S === sortKeys.head;

const deleteKey = async ({ dynamo, tables, dataKeys }: Needs, ref: ConversationRef): Promise<number> => {
  dataKeys.forget(ref);
  const Key = { pk: text(conversationKey(ref)) };
  const gone = await stored(() => dynamo.send(new DeleteItemCommand({ TableName: tables.keys, Key, ReturnValues: "ALL_OLD" })));
  return gone.Attributes === undefined ? 0 : 1;
};

const listKeys = (needs: Needs, table: string, ref: ConversationRef): Promise<readonly Item[]> =>
  stored(async () => {
    const query = {
      TableName: table,
      KeyConditionExpression: "pk = :pk",
      ExpressionAttributeValues: { ":pk": text(conversationKey(ref)) },
      ProjectionExpression: "pk, sk",
      ConsistentRead: true,
    };
    const keys: Item[] = [];
    for await (const page of paginateQuery({ client: needs.dynamo }, query)) keys.push(...(page.Items ?? []));
    return keys.filter((key) => !isTombstone(key));
  });

const deleteAll = async (needs: Needs, table: string, keys: readonly Item[]): Promise<number> => {
  const batches = Array.from({ length: Math.ceil(keys.length / batchSize) }, (_, index) =>
    keys.slice(index * batchSize, (index + 1) * batchSize).map((Key): WriteRequest => ({ DeleteRequest: { Key } })),
  );
  for (let start = 0; start < batches.length; start += batchesAtOnce) {
    await Promise.all(batches.slice(start, start + batchesAtOnce).map((batch) => deleteBatch(needs, table, batch)));
  }
  return keys.length;
};

const deleteBatch = async (needs: Needs, table: string, batch: readonly WriteRequest[]): Promise<void> => {
  let left: readonly WriteRequest[] = batch;
  for (let attempt = 0; left.length > 0; attempt += 1) {
    if (attempt === batchAttempts) throw new Problem("storage-unavailable", { retryAfterSeconds: 1 });
    const requests = { RequestItems: { [table]: [...left] } };
    const { UnprocessedItems } = await stored(() => needs.dynamo.send(new BatchWriteItemCommand(requests)));
    left = UnprocessedItems?.[table] ?? [];
  }
};

const countLeft = async (needs: Needs, ref: ConversationRef): Promise<Erasure["found"]> => {
  const Key = { pk: text(conversationKey(ref)) };
  const [turns, summaryItems, key] = await Promise.all([
    listKeys(needs, needs.tables.messages, ref),
    listKeys(needs, needs.tables.summaries, ref),
    stored(() => needs.dynamo.send(new GetItemCommand({ TableName: needs.tables.keys, Key, ConsistentRead: true }))),
  ]);
  return { turns: turns.length, summaryItems: summaryItems.length, keys: key.Item === undefined ? 0 : 1 };
};
