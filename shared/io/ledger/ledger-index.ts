import { BatchGetItemCommand, type DynamoDBClient, QueryCommand } from "@aws-sdk/client-dynamodb";
import type { FoundRecord } from "../../domain/ledger/ledger-view.ts";
import { type Item, number, text } from "../attributes.ts";
import { stored } from "../dynamo.ts";
import { conversationKey, shardKeys, type Tables } from "../keys.ts";
import { foundRecord } from "./found-record.ts";

type Needs = { readonly dynamo: DynamoDBClient; readonly tables: Tables };

/** From `fromMs` up to and without `toMs`. `perShard`: how many records are enough from one of the 64 shards of a day. */
export type Stretch = { readonly fromMs: number; readonly toMs: number; readonly perShard: number };

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
    const parts = await Promise.all(shards.map((shard) => shardPortion(needs, { tenantId, shard, stretch })));
    const throughMs = Math.min(...parts.map((part) => part.throughMs), stretch.toMs);
    const items = parts.flatMap((part) => part.items).filter((item) => Number(item.at?.N) < throughMs);
    return { records: items.map((item) => foundRecord(tenantId, item)), throughMs };
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
export const daysOf = ({ fromMs, toMs, perShard }: Stretch): readonly Stretch[] => {
  const first = Math.floor(fromMs / dayMs);
  const count = Math.max(0, Math.ceil(toMs / dayMs) - first);
  return Array.from({ length: count }, (_, index) => (first + index) * dayMs).map((startMs) => ({
    fromMs: Math.max(fromMs, startMs),
    toMs: Math.min(toMs, startMs + dayMs),
    perShard,
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

type Shard = { readonly tenantId: string; readonly shard: number; readonly stretch: Stretch };

/** What one shard has, page by page until it is enough; where more is left, only what lies before its last time is complete. */
const shardPortion = async (needs: Needs, { tenantId, shard, stretch }: Shard) => {
  const { fromMs, toMs, perShard } = stretch;
  const partition = shardKeys.ledgerDay(tenantId, new Date(fromMs).toISOString().slice(0, 10), shard);
  const items: Item[] = [];
  let start: Item | undefined;
  do {
    const query = new QueryCommand({
      TableName: needs.tables.audit,
      IndexName: "by-day",
      KeyConditionExpression: "#day = :day AND #at BETWEEN :from AND :to",
      ExpressionAttributeNames: { "#day": "day", "#at": "at" },
      ExpressionAttributeValues: { ":day": text(partition), ":from": number(fromMs), ":to": number(toMs - 1) },
      ...(Number.isFinite(perShard) ? { Limit: perShard } : {}),
      ...(start === undefined ? {} : { ExclusiveStartKey: start }),
    });
    const { Items = [], LastEvaluatedKey } = await stored(() => needs.dynamo.send(query));
    items.push(...Items);
    start = LastEvaluatedKey;
  } while (start !== undefined && !(items.length >= perShard && lastMs(items) > fromMs));
  return { items, throughMs: start === undefined ? toMs : lastMs(items) };
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
