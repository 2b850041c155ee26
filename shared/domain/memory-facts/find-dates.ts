import { absoluteOf } from "../memory-words/absolute-date.ts";
import type { Word } from "../memory-words/word.ts";
import { type StatementWords, textBetween, withNegation } from "./statement-words.ts";

/** A date as said, with the words around it; `absolute` is ISO 8601, to the day, the month or the year that is certain. */
export type FoundDate = { readonly said: string; readonly absolute?: string; readonly what: string };

const months = new Set(
  "january february april june july august september october november december jan feb apr jun jul aug sep sept oct nov dec".split(
    " ",
  ),
);
const days = new Set("sunday monday tuesday wednesday thursday friday saturday".split(" "));
const feasts = new Set(["christmas", "thanksgiving", "easter", "halloween", "hanukkah", "ramadan", "diwali"]);

/** The dates that a statement names. A bare weekday stays as it was said: which one it was, it does not say. */
export const findDates = ({ words }: StatementWords, atMs: number): readonly FoundDate[] =>
  words.flatMap((_, index) => (isDateAt(words, index) ? [dateAt(words, index, atMs)] : []));

const dateAt = (words: readonly Word[], index: number, atMs: number): FoundDate => {
  const before = words[index - 1];
  const from = before?.kind === "number" || /^(?:last|next|this|early|late|mid)$/.test(before?.small ?? "") ? index - 1 : index;
  const to = words[index + 1]?.kind === "number" ? index + 2 : index + 1;
  const absolute = absoluteOf(words, index, atMs);
  const what = textBetween(words, withNegation(words, Math.max(0, from - 3)), to + 2);
  return { said: textBetween(words, from, to), ...(absolute !== undefined && { absolute }), what };
};

const isDateAt = (words: readonly Word[], index: number): boolean => {
  const small = words[index]?.small ?? "";
  if (small === "may" || small === "march") return isBesideNumber(words, index) || isAfterDateWord(words, index);
  if (months.has(small) || days.has(small.replace(/s$/, "")) || feasts.has(small)) return true;
  return small === "yesterday" || small === "tomorrow" || isPeriod(words, index) || isWrittenDate(small);
};

const isAfterDateWord = (words: readonly Word[], index: number): boolean =>
  /^(?:in|last|next|since|of|by|until)$/.test(words[index - 1]?.small ?? "");

const isWrittenDate = (small: string): boolean => /^(?:\d{4}[/.]\d{1,2}[/.]\d{1,2}|\d{1,2}[/.]\d{1,2}[/.]\d{2,4})$/.test(small);

const isBesideNumber = (words: readonly Word[], index: number): boolean =>
  words[index - 1]?.kind === "number" || words[index + 1]?.kind === "number";

const isPeriod = (words: readonly Word[], index: number): boolean =>
  /^(?:week|weekend|month|year|night|summer|winter|spring|fall)$/.test(words[index]?.small ?? "") &&
  /^(?:last|next)$/.test(words[index - 1]?.small ?? "");
