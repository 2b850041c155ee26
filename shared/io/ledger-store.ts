import {
  type DynamoDBClient,
  PutItemCommand,
  TransactionCanceledException,
  type TransactWriteItem,
} from "@aws-sdk/client-dynamodb";
import type { ConversationRef, Head } from "../domain/conversation/head.ts";
import { auditSecondsOf, expiryOf } from "../domain/conversation/lifetimes.ts";
import { canonicalRecord, type LedgerEvent, recordHash } from "../domain/ledger/record.ts";
import { reached } from "../problem.ts";
import { bytes, type Item, number, text } from "./attributes.ts";
import { conversationKey, shardKeys, sortKeys, type Tables } from "./keys.ts";
import type { BegunRecord, LedgerWriters } from "./ledger/ledger-writers.ts";

/** What it takes to make a record outside of any chain. */
export type RecordNeeds = {
  readonly tables: Tables;
  readonly randomBytes: (size: number) => Buffer;
  readonly writers: LedgerWriters;
};

type Needs = RecordNeeds & { readonly dynamo: DynamoDBClient; readonly now: () => number };

/** Where events outside a conversation's chain are recorded: reads, refusals, administrative acts. */
export type LedgerStore = { readonly record: (place: ConversationRef, event: LedgerEvent) => Promise<void> };

const noLedger = { code: "ledger-unavailable", retryAfterSeconds: 1 } as const;

/** The append-only ledger. A record that cannot be written is 503 `ledger-unavailable`: what is not recorded does not happen. */
export const ledgerStore = (needs: Needs): LedgerStore => ({
  record: async (place, event) => {
    const write = ({ Put }: AloneRecord) => reached(noLedger, () => needs.dynamo.send(new PutItemCommand(Put)));
    await withRecord(needs, { place, event, nowMs: needs.now() }, write);
  },
});

/** A record that stands alone, to be put by itself or in the transaction that does what it says. */
export type AloneRecord = ReturnType<typeof aloneRecord>["record"];

/** What is recorded, about what, and when. */
export type Recording = { readonly place: ConversationRef; readonly event: LedgerEvent; readonly nowMs: number };

/** Writes a record outside of any chain by `write`, and keeps count of it: what was cancelled as a whole was not stored, of other failures nobody knows. */
export const withRecord = async <Result>(
  needs: RecordNeeds,
  recording: Recording,
  write: (record: AloneRecord) => Promise<Result>,
): Promise<Result> => {
  const { record, begun } = aloneRecord(needs, recording);
  try {
    const result = await write(record);
    begun.isStored();
    return result;
  } catch (failure) {
    if (failure instanceof TransactionCanceledException) begun.isNotStored();
    throw failure;
  }
};

const aloneRecord = ({ tables, randomBytes, writers }: RecordNeeds, { place, event, nowMs }: Recording) => {
  const { tenantId, conversationId } = place;
  const content = { ...event, tenantId, conversationId, at: new Date(nowMs).toISOString() };
  const begun: BegunRecord = writers.begin(tenantId, (writer) => canonicalRecord({ ...content, writer }));
  const sortKey = sortKeys.event(nowMs, randomBytes(9).toString("base64url"));
  const { item } = ledgerItem({ place, canonical: begun.text, sortKey, atMs: nowMs });
  return { record: { Put: { TableName: tables.audit, Item: item } }, begun };
};

/** The next record of a conversation's chain: the put that stores it, and the head that names it as its newest. */
export const chainRecord = (
  head: Head,
  event: LedgerEvent,
  at: { readonly table: string; readonly nowMs: number },
): { readonly head: Head; readonly put: TransactWriteItem } => {
  const sequence = head.ledgerSequence + 1;
  const { tenantId, conversationId, subject } = head;
  const previousHash = head.chainHash.toString("base64url");
  const record = { ...event, tenantId, conversationId, subject, at: new Date(at.nowMs).toISOString(), sequence, previousHash };
  const canonical = canonicalRecord(record);
  const { item, hash } = ledgerItem({ place: head, canonical, sortKey: sortKeys.sequence(sequence), atMs: at.nowMs });
  return {
    head: { ...head, ledgerSequence: sequence, chainHash: hash },
    put: { Put: { TableName: at.table, Item: item, ConditionExpression: "attribute_not_exists(pk)" } },
  };
};

type Content = {
  readonly place: ConversationRef;
  readonly canonical: string;
  readonly sortKey: string;
  readonly atMs: number;
};

const ledgerItem = ({ place, canonical, sortKey, atMs }: Content) => {
  const hash = recordHash(canonical);
  const item = {
    pk: text(conversationKey(place)),
    sk: text(sortKey),
    day: text(shardKeys.day(place, atMs)),
    at: number(atMs),
    record: text(canonical),
    hash: bytes(hash),
    expiresAt: number(expiryOf(atMs, auditSecondsOf(place.tenantId))),
  } satisfies Item;
  return { item, hash };
};
