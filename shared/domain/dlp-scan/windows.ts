import { keepBoth, nextIn, nextOut, spread } from "./block-bits.ts";
import type { Filter, Telling } from "./may-match.ts";
import { blocks, mostNumbers } from "./text-blocks.ts";
import { isRead } from "./text-read.ts";
import { copyBlocks } from "./text-words.ts";

/** The beginning of a text (`seen`) in which a pattern may start to match from `from` to before `to`. */
export type Window = { readonly seen: string; readonly from: number; readonly to: number };

/**
 * Where a pattern may match in the text that was read: all of a short one; of a long one where what every match holds
 * stands as far behind as it does in a match.
 */
export const windowsOf = ({ telling, sees }: Filter, text: string): readonly Window[] => {
  if (telling.length === 0 || blocks.count === 0 || !isRead(text)) return [{ seen: text, from: 0, to: text.length }];
  openBlocks(telling);
  const windows: Window[] = [];
  for (let block = nextIn(open, 0); block < blocks.count; block = nextIn(open, block)) {
    const from = block << blocks.shift;
    block = endOfWindow(block, sees);
    const to = Math.min(text.length, block << blocks.shift);
    windows.push({ seen: to + sees + leastGap < text.length ? text.slice(0, to + sees) : text, from, to });
  }
  return windows;
};

/** The blocks in which a match may start. */
const open = new Int32Array(mostNumbers);
const near = new Int32Array(mostNumbers);

const openBlocks = (telling: readonly Telling[]): void => {
  const length = 1 << blocks.shift;
  open.fill(-1);
  for (const { clause, from, to } of telling) {
    copyBlocks(clause, near);
    spread(near, Math.min(blocks.count, -Math.floor((1 - to) / length)), Math.min(blocks.count, 1 + Math.floor(-from / length)));
    keepBoth(open, near);
  }
};

/** What is hardly further apart than a match sees is looked through at once. */
const leastGap = 64;

const endOfWindow = (start: number, sees: number): number => {
  let end = nextOut(open, start);
  for (
    let next = nextIn(open, end);
    next < blocks.count && (next - end) << blocks.shift <= sees + leastGap;
    next = nextIn(open, end)
  )
    end = nextOut(open, next);
  return end;
};
