import type { HeardTurn } from "../memory/memory-state.ts";
import { keptWith } from "../memory-words/kept-with.ts";
import { searchStemOf } from "../memory-words/same-words.ts";
import { isTelling, readWords } from "../memory-words/word.ts";
import { membersOfKind } from "../memory-words/word-kinds.ts";
import { dayWords } from "./day-words.ts";

const saturation = 1.2;
const lengthShare = 0.6;
const usualChars = 120;
const dayMs = 86_400_000;
/** What a turn gets of the scores before it and behind it, the nearest first: an answer stands behind its question. */
const fromBefore = [0.6, 0.4, 0.25, 0.15] as const;
const fromBehind = [0.4, 0.25, 0.15, 0.1] as const;
/** What a turn gets of the best scores of its day: talk of one thing goes on. */
const fromDay = [0.15, 0.09, 0.06] as const;
/** A name of the kind that is asked for is worth half a word of the question. */
const ofKind = 0.5;

/**
 * How well each turn suits a query, by BM25 over stems (Robertson and Zaragoza 2009), with a part of the scores around it and of
 * those of its day: what a question is about is seldom named in each turn about it. What a turn can be found by is worked out once
 * for each turn.
 */
export const rankTurns = (turns: readonly HeardTurn[], query: string): readonly number[] => {
  const own = scoresOf(wantedIn(query), turns.map(foundBy));
  const days = daysOf(turns, own);
  return turns.map((turn, index) => withNeighbours(own, index) + (days.get(dayOf(turn)) ?? 0));
};

/** Stems that count as one: a word of the query, or all that is of the kind that it names. */
type Wanted = { readonly stems: readonly string[]; readonly weight: number };

const wantedIn = (query: string): readonly Wanted[] => {
  const words = readWords(query)
    .filter(isTelling)
    .map(({ small }) => small);
  const kinds = new Set(words.flatMap((word) => [membersOfKind(word) ?? []]).filter((stems) => stems.length > 0));
  return [
    ...[...new Set(words.map(searchStemOf))].map((stem) => ({ stems: [stem], weight: 1 })),
    ...[...kinds].map((stems) => ({ stems, weight: ofKind })),
  ];
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

/** For each of what is wanted, how often each turn holds it: one pass over all marks, through a sieve that lets few others pass. */
const timesOf = (wanted: readonly Wanted[], found: readonly Found[]): readonly Uint16Array[] => {
  const times = wanted.map(() => new Uint16Array(found.length));
  const byMark = Map.groupBy(
    wanted.flatMap(({ stems }, index) => stems.map((stem) => ({ mark: markOf(stem), counts: times[index] }))),
    ({ mark }) => mark,
  );
  const sieve = new Uint8Array(sieveSize);
  for (const mark of byMark.keys()) sieve[mark % sieveSize] = 1;
  found.forEach(({ marks }, turn) => {
    for (const mark of marks) if (sieve[mark % sieveSize] === 1) addOne(byMark.get(mark), turn);
  });
  return times;
};

const addOne = (marked: readonly { readonly counts: Uint16Array | undefined }[] | undefined, index: number): void => {
  for (const { counts } of marked ?? []) if (counts !== undefined) counts[index] = (counts[index] ?? 0) + 1;
};

/** One number for each turn. */
const scoresOf = (wanted: readonly Wanted[], found: readonly Found[]): Float64Array => {
  const scores = new Float64Array(found.length);
  const lengths = found.map(({ chars }) => saturation * (1 - lengthShare + (lengthShare * chars) / usualChars));
  timesOf(wanted, found).forEach((times, place) => {
    const weight = (wanted[place]?.weight ?? 0) * rarityOf(times.filter((count) => count > 0).length, found.length);
    times.forEach((count, turn) => {
      if (count > 0) scores[turn] = (scores[turn] ?? 0) + (weight * count * (saturation + 1)) / (count + (lengths[turn] ?? 0));
    });
  });
  return scores;
};

const rarityOf = (holders: number, all: number): number => Math.log(1 + (all - holders + 0.5) / (holders + 0.5));

const withNeighbours = (scores: Float64Array, index: number): number =>
  fromBefore.reduce((sum, part, step) => {
    const before = part * (scores[index - step - 1] ?? 0);
    const behind = (fromBehind[step] ?? 0) * (scores[index + step + 1] ?? 0);
    return sum + Math.max(before, behind);
  }, scores[index] ?? 0);

const dayOf = ({ atMs }: HeardTurn): number => Math.floor(atMs / dayMs);

/** What each turn of a day gets for the best turns of that day. */
const daysOf = (turns: readonly HeardTurn[], scores: Float64Array): ReadonlyMap<number, number> => {
  const byDay = Map.groupBy(turns.keys(), (index) => dayOf(turns[index] as HeardTurn));
  return new Map(
    [...byDay].map(([day, indexes]) => {
      const best = indexes.map((index) => scores[index] ?? 0).sort((one, other) => other - one);
      return [day, fromDay.reduce((sum, part, place) => sum + part * (best[place] ?? 0), 0)];
    }),
  );
};
