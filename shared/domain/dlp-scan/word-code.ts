import { numberOfFold } from "./fold-letter.ts";

/** A folded letter takes five bits of a number, and of a word the first six letters are told apart. */
export const bits = 5;
export const letters = 6;

/** The letters of a word in a number. */
export const codeOf = (word: string): number => [...word].reduce((code, letter) => (code << bits) | numberOfFold(letter), 0);

/** The last letters of what is in a number, as many as this. */
export const maskOf = (length: number): number => (1 << (bits * length)) - 1;

/** Words of up to three letters have a number each, from here on by how many they are. */
export const short = {
  pairs: 1 << bits,
  triples: 1 << (2 * bits + 1),
  count: (1 << (2 * bits + 1)) + (1 << (3 * bits)),
} as const;
