import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  paginateQuery,
  type TransactWriteItem,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import type { ConversationRef, Head } from "../../domain/conversation/head.ts";
import type { HeldSlot, Pool } from "../../domain/conversation/lease.ts";
import { shardOfSlot } from "../../domain/conversation/slot-shards.ts";
import { type Item, number, text } from "../attributes.ts";
import { stored } from "../dynamo.ts";
import { shardKeys, sortKeys, type Tables } from "../keys.ts";
import { readNumber, readText } from "../stored-item.ts";

/** A slot as it is stored, with who holds it, or held it. */
export type StoredLease = HeldSlot & {
  readonly conversationId: string;
  readonly subject: string;
  readonly startedAtMs: number;
};

/** A conversation and one slot of its tenant's pool. */
export type SlotOf = ConversationRef & { readonly slot: number };

export type LeaseStore = {
  /** What is stored in some shards of a tenant's pool, strongly consistent, all at once. Expired leases included. */
  readonly read: (tenantId: string, shards: readonly number[]) => Promise<readonly StoredLease[]>;
  /** The write by which the head's conversation holds a slot: while it is free or its own. */
  readonly hold: (head: Head, held: HeldSlot, pool: Pool) => TransactWriteItem;
  /** The write that frees a slot, if the conversation still holds it. */
  readonly free: (held: SlotOf) => TransactWriteItem;
  /** Lets a slot that the conversation holds run until `expiresAt`; does nothing when it is another's by now. */
  readonly extend: (held: SlotOf, expiresAt: number) => Promise<void>;
};

type Needs = { readonly dynamo: DynamoDBClient; readonly tables: Tables };

const isFreeOrOwn = "attribute_not_exists(pk) OR expiresAt <= :runOutAt OR conversationId = :holder";
const isGoneOrOwn = "attribute_not_exists(pk) OR conversationId = :holder";
const isOwn = "conversationId = :holder";

/**
 * The slots of session pools: one item each, so a pool of N slots can never hold more than N leases. A slot is free when there is
 * no item or its time is over; nobody waits for it to be deleted.
 */
export const leaseStore = ({ dynamo, tables }: Needs): LeaseStore => ({
  read: async (tenantId, shards) =>
    (await Promise.all(shards.map((shard) => readShard({ dynamo, tables }, tenantId, shard)))).flat(),
  hold: (head, { slot, expiresAt }, pool) => ({
    Put: {
      TableName: tables.leases,
      Item: {
        ...slotKey({ ...head, slot }),
        conversationId: text(head.conversationId),
        subject: text(head.subject),
        startedAt: number(head.startedAtMs),
        expiresAt: number(expiresAt),
      },
      ConditionExpression: isFreeOrOwn,
      ExpressionAttributeValues: { ":holder": text(head.conversationId), ":runOutAt": number(pool.runOutAt) },
    },
  }),
  free: (held) => ({
    Delete: {
      TableName: tables.leases,
      Key: slotKey(held),
      ConditionExpression: isGoneOrOwn,
      ExpressionAttributeValues: { ":holder": text(held.conversationId) },
    },
  }),
  extend: async (held, expiresAt) => {
    const update = new UpdateItemCommand({
      TableName: tables.leases,
      Key: slotKey(held),
      UpdateExpression: "SET expiresAt = :expiresAt",
      ConditionExpression: isOwn,
      ExpressionAttributeValues: { ":holder": text(held.conversationId), ":expiresAt": number(expiresAt) },
    });
    await stored(() => dynamo.send(update)).catch(unlessTaken);
  },
});

const slotKey = ({ tenantId, slot }: SlotOf): Item => ({
  pk: text(shardKeys.lease(tenantId, shardOfSlot(slot))),
  sk: text(sortKeys.slot(slot)),
});

const unlessTaken = (failure: unknown): void => {
  if (!(failure instanceof ConditionalCheckFailedException)) throw failure;
};

const readShard = ({ dynamo, tables }: Needs, tenantId: string, shard: number): Promise<readonly StoredLease[]> =>
  stored(async () => {
    const query = {
      TableName: tables.leases,
      KeyConditionExpression: "pk = :pk",
      ExpressionAttributeValues: { ":pk": text(shardKeys.lease(tenantId, shard)) },
      ConsistentRead: true,
    };
    const leases: StoredLease[] = [];
    for await (const page of paginateQuery({ client: dynamo }, query)) leases.push(...(page.Items ?? []).map(readLease));
    return leases;
  });

const readLease = (item: Item): StoredLease => ({
  slot: Number(readText(item, "sk")),
  conversationId: readText(item, "conversationId"),
  subject: readText(item, "subject"),
  startedAtMs: readNumber(item, "startedAt"),
  expiresAt: readNumber(item, "expiresAt"),
});
