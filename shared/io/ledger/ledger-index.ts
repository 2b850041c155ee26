import { BatchGetItemCommand, type DynamoDBClient, QueryCommand } from "@aws-sdk/client-dynamodb";
import type { FoundRecord } from "../../domain/ledger/ledger-view.ts";
import { type Item, number, text } from "../attributes.ts";
import { stored } from "../dynamo.ts";
import { conversationKey, shardKeys, type Tables } from "../keys.ts";
import { foundRecord } from "./found-record.ts";

type Needs = { readonly dynamo: DynamoDBClient; readonly tables: Tables };

/**
 * From `fromMs` up to and without `toMs`. `perShard`: how many records are read at a time of each of the 64 shards of a day;
 * `enough`: how many records make a portion. Where one shard has most of them, as one busy conversation has, it alone is read on.
 */
export type Stretch = { readonly fromMs: number; readonly toMs: number; readonly perShard: number; readonly enough: number };

/** Records found, and up to when they are all of them. */
export type Portion = { readonly records: readonly FoundRecord[]; readonly throughMs: number };

export type RecordName = { readonly conversationId: string; readonly key: string };

/** Reads ledgers: by time over the index, which lags a little behind, or by name, strongly consistent. */
export type LedgerIndex = {
  /** The records of a stretch of time within one day (UTC), in no particular order. `shards`: all of them where left out. */
  readonly day: (tenantId: string, stretch: Stretch, shards?: readonly number[]) => Promise<Portion>;
  readonly named: (tenantId: string, names: readonly RecordName[]) => Promise<readonly FoundRecord[]>;
  /** All records of one conversation. */
  readonly conversation: (tenantId: string, conversationId: string) => Promise<readonly FoundRecord[]>;
};

const dayMs = 24 * 3600_000;
const allShards = Array.from({ length: shardKeys.dayShards }, (_, shard) => shard);
const batchSize = 100;

export const ledgerIndex = (needs: Needs): LedgerIndex => ({
  day: async (tenantId, stretch, shards = allShards) => {
    const date = new Date(stretch.fromMs).toISOString().slice(0, 10);
    const parts = shards.map((shard): Part => ({ partition: shardKeys.ledgerDay(tenantId, date, shard), items: [] }));
    await Promise.all(parts.map((part) => readPage(needs, part, stretch)));
    while (isTooLittle(parts, stretch))
      await Promise.all(holdingBack(parts, stretch).map((part) => readPage(needs, part, stretch)));
    const throughMs = throughOf(parts, stretch);
    return { records: itemsBefore(throughMs, parts).map((item) => foundRecord(tenantId, item)), throughMs };
  },
  named: async (tenantId, names) => {
    const batches = Array.from({ length: Math.ceil(names.length / batchSize) }, (_, index) =>
      names.slice(index * batchSize, (index + 1) * batchSize),
    );
    const found: Item[] = [];
    for (const batch of batches) found.push(...(await readBatch(needs, tenantId, batch)));
    return found.map((item) => foundRecord(tenantId, item));
  },
  conversation: async (tenantId, conversationId) => {
    const items = await allPages(needs, {
      KeyConditionExpression: "pk = :pk",
      ExpressionAttributeValues: { ":pk": text(conversationKey({ tenantId, conversationId })) },
      ConsistentRead: true,
    });
    return items.map((item) => foundRecord(tenantId, item));
  },
});

/** The stretch cut into days (UTC), as keys are. */
export const daysOf = ({ fromMs, toMs, ...portion }: Stretch): readonly Stretch[] => {
  const first = Math.floor(fromMs / dayMs);
  const count = Math.max(0, Math.ceil(toMs / dayMs) - first);
  return Array.from({ length: count }, (_, index) => (first + index) * dayMs).map((startMs) => ({
    fromMs: Math.max(fromMs, startMs),
    toMs: Math.min(toMs, startMs + dayMs),
    ...portion,
  }));
};

/** A stretch portion by portion, each of one day, in the order of time. */
export async function* portionsOf(
  index: Pick<LedgerIndex, "day">,
  { tenantId, shards, ...stretch }: Stretch & { readonly tenantId: string; readonly shards?: readonly number[] | undefined },
): AsyncGenerator<Portion> {
  for (const day of daysOf(stretch)) {
    for (let { fromMs } = day; fromMs < day.toMs; ) {
      const portion = await index.day(tenantId, { ...day, fromMs }, shards);
      yield portion;
      fromMs = portion.throughMs;
    }
  }
}

/** What was read of one shard. `next`: where more of it begins. */
type Part = { readonly partition: string; readonly items: Item[]; next?: Item | undefined };

const readPage = async ({ dynamo, tables }: Needs, part: Part, { fromMs, toMs, perShard }: Stretch): Promise<void> => {
  const query = new QueryCommand({
    TableName: tables.audit,
    IndexName: "by-day",
    KeyConditionExpression: "#day = :day AND #at BETWEEN :from AND :to",
    ExpressionAttributeNames: { "#day": "day", "#at": "at" },
    ExpressionAttributeValues: { ":day": text(part.partition), ":from": number(fromMs), ":to": number(toMs - 1) },
    ...(Number.isFinite(perShard) ? { Limit: perShard } : {}),
    ...(part.next === undefined ? {} : { ExclusiveStartKey: part.next }),
  });
  const { Items = [], LastEvaluatedKey } = await stored(() => dynamo.send(query));
  part.items.push(...Items);
  part.next = LastEvaluatedKey;
};

/** Through when all shards are read: where a shard has more, only what lies before its last time is complete. */
const throughOf = (parts: readonly Part[], { toMs }: Stretch): number =>
  Math.min(toMs, ...parts.filter(({ next }) => next !== undefined).map(({ items }) => lastMs(items)));

const itemsBefore = (atMs: number, parts: readonly Part[]): readonly Item[] =>
  parts.flatMap(({ items }) => items.filter((item) => Number(item.at?.N) < atMs));

const isTooLittle = (parts: readonly Part[], stretch: Stretch): boolean => {
  const throughMs = throughOf(parts, stretch);
  const hasMore = parts.some(({ next }) => next !== undefined);
  return hasMore && (throughMs <= stretch.fromMs || itemsBefore(throughMs, parts).length < stretch.enough);
};

/** The shards that have more, and less than the others so far. */
const holdingBack = (parts: readonly Part[], stretch: Stretch): readonly Part[] => {
  const throughMs = throughOf(parts, stretch);
  return parts.filter(({ next, items }) => next !== undefined && lastMs(items) <= throughMs);
};

const lastMs = (items: readonly Item[]): number => Number(items.at(-1)?.at?.N ?? 0);

type Query = Omit<ConstructorParameters<typeof QueryCommand>[0], "TableName">;

const allPages = async ({ dynamo, tables }: Needs, query: Query): Promise<readonly Item[]> => {
  const items: Item[] = [];
  let start: Item | undefined;
  do {
    const page = new QueryCommand({
      TableName: tables.audit,
      ...query,
      ...(start === undefined ? {} : { ExclusiveStartKey: start }),
    });
    const { Items = [], LastEvaluatedKey } = await stored(() => dynamo.send(page));
    items.push(...Items);
    start = LastEvaluatedKey;
  } while (start !== undefined);
  return items;
};

const readBatch = async ({ dynamo, tables }: Needs, tenantId: string, names: readonly RecordName[]): Promise<readonly Item[]> => {
  const items: Item[] = [];
  let keys: Item[] = names.map(({ conversationId, key }) => ({
    pk: text(conversationKey({ tenantId, conversationId })),
    sk: text(key),
  }));
  while (keys.length > 0) {
    const get = new BatchGetItemCommand({ RequestItems: { [tables.audit]: { Keys: keys, ConsistentRead: true } } });
    const { Responses, UnprocessedKeys } = await stored(() => dynamo.send(get));
    items.push(...(Responses?.[tables.audit] ?? []));
    keys = UnprocessedKeys?.[tables.audit]?.Keys ?? [];
  }
  return items;
};
