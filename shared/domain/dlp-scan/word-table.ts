import { addShort } from "./short-words.ts";
import { bits, codeOf, letters } from "./word-code.ts";

const shortest = 4;

/** The letters of a word of four to six and how many they are, in one number. */
export const keyOf = (code: number, length: number): number => code | ((length - shortest) << (bits * letters));
/** Where such a word is looked up. So many places that most hold none. */
const placeBits = 16;
export const placeOf = (key: number): number => Math.imul(key, 0x9e3779b1) >>> (32 - placeBits);
/** For each place the number of its first word, 0 for none. */
export const table = new Uint16Array(1 << placeBits);
/** For each word its key, the next word of its place, and the clauses that it stands in. */
const keys: number[] = [0];
const nexts: number[] = [0];
const clausesOf: number[][] = [[]];
const nowhere: readonly number[] = [];

const numbers = new Map<string, number>();

/** The number of the clause that a text holds one of these words: the same for the same words. */
export const numberOfClause = (either: readonly string[]): number => {
  const begun = [...new Set(either.map((word) => word.slice(0, letters)))];
  const id = begun.join("\n");
  const known = numbers.get(id);
  if (known !== undefined) return known;
  const clause = numbers.size;
  numbers.set(id, clause);
  addShort(
    begun.filter((word) => !isLong(word)),
    clause,
  );
  for (const word of begun) if (isLong(word)) addLong(keyOf(codeOf(word), word.length), clause);
  return clause;
};

const isLong = (word: string): boolean => word.length >= shortest;

const addLong = (key: number, clause: number): void => {
  const place = placeOf(key);
  const known = findLong(place, key);
  if (known !== 0) {
    clausesOf[known]?.push(clause);
    return;
  }
  nexts.push(table[place] ?? 0);
  keys.push(key);
  table[place] = clausesOf.push([clause]) - 1;
};

/** The clauses of the longer word of this key. */
export const clausesOfLong = (place: number, key: number): readonly number[] => clausesOf[findLong(place, key)] ?? nowhere;

/** The number of the word of this key; 0 for none. */
const findLong = (place: number, key: number): number => {
  let at = table[place] ?? 0;
  while (at !== 0 && keys[at] !== key) at = nexts[at] ?? 0;
  return at;
};
