import { numberOfFold } from "./fold-letter.ts";

/** A folded letter takes five bits of a number, and of a word the first six letters are told apart. */
export const bits = 5;
export const letters = 6;

/** The letters of a word in a number. */
export const codeOf = (word: string): number => [...word].reduce((code, letter) => (code << bits) | numberOfFold(letter), 0);

/** The last letters of what is in a number, as many as this. */
export const maskOf = (length: number): number => (1 << (bits * length)) - 1;
