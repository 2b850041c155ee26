import { numberOfFold } from "./fold-letter.ts";

/** Words of folded letters, five bits each, of which the first six are told apart. */
export const bits = 5;
const letters = 6;
/** A word of up to three letters is a number from here on, by how many they are. */
const shortFrom = [0, 0, 1 << bits, 1 << (2 * bits + 1)] as const;
export const [, , pairsFrom, triplesFrom] = shortFrom;
export const shortNumbers = triplesFrom + (1 << (3 * bits));

/** The letters of a longer word and how many they are, in one number. */
export const keyOf = (code: number, length: number): number => code | ((length - 4) << (bits * letters));
/** Where a longer word is looked up. So many places that most hold none. */
const placeBits = 16;
export const placeOf = (key: number): number => Math.imul(key, 0x9e3779b1) >>> (32 - placeBits);
/** For each place the number of its first word, 0 for none. */
export const table = new Uint16Array(1 << placeBits);
/** For each longer word its key, the next word of its place, and the clauses that it stands in. */
const keys: number[] = [0];
const nexts: number[] = [0];
const clausesOf: number[][] = [[]];
const nowhere: readonly number[] = [];

/** For each clause its words of up to three letters, and for each of these its clauses. */
export const shortWords: Uint16Array[] = [];
const clausesOfShort: (number[] | undefined)[] = new Array<undefined>(shortNumbers).fill(undefined);
const numbers = new Map<string, number>();

/** The number of the clause that a text holds one of these words: the same for the same words. */
export const numberOfClause = (either: readonly string[]): number => {
  const begun = [...new Set(either.map((word) => word.slice(0, letters)))];
  const id = begun.join("\n");
  const known = numbers.get(id);
  if (known !== undefined) return known;
  const clause = numbers.size;
  numbers.set(id, clause);
  const short = begun.filter((word) => !isLong(word)).map((word) => (shortFrom[word.length] ?? 0) + codeOf(word));
  shortWords.push(Uint16Array.from(short));
  for (const word of short) clausesOfShort[word] = [...ofShort(word), clause];
  for (const word of begun) if (isLong(word)) addLong(keyOf(codeOf(word), word.length), clause);
  return clause;
};

/** The clauses of a word of up to three letters. */
export const ofShort = (word: number): readonly number[] => clausesOfShort[word] ?? nowhere;

const isLong = (word: string): boolean => word.length >= shortFrom.length;

const codeOf = (word: string): number => [...word].reduce((code, letter) => (code << bits) | numberOfFold(letter), 0);

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
