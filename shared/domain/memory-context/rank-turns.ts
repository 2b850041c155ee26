import type { HeardTurn } from "../memory/memory-state.ts";
import { keptWith } from "../memory-words/kept-with.ts";
import { searchStemOf } from "../memory-words/same-words.ts";
import { isTelling, readWords } from "../memory-words/word.ts";
import { dayWords } from "./day-words.ts";

const saturation = 1.2;
const lengthShare = 0.6;
const usualChars = 120;
const spread = [0.45, 0.2] as const;

/**
 * How well each turn suits a query, by BM25 over stems (Robertson and Zaragoza 2009); half of a turn's score goes to its
 * neighbours, since an answer stands beside its question. What a turn can be found by is worked out once for each turn.
 */
export const rankTurns = (turns: readonly HeardTurn[], query: string): readonly number[] => {
  const stems = [
    ...new Set(
      readWords(query)
        .filter(isTelling)
        .map(({ small }) => searchStemOf(small)),
    ),
  ];
  const found = turns.map(foundBy);
  const own = scoresOf(stems, found);
  return turns.map((_, index) => withNeighbours(own, index));
};

/** What a turn is found by: the marks of its stems, and the length of what they were taken from. */
type Found = { readonly marks: Uint32Array; readonly chars: number };

/** 32 bits of a stem (FNV-1a): two stems share a mark once in four thousand million, and then a turn ranks too high. */
const markOf = (stem: string): number => {
  let mark = 0x81_1c_9d_c5;
  for (let index = 0; index < stem.length; index += 1) mark = Math.imul(mark ^ stem.charCodeAt(index), 0x01_00_01_93);
  return mark >>> 0;
};

/** Words, their parts after an apostrophe, and numbers with their marks. */
const findable = /\d{1,40}(?:[.,/:]\d{1,40}){1,12}|(?<![\p{L}\p{N}])[\p{L}\p{N}][\p{L}\p{N}']{0,99}/gu;

const foundBy = keptWith((turn: HeardTurn): Found => {
  const text = textOf(turn);
  const words = [...text.toLowerCase().matchAll(findable)].flatMap(([word]) => [word, ...partsOf(word)]);
  return { marks: Uint32Array.from(words, (word) => markOf(searchStemOf(word))), chars: text.length };
});

/** "10/3" is found in "10/3/2026", "clock" in "o'clock". */
const partsOf = (word: string): readonly string[] =>
  [...word.matchAll(/(?<=[.,/:'])[^.,/:']/g)]
    .map(({ index }) => word.slice(index))
    .flatMap((rest) => [rest, ...startsOf(rest)])
    .concat(startsOf(word));

const startsOf = (word: string): readonly string[] =>
  /^\d/.test(word) ? [...word.matchAll(/[.,/:]/g)].map(({ index }) => word.slice(0, index)) : [];

/** What was said, by whom, and when. */
const textOf = ({ messages, atMs }: HeardTurn): string =>
  `${messages.map(({ name, content }) => `${name ?? ""} ${content}`).join(" ")} ${dayWords(atMs)}`;

const sieveSize = 4096;

/** For each stem, how often each turn holds it: one pass over all marks, through a sieve that lets few others pass. */
const timesOf = (stems: readonly string[], found: readonly Found[]): readonly Uint16Array[] => {
  const times = stems.map(() => new Uint16Array(found.length));
  const byMark = new Map(stems.map((stem, index) => [markOf(stem), times[index]]));
  const sieve = new Uint8Array(sieveSize);
  for (const mark of byMark.keys()) sieve[mark % sieveSize] = 1;
  found.forEach(({ marks }, turn) => {
    for (const mark of marks) if (sieve[mark % sieveSize] === 1) addOne(byMark.get(mark), turn);
  });
  return times;
};

const addOne = (counts: Uint16Array | undefined, index: number): void => {
  if (counts !== undefined) counts[index] = (counts[index] ?? 0) + 1;
};

/** One number for each turn. */
const scoresOf = (stems: readonly string[], found: readonly Found[]): Float64Array => {
  const scores = new Float64Array(found.length);
  const lengths = found.map(({ chars }) => saturation * (1 - lengthShare + (lengthShare * chars) / usualChars));
  for (const times of timesOf(stems, found)) {
    const rarity = rarityOf(times.filter((count) => count > 0).length, found.length);
    times.forEach((count, turn) => {
      if (count > 0) scores[turn] = (scores[turn] ?? 0) + (rarity * count * (saturation + 1)) / (count + (lengths[turn] ?? 0));
    });
  }
  return scores;
};

const rarityOf = (holders: number, all: number): number => Math.log(1 + (all - holders + 0.5) / (holders + 0.5));

const withNeighbours = (scores: Float64Array, index: number): number =>
  spread.reduce((sum, part, step) => {
    const near = Math.max(scores[index - step - 1] ?? 0, scores[index + step + 1] ?? 0);
    return sum + part * near;
  }, scores[index] ?? 0);
