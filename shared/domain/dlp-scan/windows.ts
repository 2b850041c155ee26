import type { Filter } from "./may-match.ts";
import { isRead } from "./text-read.ts";
import { blockLength, isHeldIn } from "./text-words.ts";

/** A part of a text (`seen`, which begins at `at` in it) in which a pattern may start to match from `from` to before `to`. */
export type Window = { readonly seen: string; readonly at: number; readonly from: number; readonly to: number };

/**
 * Where a pattern may match in the text that was read: all of a short one; of a long one the blocks near which stands what
 * every match holds, as near as the pattern sees. The part seen is as much longer.
 */
export const windowsOf = (filter: Filter, text: string): readonly Window[] => {
  const { numbers = [], width } = filter;
  if (numbers.length === 0 || !isRead(text) || !(width <= text.length / 4)) return wholeOf(text);
  return blockLength() < text.length ? windowsIn(text, numbers, width) : wholeOf(text);
};

const wholeOf = (text: string): readonly Window[] => [{ seen: text, at: 0, from: 0, to: text.length }];

const windowsIn = (text: string, clauses: readonly number[], width: number): readonly Window[] => {
  const length = blockLength();
  const count = Math.ceil(text.length / length);
  const open = openBlocks(clauses, count, Math.ceil(width / length));
  const windows: Window[] = [];
  for (let block = open.indexOf(true); block >= 0; block = open.indexOf(true, block)) {
    const from = block * length;
    while (open[block] === true) block += 1;
    const at = Math.max(0, from - width);
    const to = Math.min(text.length, block * length);
    windows.push({ seen: text.slice(at, to + width), at, from, to });
  }
  return windows;
};

/** For each block whether each of the clauses is held at most `reach` blocks before or behind it. */
const openBlocks = (clauses: readonly number[], count: number, reach: number): readonly boolean[] => {
  const open = new Array<boolean>(count).fill(true);
  for (const clause of clauses) closeFar(open, clause, reach);
  return open;
};

const closeFar = (open: boolean[], clause: number, reach: number): void => {
  let last = Number.NEGATIVE_INFINITY;
  for (let seen = 0; seen < open.length + reach; seen += 1) {
    if (seen < open.length && isHeldIn(clause, seen)) last = seen;
    if (seen >= reach && last < seen - 2 * reach) open[seen - reach] = false;
  }
};
