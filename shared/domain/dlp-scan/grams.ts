import { numberOfFold } from "./fold-letter.ts";

/** Runs of three folded letters, of two, and single ones are numbered, each from here on. */
export const bits = 5;
export const pairsAt = 1 << (3 * bits);
export const singlesAt = pairsAt + (1 << (2 * bits));

/** For each word of a list how many runs of letters it is made of, and these. */
export type Grams = Uint16Array;

/** Words that begin alike are told apart no further. */
const longestWord = 6;

/** Words of folded letters as `mayHold` looks for them. */
export const gramsOf = (words: readonly string[]): Grams =>
  Uint16Array.from(
    [...new Set(words.map((word) => word.slice(0, longestWord)))].flatMap((word) => {
      const grams = new Set(gramsOfWord([...word].map(numberOfFold)));
      return [grams.size, ...grams];
    }),
  );

const gramsOfWord = (letters: readonly number[]): readonly number[] => {
  const [first = 0, second = 0] = letters;
  if (letters.length === 1) return [singlesAt + first];
  if (letters.length === 2) return [pairsAt + (first << bits) + second];
  return letters.slice(2).map((letter, at) => ((letters[at] ?? 0) << (2 * bits)) | ((letters[at + 1] ?? 0) << bits) | letter);
};
