import { blocks } from "./text-blocks.ts";

/** Adds to each block of a set as many before it, and as many behind it. */
export const spread = (set: Int32Array, before: number, behind: number): void => {
  for (let done = 0, step = 0; done < before; done += step) {
    step = Math.min(done + 1, before - done);
    for (let number = 0; number < blocks.numbers; number += 1) add(set, number, bitsFrom(set, 32 * number + step));
  }
  for (let done = 0, step = 0; done < behind; done += step) {
    step = Math.min(done + 1, behind - done);
    for (let number = blocks.numbers - 1; number >= 0; number -= 1) add(set, number, bitsFrom(set, 32 * number - step));
  }
};

const add = (set: Int32Array, number: number, bits: number): void => {
  set[number] = (set[number] ?? 0) | bits;
};

/** The bits of 32 blocks from one on. */
const bitsFrom = (set: Int32Array, block: number): number => {
  const number = block >> 5;
  const past = block & 31;
  const first = number < 0 ? 0 : (set[number] ?? 0);
  return past === 0 ? first : (first >>> past) | ((set[number + 1] ?? 0) << (32 - past));
};

/** Keeps of a set what is in the other as well. */
export const keepBoth = (set: Int32Array, other: Int32Array): void => {
  for (let number = 0; number < blocks.numbers; number += 1) set[number] = (set[number] ?? 0) & (other[number] ?? 0);
};

/** The first block from one on that is in the set; behind the last if there is none. */
export const nextIn = (set: Int32Array, from: number): number => nextUnlike(set, from, 0);
/** The first that is not. */
export const nextOut = (set: Int32Array, from: number): number => nextUnlike(set, from, -1);

const nextUnlike = (set: Int32Array, from: number, same: number): number => {
  for (let block = from; block < blocks.count; block = (block | 31) + 1) {
    const bits = ((set[block >>> 5] ?? 0) ^ same) >>> (block & 31);
    if (bits !== 0) return Math.min(blocks.count, block + 31 - Math.clz32(bits & -bits));
  }
  return blocks.count;
};
