import { type Tile, type TileHashes, type TileName, tileRoot, tilesGrown } from "./tiles.ts";

/** The tree before: how many leaves, and the hashes of its tiles (none of a tile that it does not have). */
export type TreeBefore = { readonly size: number; readonly hashes: TileHashes };

/** The tiles to store when these leaves are added: the new ones, and those that were not full yet in their new width. */
export const growTiles = (before: TreeBefore, leaves: readonly Buffer[]): readonly Tile[] => {
  const grown: Tile[] = [];
  for (const name of tilesGrown(before.size, before.size + leaves.length)) {
    const old = before.hashes(name).slice(0, name.width);
    const from = name.number * tileNodes + old.length;
    const nodeAt = name.level === 0 ? (index: number) => leaves[index - before.size] : rootsOf(grown, name);
    const added = Array.from({ length: name.width - old.length }, (_, index) => nodeAt(from + index) ?? missing(name));
    grown.push({ ...name, hashes: [...old, ...added] });
  }
  return grown;
};

const tileNodes = 256;

/** Nodes of a level are the roots of the full tiles below it, which have grown just before. */
const rootsOf = (grown: readonly Tile[], { level }: TileName) => {
  const below = new Map(grown.filter((tile) => tile.level === level - 1).map((tile) => [tile.number, tile]));
  return (index: number): Buffer | undefined => {
    const tile = below.get(index);
    return tile === undefined ? undefined : tileRoot(tile.hashes);
  };
};

const missing = ({ level, number }: TileName): never => {
  throw new RangeError(`tile ${level}/${number} of the tree before is missing`);
};
