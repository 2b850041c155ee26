import { emptyRoot, type LeafRange, leftSize, nodeHash } from "./merkle.ts";

/**
 * A stored stretch of the tree: up to 256 neighbouring nodes of one level. Level 0 holds leaf hashes, level 1 the roots of full tiles
 * of level 0, and so on. A tile that is not full yet is stored again, under its new width, when it has grown; none is ever changed.
 */
export type TileName = { readonly level: number; readonly number: number; readonly width: number };
export type Tile = TileName & { readonly hashes: readonly Buffer[] };

const tileWidth = 256;
const tileHeight = 8;

/** How many nodes a level of tiles has in a tree of `size` leaves: only roots of full tiles below count. */
const nodesAt = (level: number, size: number): number => Math.floor(size / tileWidth ** level);

/** The name of tile `number` of a level, as it is in the tree of `size` leaves. */
const tileIn = (size: number, level: number, number: number): TileName => ({
  level,
  number,
  width: Math.min(tileWidth, nodesAt(level, size) - number * tileWidth),
});

/** The tiles that are new or wider in the tree of `size` leaves than in that of `oldSize`, level by level. */
export const tilesGrown = (oldSize: number, size: number): readonly TileName[] => {
  const grown: TileName[] = [];
  for (let level = 0; nodesAt(level, size) > 0; level += 1) {
    const [old, now] = [nodesAt(level, oldSize), nodesAt(level, size)];
    if (old === now) continue;
    for (let number = Math.floor(old / tileWidth); number * tileWidth < now; number += 1) grown.push(tileIn(size, level, number));
  }
  return grown;
};

/** A tile of leaf hashes, and the index of its first leaf. */
export type LeafTile = TileName & { readonly firstLeaf: number };

/** The tiles that hold the leaves of a stretch, as they are in the tree of `size` leaves. */
export const leafTiles = ({ from, to }: LeafRange, size: number): readonly LeafTile[] => {
  const first = Math.floor(from / tileWidth);
  const count = to <= from ? 0 : Math.floor((to - 1) / tileWidth) - first + 1;
  const numbers = Array.from({ length: count }, (_, index) => first + index);
  return numbers.map((number) => ({ ...tileIn(size, 0, number), firstLeaf: number * tileWidth }));
};

/** The root of a full tile: a node of the level above. */
export const tileRoot = (hashes: readonly Buffer[]): Buffer => fold(hashes);

const fold = (nodes: readonly Buffer[]): Buffer => {
  const [first = emptyRoot] = nodes;
  if (nodes.length <= 1) return first;
  const pairs = Array.from({ length: nodes.length / 2 }, (_, index) =>
    nodeHash(nodes[2 * index] ?? emptyRoot, nodes[2 * index + 1] ?? emptyRoot),
  );
  return fold(pairs);
};

/** A node of the tree whose subtree is perfect, as the stretch of a tile that it is the root of. */
type PerfectNode = { readonly tile: TileName; readonly from: number; readonly count: number };

const perfectNode = ({ from, to }: LeafRange, size: number): PerfectNode => {
  const height = Math.log2(to - from);
  const level = Math.floor(height / tileHeight);
  const first = from / tileWidth ** level;
  const tile = tileIn(size, level, Math.floor(first / tileWidth));
  return { tile, from: first % tileWidth, count: 2 ** (height % tileHeight) };
};

const isPerfect = ({ from, to }: LeafRange): boolean => Number.isInteger(Math.log2(to - from)) && from % (to - from) === 0;

/** The tiles that it takes to know the roots of these stretches in the tree of `size` leaves. */
export const tilesFor = (ranges: readonly LeafRange[], size: number): readonly TileName[] => {
  const names = ranges.flatMap(perfectParts).map((part) => perfectNode(part, size).tile);
  return [...new Map(names.map((name) => [`${name.level}/${name.number}`, name])).values()];
};

const perfectParts = (range: LeafRange): readonly LeafRange[] => {
  if (isPerfect(range)) return [range];
  const middle = range.from + leftSize(range.to - range.from);
  return [...perfectParts({ from: range.from, to: middle }), ...perfectParts({ from: middle, to: range.to })];
};

/** Gives the hashes of a tile. */
export type TileHashes = (name: TileName) => readonly Buffer[];

/** The root of a stretch of leaves in the tree of `size` leaves, from stored tiles. */
export const rangeRootFrom = (tiles: TileHashes, range: LeafRange, size: number): Buffer => {
  if (isPerfect(range)) {
    const { tile, from, count } = perfectNode(range, size);
    return fold(tiles(tile).slice(from, from + count));
  }
  const middle = range.from + leftSize(range.to - range.from);
  const left = rangeRootFrom(tiles, { from: range.from, to: middle }, size);
  return nodeHash(left, rangeRootFrom(tiles, { from: middle, to: range.to }, size));
};
