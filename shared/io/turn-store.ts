import { type DynamoDBClient, paginateQuery, type QueryCommandInput, type TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { ConversationRef } from "../domain/conversation/head.ts";
import type { SealedTurn } from "../domain/conversation/turn.ts";
import { bytes, type Item, number, text } from "./attributes.ts";
import { isKeptItem, readExpiry, timeToLive } from "./conversation-items/time-to-live.ts";
import { stored } from "./dynamo.ts";
import { conversationKey, type Tables } from "./keys.ts";
import { readBytes, readNumber } from "./stored-item.ts";

/**
 * Turns `from` to `to`, both included. `newest`: at most `limit` from the end, else from the start. No further page is read once
 * the pages so far hold `maxBytes`.
 */
export type TurnRange = {
  readonly from: number;
  readonly to: number;
  readonly limit: number;
  readonly newest: boolean;
  readonly maxBytes?: number;
};

export type TurnStore = {
  /** Stored turns of a range in order of their numbers, over all pages, strongly consistent. Expired ones included: callers know the policy. */
  readonly range: (ref: ConversationRef, range: TurnRange) => Promise<readonly SealedTurn[]>;
  /** The write that stores a turn unless one with its number is there. */
  readonly put: (ref: ConversationRef, turn: SealedTurn) => TransactWriteItem;
};

export const turnStore = ({ dynamo, tables }: { readonly dynamo: DynamoDBClient; readonly tables: Tables }): TurnStore => ({
  range: async (ref, range) =>
    range.to < range.from ? [] : stored(() => collect(dynamo, rangeQuery(tables, ref, range), range)),
  put: (ref, turn) => ({
    Put: { TableName: tables.messages, Item: turnItem(ref, turn), ConditionExpression: "attribute_not_exists(pk)" },
  }),
});

const rangeQuery = (tables: Tables, ref: ConversationRef, range: TurnRange): QueryCommandInput => ({
  TableName: tables.messages,
  KeyConditionExpression: "pk = :pk AND sk BETWEEN :from AND :to",
  ExpressionAttributeValues: { ":pk": text(conversationKey(ref)), ":from": number(range.from), ":to": number(range.to) },
  ScanIndexForward: !range.newest,
  ConsistentRead: true,
  Limit: range.limit,
});

/** One page of at most 1 MB is not everything (TRAPS 31). */
const collect = async (client: DynamoDBClient, query: QueryCommandInput, range: TurnRange): Promise<readonly SealedTurn[]> => {
  const turns: SealedTurn[] = [];
  let bytes = 0;
  for await (const page of paginateQuery({ client }, query)) {
    const read = (page.Items ?? []).map(readTurn);
    turns.push(...read);
    bytes += read.reduce((sum, { sealed }) => sum + sealed.length, 0);
    if (turns.length >= range.limit || bytes >= (range.maxBytes ?? Number.MAX_SAFE_INTEGER)) break;
  }
  return turns.slice(0, range.limit).sort((a, b) => a.turn - b.turn);
};

const turnItem = (ref: ConversationRef, turn: SealedTurn): Item => ({
  pk: text(conversationKey(ref)),
  sk: number(turn.turn),
  epoch: number(turn.epoch),
  at: number(turn.atMs),
  body: bytes(turn.sealed),
  hash: bytes(turn.hash),
  prev: bytes(turn.previousHash),
  write: bytes(turn.writeId),
  ...timeToLive(turn.expiresAt, turn.isKept),
});

const readTurn = (item: Item): SealedTurn => ({
  turn: readNumber(item, "sk"),
  epoch: readNumber(item, "epoch"),
  atMs: readNumber(item, "at"),
  sealed: readBytes(item, "body"),
  hash: readBytes(item, "hash"),
  previousHash: readBytes(item, "prev"),
  writeId: readBytes(item, "write"),
  expiresAt: readExpiry(item),
  isKept: isKeptItem(item),
});
