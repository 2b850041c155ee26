import type { MemoryAids } from "../memory/aids.ts";
import { isDrugName } from "../memory-facts/drug-names.ts";
import { stemOf } from "../memory-words/stem.ts";
import { isTelling, readWords, type Word } from "../memory-words/word.ts";

/** What a text tells: its terms with what each is worth. */
export type Terms = ReadonlyMap<string, number>;

const drugWorth = 1.5;
const numberWorth = 1;
const dateWorth = 0.2;
const leastWorth = 0.02;

export const termsOf = (text: string, aids: MemoryAids): Terms => termsIn(readWords(text), aids);

export const termsIn = (words: readonly Word[], aids: MemoryAids): Terms =>
  new Map(words.filter(isTelling).map((word) => [stemOf(word.small), worthOfWord(word, aids)]));

const worthOfWord = ({ kind, small }: Word, { weightOf }: MemoryAids): number => {
  if (kind === "placeholder") return drugWorth;
  if (kind === "date") return dateWorth;
  if (kind === "number") return small.length > 1 ? numberWorth : numberWorth / 2;
  return isDrugName(small) ? drugWorth : Math.max(leastWorth, weightOf(stemOf(small)));
};

/** What a text is worth, all in all. */
export const worthOf = (text: string, aids: MemoryAids): number =>
  [...termsOf(text, aids).values()].reduce((sum, worth) => sum + worth, 0);
