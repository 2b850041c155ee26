import { type DynamoDBClient, PutItemCommand, type TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { ConversationRef, Head } from "../domain/conversation/head.ts";
import { auditSecondsOf, expiryOf } from "../domain/conversation/lifetimes.ts";
import { canonicalRecord, type LedgerEvent, type LedgerRecord, recordHash } from "../domain/ledger/record.ts";
import { reached } from "../problem.ts";
import { bytes, type Item, number, text } from "./attributes.ts";
import { conversationKey, shardKeys, sortKeys, type Tables } from "./keys.ts";

type Needs = {
  readonly dynamo: DynamoDBClient;
  readonly tables: Tables;
  readonly now: () => number;
  readonly randomBytes: (size: number) => Buffer;
};

/** Where events outside a conversation's chain are recorded: reads, refusals, administrative acts. */
export type LedgerStore = { readonly record: (place: ConversationRef, event: LedgerEvent) => Promise<void> };

const noLedger = { code: "ledger-unavailable", retryAfterSeconds: 1 } as const;

/** The append-only ledger. A record that cannot be written is 503 `ledger-unavailable`: what is not recorded does not happen. */
export const ledgerStore = ({ dynamo, tables, now, randomBytes }: Needs): LedgerStore => ({
  record: async (place, event) => {
    const { Put } = chainlessRecord({ tables, randomBytes }, place, { event, nowMs: now() });
    await reached(noLedger, () => dynamo.send(new PutItemCommand(Put)));
  },
});

/** A record outside of any chain, to be put alone or in the transaction that does what it says. */
export const chainlessRecord = (
  { tables, randomBytes }: Pick<Needs, "tables" | "randomBytes">,
  place: ConversationRef,
  { event, nowMs }: { readonly event: LedgerEvent; readonly nowMs: number },
) => {
  const record = { ...event, ...place, at: new Date(nowMs).toISOString() };
  const sortKey = sortKeys.event(nowMs, randomBytes(9).toString("base64url"));
  return { Put: { TableName: tables.audit, Item: ledgerItem(record, sortKey, nowMs).item } };
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
  const { item, hash } = ledgerItem(record, sortKeys.sequence(sequence), at.nowMs);
  return {
    head: { ...head, ledgerSequence: sequence, chainHash: hash },
    put: { Put: { TableName: at.table, Item: item, ConditionExpression: "attribute_not_exists(pk)" } },
  };
};

const ledgerItem = (record: LedgerRecord, sortKey: string, atMs: number): { readonly item: Item; readonly hash: Buffer } => {
  const canonical = canonicalRecord(record);
  const hash = recordHash(canonical);
  const item = {
    pk: text(conversationKey(record)),
    sk: text(sortKey),
    day: text(shardKeys.day(record, atMs)),
    at: number(atMs),
    record: text(canonical),
    hash: bytes(hash),
    expiresAt: number(expiryOf(atMs, auditSecondsOf(record.tenantId))),
  };
  return { item, hash };
};
