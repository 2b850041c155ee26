import type { Span } from "../dlp/identifier-types.ts";
import { cell, intAt } from "../dlp-names/cell.ts";
import { hashWord, readTokens, shape, type Tokens } from "../dlp-names/read-tokens.ts";
import { isBetween, isWord, type TermStart, termStarts } from "./term-key.ts";
import { type TermTable, termKind } from "./term-table.ts";

/** Tokens in a row: the first and the last. */
export type Row = { readonly first: number; readonly last: number };

/** How many tokens before a finding a term may begin that covers it. */
const reach = 4;

/** What a finding was taken for: firms are terms only where somebody's name was found, and no place is made of words that are terms alone. */
export type TakenFor = "person" | "other";

/** Whether tokens are nothing but terms, perhaps with what stands beside them: "Ranson" before "score", "Eliquis and Xarelto". */
export const isTerm = (tokens: Tokens, row: Row, { terms, takenFor }: Asked): boolean => {
  const isPerson = takenFor === "person";
  const kinds = isPerson ? termKind.plain | termKind.trade : termKind.plain;
  const least = isPerson || row.first === row.last ? 1 : 2;
  const isCovered = coverage(termsAround(tokens, row, (term) => term.words >= least && (terms.kindsOf(term) & kinds) !== 0));
  let covered = 0;
  for (let at = row.first; at <= row.last; at += 1) {
    if (isCovered(at)) covered += 1;
    else if (!isFree(tokens, at)) return false;
  }
  return covered > 0;
};

/** Whether a finding is the end of a term that begins before it: "Sister Mary Joseph", "MS Contin", not "Ms. Contin". */
export const endsTerm = (tokens: Tokens, span: Pick<Span, "start" | "end">, terms: TermTable): boolean => {
  const row = rowOf(tokens, span);
  if (row === undefined || !isWord(tokens, row.first - 1)) return false;
  const around = termsAround(tokens, row, (term) => (terms.kindsOf(term) & termKind.plain) !== 0);
  return around.some(({ start, end }) => start < row.first && end > row.last && !titles.has(intAt(tokens.words, start)));
};

/** "Dr Brown" is a doctor before it is a bottle. */
const titles: ReadonlySet<number> = new Set(["dr", "mr", "mrs"].map(hashWord));

export type Asked = { readonly terms: TermTable; readonly takenFor: TakenFor };

type Found = { readonly start: number; readonly end: number };

const termsAround = (tokens: Tokens, { first, last }: Row, isKnown: (start: TermStart) => boolean): readonly Found[] => {
  const found: Found[] = [];
  for (let start = Math.max(0, first - reach); start <= last; start += 1) {
    if (!isWord(tokens, start) || isBetween(tokens, start)) continue;
    const longest = termStarts(tokens, start).findLast(isKnown);
    if (longest !== undefined) found.push({ start, end: longest.end });
  }
  return found;
};

const coverage =
  (found: readonly Found[]) =>
  (at: number): boolean =>
    found.some(({ start, end }) => start <= at && at < end);

/** Numbers, signs and "and" name nobody. */
const isFree = (tokens: Tokens, at: number): boolean =>
  cell(tokens.shapes, at) >= shape.sign || isBetween(tokens, at) || isNumber(tokens, at) || joints.has(intAt(tokens.words, at));

const joints: ReadonlySet<number> = new Set(["and", "or", "with", "plus", "vs"].map(hashWord));
/** "17", "3b", "A6", "IV" */
const isNumber = ({ words, shapes, starts, ends }: Tokens, at: number): boolean =>
  (shapes[at] === shape.digits && intAt(ends, at) - intAt(starts, at) <= longestNumber) || grades.has(intAt(words, at));
const grades: ReadonlySet<number> = new Set("ii iii iiia iiib iiic iv iva ivb vi".split(" ").map(hashWord));
const longestNumber = 3;

/** Characters around a finding that are read with it. */
const beside = 60;

/** As `isTerm`, for a finding in a text of which no tokens are at hand. */
export const isTermAt = (text: string, { start, end }: Pick<Span, "start" | "end">, asked: Asked): boolean => {
  const from = wordStart(text, Math.max(0, start - beside));
  const tokens = readTokens(text.slice(from, end + beside));
  const row = rowOf(tokens, { start: start - from, end: end - from });
  return row !== undefined && isTerm(tokens, row, asked);
};

const wordStart = (text: string, at: number): number => (at === 0 ? 0 : Math.max(at, text.indexOf(" ", at) + 1));

const rowOf = ({ starts, ends, count }: Tokens, { start, end }: Pick<Span, "start" | "end">): Row | undefined => {
  let first = 0;
  while (first < count && intAt(ends, first) <= start) first += 1;
  let last = first;
  while (last + 1 < count && intAt(starts, last + 1) < end) last += 1;
  return first < count && intAt(starts, first) < end ? { first, last } : undefined;
};
