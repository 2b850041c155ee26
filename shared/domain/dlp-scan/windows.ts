import type { Filter } from "./may-match.ts";
import { blockLength, blocksOf, isRead } from "./text-words.ts";

/** A part of a text (`seen`, which begins at `at` in it) in which a pattern may start to match from `from` to before `to`. */
export type Window = { readonly seen: string; readonly at: number; readonly from: number; readonly to: number };

/**
 * Where a pattern may match in the text that was read: all of a short one; of a long one the blocks in which, or beside
 * which, stands what every match holds. The part seen is as much longer as the pattern sees far.
 */
export const windowsOf = (filter: Filter, text: string): readonly Window[] => {
  const blocks = isRead(text) && filter.width <= blockLength() && blockLength() < text.length ? blocksFor(filter) : everywhere;
  return blocks === everywhere ? [{ seen: text, at: 0, from: 0, to: text.length }] : windowsIn(text, blocks, filter.width);
};

const everywhere = -1;

const blocksFor = ({ numbers = [] }: Filter): number => {
  let blocks = everywhere;
  for (const clause of numbers) blocks &= withNeighbours(blocksOf(clause));
  return blocks;
};

const withNeighbours = (blocks: number): number => blocks | (blocks << 1) | (blocks >>> 1);

const windowsIn = (text: string, blocks: number, width: number): readonly Window[] => {
  const windows: Window[] = [];
  const length = blockLength();
  for (let first = 0; first * length < text.length; first += 1) {
    if (!isIn(blocks, first)) continue;
    let last = first;
    while (isIn(blocks, last + 1)) last += 1;
    windows.push(windowOf(text, { from: first * length, to: Math.min(text.length, (last + 1) * length) }, width));
    first = last;
  }
  return windows;
};

const isIn = (blocks: number, at: number): boolean => at < 32 && (blocks & (1 << at)) !== 0;

const windowOf = (text: string, { from, to }: Pick<Window, "from" | "to">, width: number): Window => {
  const at = Math.max(0, from - width);
  return { seen: text.slice(at, to + width), at, from, to };
};
