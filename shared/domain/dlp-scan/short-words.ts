import { bits, codeOf } from "./word-code.ts";

/** Words of up to three letters have a number each, from here on by how many they are. */
export const short = {
  pairs: 1 << bits,
  triples: 1 << (2 * bits + 1),
  count: (1 << (2 * bits + 1)) + (1 << (3 * bits)),
} as const;

const clausesByWord: (readonly number[] | undefined)[] = new Array<undefined>(short.count).fill(undefined);
const wordsByClause: Uint16Array[] = [];
const none: readonly number[] = [];

/** Keeps the short words of a clause. Clauses come in the order of their numbers. */
export const addShort = (words: readonly string[], clause: number): void => {
  const numbers = words.map((word) => ([0, 0, short.pairs, short.triples][word.length] ?? 0) + codeOf(word));
  wordsByClause[clause] = Uint16Array.from(numbers);
  for (const word of numbers) clausesByWord[word] = [...clausesOfShort(word), clause];
};

/** The clauses that a short word stands in. */
export const clausesOfShort = (word: number): readonly number[] => clausesByWord[word] ?? none;

/** The short words of a clause. */
export const shortWordsOf = (clause: number): Uint16Array | undefined => wordsByClause[clause];
