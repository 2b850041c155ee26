import { BatchGetItemCommand, type DynamoDBClient, type TransactWriteItem } from "@aws-sdk/client-dynamodb";
import { expiryOf, lifetimes } from "../../domain/conversation/lifetimes.ts";
import type { LedgerEntry } from "../../domain/ledger/entry.ts";
import { peakRanges } from "../../domain/ledger/frontier.ts";
import type { Slot } from "../../domain/ledger/ledger-view.ts";
import type { LeafRange } from "../../domain/ledger/merkle.ts";
import { growTiles } from "../../domain/ledger/tile-growth.ts";
import { leafTiles, rangeRootFrom, type Tile, type TileName, tilesFor, tilesGrown } from "../../domain/ledger/tiles.ts";
import { bytes, type Item, number, text } from "../attributes.ts";
import { stored } from "../dynamo.ts";
import { shardKeys, sortKeys, type Tables } from "../keys.ts";
import type { RecordName } from "./ledger-index.ts";

type Needs = { readonly dynamo: DynamoDBClient; readonly tables: Tables; readonly now: () => number };

/** The trees of ledgers, in tiles. */
export type TreeStore = {
  /** Roots of stretches of leaves in the tree of `size` leaves. */
  readonly roots: (tenantId: string, ranges: readonly LeafRange[], size: number) => Promise<readonly Buffer[]>;
  /** Leaves with the names of their records. Throws where a part of the tree is missing. */
  readonly slots: (tenantId: string, range: LeafRange, size: number) => Promise<readonly Slot[]>;
  /** The whole tree as it is, whatever is missing of it: to be verified. */
  readonly stored: (tenantId: string, size: number) => Promise<StoredTree>;
  /** What adding these entries to the tree of `size` leaves writes. */
  readonly growth: (tenantId: string, size: number, entries: readonly LedgerEntry[]) => Promise<readonly TransactWriteItem[]>;
};

/** `inner`: tiles above the leaves. A leaf of a tile that is missing is 32 zero bytes, and has no name. */
export type StoredTree = { readonly slots: readonly Slot[]; readonly inner: readonly Tile[] };

const hashBytes = 32;
const fullWidth = 256;
const batchSize = 100;

export const treeStore = (needs: Needs): TreeStore => {
  const hashesOf = async (tenantId: string, names: readonly TileName[]): Promise<ReadonlyMap<string, readonly Buffer[]>> => {
    const items = await readItems(needs, shardKeys.ledger(tenantId, "tile"), names);
    return new Map(items.map((item) => [item.sk?.S ?? "", hashesIn(item)]));
  };

  const roots: TreeStore["roots"] = async (tenantId, ranges, size) => {
    const held = await hashesOf(tenantId, tilesFor(ranges, size));
    const tiles = (name: TileName) => held.get(sortKeys.tile(name)) ?? missing(name);
    return ranges.map((range) => rangeRootFrom(tiles, range, size));
  };

  return {
    roots,
    slots: async (tenantId, range, size) => {
      const tiles = leafTiles(range, size);
      const [hashes, names] = await Promise.all([hashesOf(tenantId, tiles), namesOf(needs, tenantId, tiles)]);
      return tiles.flatMap((tile) => {
        const [leaves, named] = [hashes.get(sortKeys.tile(tile)) ?? missing(tile), names.get(sortKeys.tile(tile)) ?? []];
        const slots = leaves.map((leaf, index) => ({ leaf, ...named[index] }));
        return slots.filter((_, index) => tile.firstLeaf + index >= range.from && tile.firstLeaf + index < range.to);
      });
    },
    stored: async (tenantId, size) => {
      const tiles = leafTiles({ from: 0, to: size }, size);
      const above = tilesGrown(0, size).filter(({ level }) => level > 0);
      const [hashes, names] = await Promise.all([hashesOf(tenantId, [...tiles, ...above]), namesOf(needs, tenantId, tiles)]);
      const slots = tiles.flatMap((tile) => {
        const leaves = hashes.get(sortKeys.tile(tile)) ?? [];
        const named = names.get(sortKeys.tile(tile)) ?? [];
        return Array.from({ length: tile.width }, (_, index) => ({ leaf: leaves[index] ?? noHash, ...named[index] }));
      });
      return { slots, inner: above.map((tile) => ({ ...tile, hashes: hashes.get(sortKeys.tile(tile)) ?? [] })) };
    },
    growth: async (tenantId, size, entries) => {
      const edge = tilesFor(peakRanges(size), size);
      const leafEdge = leafTiles({ from: Math.max(0, size - 1), to: size }, size);
      const [held, names] = await Promise.all([hashesOf(tenantId, edge), namesOf(needs, tenantId, leafEdge)]);
      const byPlace = new Map(
        edge.map((tile) => [`${tile.level}/${tile.number}`, held.get(sortKeys.tile(tile)) ?? missing(tile)]),
      );
      const hashes = ({ level, number: at }: TileName) => byPlace.get(`${level}/${at}`) ?? [];
      const tiles = growTiles(
        { size, hashes },
        entries.map(({ leaf }) => leaf),
      );
      const known = leafEdge.flatMap((tile) => names.get(sortKeys.tile(tile)) ?? missing(tile));
      const nameAt = namesFrom(known, size, entries);
      return tiles.flatMap((tile) => writesOf(needs, { tenantId, tile, nameAt }));
    },
  };
};

const noHash = Buffer.alloc(hashBytes);

type NameAt = (leaf: number) => RecordName | undefined;

/** `known`: names of the last tile before. */
const namesFrom = (known: readonly RecordName[], size: number, entries: readonly LedgerEntry[]): NameAt => {
  const first = Math.floor(Math.max(0, size - 1) / fullWidth) * fullWidth;
  return (leaf) => (leaf < size ? known[leaf - first] : entries[leaf - size]);
};

const writesOf = (
  { tables, now }: Needs,
  { tenantId, tile, nameAt }: { readonly tenantId: string; readonly tile: Tile; readonly nameAt: NameAt },
): readonly TransactWriteItem[] => {
  const put = (kind: "leaf-names" | "tile", content: Item): TransactWriteItem => ({
    Put: {
      TableName: tables.audit,
      Item: { pk: text(shardKeys.ledger(tenantId, kind)), sk: text(sortKeys.tile(tile)), ...content },
      ConditionExpression: "attribute_not_exists(pk)",
    },
  });
  const hashes = put("tile", { hashes: bytes(Buffer.concat(tile.hashes)) });
  if (tile.level > 0) return [hashes];
  const names = tile.hashes.map((_, index) => nameAt(tile.number * fullWidth + index));
  const namesText = JSON.stringify(names.map((name) => [name?.conversationId ?? "", name?.key ?? ""]));
  const expiresAt = number(expiryOf(now(), lifetimes.auditSeconds));
  return [hashes, put("leaf-names", { names: text(namesText), expiresAt })];
};

const namesOf = async (needs: Needs, tenantId: string, tiles: readonly TileName[]) => {
  const items = await readItems(needs, shardKeys.ledger(tenantId, "leaf-names"), tiles);
  return new Map(items.map((item) => [item.sk?.S ?? "", namesIn(item)]));
};

const namesIn = (item: Item): readonly RecordName[] => {
  const names: readonly (readonly [string, string])[] = JSON.parse(item.names?.S ?? "[]");
  return names.map(([conversationId, key]) => ({ conversationId, key }));
};

const hashesIn = (item: Item): readonly Buffer[] => {
  const all = Buffer.from(item.hashes?.B ?? []);
  return Array.from({ length: Math.floor(all.length / hashBytes) }, (_, index) =>
    all.subarray(index * hashBytes, (index + 1) * hashBytes),
  );
};

const readItems = async ({ dynamo, tables }: Needs, partition: string, names: readonly TileName[]): Promise<readonly Item[]> => {
  const items: Item[] = [];
  let keys: Item[] = names.map((name) => ({ pk: text(partition), sk: text(sortKeys.tile(name)) }));
  while (keys.length > 0) {
    const RequestItems = { [tables.audit]: { Keys: keys.slice(0, batchSize), ConsistentRead: true } };
    const { Responses, UnprocessedKeys } = await stored(() => dynamo.send(new BatchGetItemCommand({ RequestItems })));
    items.push(...(Responses?.[tables.audit] ?? []));
    keys = [...keys.slice(batchSize), ...(UnprocessedKeys?.[tables.audit]?.Keys ?? [])];
  }
  return items;
};

const missing = ({ level, number: at, width }: TileName): never => {
  throw new RangeError(`tile ${level}/${at} of width ${width} is missing`);
};
