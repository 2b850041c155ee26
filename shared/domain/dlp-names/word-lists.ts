import { cell } from "./cell.ts";
import { modelLayout } from "./model-layout.ts";

/** The six bits of the lists for a word's hash; 0 for a word of no list. */
export const classOf = (lexicon: Uint16Array, word: number): number => {
  const key = lexiconKey(word);
  return classIn(lexicon, key.first, key.check) || classIn(lexicon, key.second, key.check);
};

/** Where a word may stand in the lexicon (first cell of either bucket), and the ten bits that tell it apart there. */
export const lexiconKey = (word: number): { readonly first: number; readonly second: number; readonly check: number } => {
  let mixed = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  mixed ^= mixed >>> 16;
  const other = Math.imul(mixed, 0x9e3779b1);
  const { lexiconBuckets, slots } = modelLayout;
  return {
    first: ((mixed >>> 10) % lexiconBuckets) * slots,
    second: ((other >>> 10) % lexiconBuckets) * slots,
    check: mixed & 0x3ff,
  };
};

const classIn = (lexicon: Uint16Array, bucket: number, check: number): number => {
  for (let place = bucket; place < bucket + modelLayout.slots; place += 1) {
    const entry = cell(lexicon, place);
    if (entry >>> 6 === check && entry !== 0) return entry & 0x3f;
  }
  return 0;
};
