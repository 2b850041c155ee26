import { isNegation } from "./negation.ts";
import { plainWords } from "./plain-words.ts";
import { stemOf } from "./stem.ts";

export type WordKind = "word" | "number" | "date" | "placeholder" | "mark";

/** A word of a text, or a mark between words. `small` is how it compares: small letters, straight apostrophes. */
export type Word = {
  readonly text: string;
  readonly small: string;
  readonly kind: WordKind;
  readonly start: number;
  readonly end: number;
};

const placeholder = "[\\[<{]{1,2}[A-Z][A-Z0-9]{0,30}(?:[_:#-][A-Za-z0-9]{1,64}){1,4}[\\]>}]{1,2}";
const ideograph = "[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}]";
const number = "\\d{1,40}(?:[.,/:]\\d{1,40}){0,12}";
const letters = "\\p{L}[\\p{L}\\p{M}\\p{N}]{0,99}(?:['’]\\p{L}{1,40}){0,4}";
const day = "\\[\\d{4}/\\d{2}/\\d{2}\\]";
const address = "https?://[^\\s<>\"'()]{1,300}(?<![.,;:!?])";
const pattern = new RegExp(
  `(${placeholder})|(${day})|(${number})|(${ideograph})|(${address}|${letters})|([^\\s\\p{L}\\p{N}])`,
  "gu",
);
export const placeholderPattern = new RegExp(placeholder, "g");

/** The words and marks of a text in order. A placeholder is one word, whatever it holds. */
export const readWords = (text: string): readonly Word[] =>
  [...text.matchAll(pattern)].map((match) => {
    const [said, marker, date, numeral, sign, word] = match;
    return {
      text: said,
      small: marker === undefined ? said.toLowerCase().replaceAll("’", "'") : said,
      kind: kindOf({ marker, date, numeral, word: sign ?? word }),
      start: match.index,
      end: match.index + said.length,
    };
  });

const kindOf = (found: {
  readonly marker: string | undefined;
  readonly date: string | undefined;
  readonly numeral: string | undefined;
  readonly word: string | undefined;
}): WordKind => {
  if (found.marker !== undefined) return "placeholder";
  if (found.date !== undefined) return "date";
  if (found.numeral !== undefined) return "number";
  return found.word === undefined ? "mark" : "word";
};

/** Says whether a word carries content: it counts in coverage and in search. */
export const isTelling = ({ kind, small }: Word): boolean => {
  if (kind !== "word") return kind !== "mark";
  return !plainWords.has(small) && !isNegation(small) && (small.length > 1 || small > "\u007f");
};

/** The stems of the words that carry content, each once. */
export const stemsOf = (words: readonly Word[]): readonly string[] => [
  ...new Set(words.filter(isTelling).map(({ small }) => stemOf(small))),
];
