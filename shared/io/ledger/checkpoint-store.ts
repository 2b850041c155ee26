import {
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from "@aws-sdk/client-dynamodb";
import type { SignedCheckpoint } from "../../domain/ledger/checkpoint.ts";
import { type Item, text } from "../attributes.ts";
import { stored } from "../dynamo.ts";
import { shardKeys, sortKeys, type Tables } from "../keys.ts";
import { readText } from "../stored-item.ts";

type Needs = { readonly dynamo: DynamoDBClient; readonly tables: Tables };

/** Checkpoints of ledgers. They are added, one after the other, and never changed. */
export type CheckpointStore = {
  readonly newest: (tenantId: string) => Promise<SignedCheckpoint | undefined>;
  readonly numbered: (tenantId: string, number: number) => Promise<SignedCheckpoint | undefined>;
  /** All from this number on, in order. */
  readonly from: (tenantId: string, number: number) => Promise<readonly SignedCheckpoint[]>;
  /** Adds the next checkpoint with the parts of the tree that came with it; false when there is one of this number already. */
  readonly add: (checkpoint: SignedCheckpoint, parts: readonly TransactWriteItem[]) => Promise<boolean>;
  /** Number of the newest checkpoint that is in the archive; 0 for none. */
  readonly archived: (tenantId: string) => Promise<number>;
  readonly markArchived: (tenantId: string, number: number) => Promise<void>;
};

export const isNew = "attribute_not_exists(pk)";

export const checkpointStore = (needs: Needs): CheckpointStore => {
  const { dynamo, tables } = needs;
  const put = (tenantId: string, kind: "archived" | "checkpoint", item: Item & { sk: { S: string } }) => ({
    TableName: tables.audit,
    Item: { pk: text(shardKeys.ledger(tenantId, kind)), ...item },
  });
  return {
    newest: async (tenantId) => {
      const [item] = await last(needs, shardKeys.ledger(tenantId, "checkpoint"));
      return item === undefined ? undefined : readCheckpoint(item);
    },
    numbered: async (tenantId, number) => {
      const Key = { pk: text(shardKeys.ledger(tenantId, "checkpoint")), sk: text(sortKeys.checkpoint(number)) };
      const { Item } = await stored(() =>
        dynamo.send(new GetItemCommand({ TableName: tables.audit, Key, ConsistentRead: true })),
      );
      return Item === undefined ? undefined : readCheckpoint(Item);
    },
    from: async (tenantId, number) => (await following(needs, tenantId, number)).map(readCheckpoint),
    add: async (checkpoint, parts) => {
      const { tenantId, number } = checkpoint.statement;
      const item = { sk: { S: sortKeys.checkpoint(number) }, checkpoint: text(JSON.stringify(checkpoint)) };
      const Put = { ...put(tenantId, "checkpoint", item), ConditionExpression: isNew };
      const write = new TransactWriteItemsCommand({ TransactItems: [{ Put }, ...parts] });
      return stored(() => dynamo.send(write)).then(() => true, wasFirst);
    },
    archived: async (tenantId) => {
      const [item] = await last(needs, shardKeys.ledger(tenantId, "archived"));
      return Number(item?.sk?.S ?? 0);
    },
    markArchived: async (tenantId, number) => {
      const item = put(tenantId, "archived", { sk: { S: sortKeys.checkpoint(number) } });
      await stored(() => dynamo.send(new PutItemCommand(item)));
    },
  };
};

const readCheckpoint = (item: Item): SignedCheckpoint => JSON.parse(readText(item, "checkpoint"));

/** A transaction that met another one, or came second, has added nothing. */
const wasFirst = (failure: unknown): false => {
  if (failure instanceof TransactionCanceledException) return false;
  throw failure;
};

const last = async ({ dynamo, tables }: Needs, partition: string): Promise<readonly Item[]> => {
  const query = new QueryCommand({
    TableName: tables.audit,
    KeyConditionExpression: "pk = :pk",
    ExpressionAttributeValues: { ":pk": text(partition) },
    ConsistentRead: true,
    ScanIndexForward: false,
    Limit: 1,
  });
  return (await stored(() => dynamo.send(query))).Items ?? [];
};

const following = async ({ dynamo, tables }: Needs, tenantId: string, number: number): Promise<readonly Item[]> => {
  const items: Item[] = [];
  let start: Item | undefined;
  do {
    const query = new QueryCommand({
      TableName: tables.audit,
      KeyConditionExpression: "pk = :pk AND sk >= :from",
      ExpressionAttributeValues: {
        ":pk": text(shardKeys.ledger(tenantId, "checkpoint")),
        ":from": text(sortKeys.checkpoint(number)),
      },
      ConsistentRead: true,
      ...(start === undefined ? {} : { ExclusiveStartKey: start }),
    });
    const { Items = [], LastEvaluatedKey } = await stored(() => dynamo.send(query));
    items.push(...Items);
    start = LastEvaluatedKey;
  } while (start !== undefined);
  return items;
};
