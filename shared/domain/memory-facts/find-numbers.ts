import { isTelling, type Word } from "../memory-words/word.ts";
import { type StatementWords, textBetween, withNegation } from "./statement-words.ts";

/** `what` is the number with the words around it that say what it counts. */
export type FoundNumber = { readonly value: string; readonly unit?: string; readonly what: string };

const links = new Set(["out", "of", "over", "to", "/", "-", "by", "and", "point", "x", ","]);
const notUnits = new Set([
  "and",
  "or",
  "but",
  "to",
  "in",
  "on",
  "at",
  "of",
  "over",
  "out",
  "for",
  "from",
  "with",
  "now",
  "is",
  "was",
  "so",
  "then",
  "right",
  "last",
  "next",
  "th",
  "st",
  "nd",
  "rd",
]);
const tellingBefore = 2;
const tellingAfter = 2;
const widest = 5;

/** The numbers of a statement. Those that are linked ("4 out of 5", "120 over 80") or close to each other are one. */
export const findNumbers = ({ words }: StatementWords): readonly FoundNumber[] =>
  spansOf(words).map(({ first, last }) => {
    const unit = words[last + 1];
    const hasUnit = unit !== undefined && (unit.kind === "word" || unit.text === "%") && !notUnits.has(unit.small);
    const start = withNegation(words, reach(words, first, { step: -1, telling: tellingBefore }));
    const end = reach(words, last, { step: 1, telling: tellingAfter });
    return {
      value: textBetween(words, first, last + 1),
      ...(hasUnit && { unit: unit.small }),
      what: textBetween(words, start, end + 1),
    };
  });

type Span = { readonly first: number; readonly last: number };

const spansOf = (words: readonly Word[]): readonly Span[] => {
  const spans: Span[] = [];
  words.forEach(({ kind }, index) => {
    if (kind !== "number") return;
    const last = spans.at(-1);
    if (last !== undefined && isOneNumber(words.slice(last.last + 1, index))) spans[spans.length - 1] = { ...last, last: index };
    else spans.push({ first: index, last: index });
  });
  return spans;
};

const isOneNumber = (between: readonly Word[]): boolean => isLink(between) || isUnitAndLink(between);

const isLink = (between: readonly Word[]): boolean => between.length <= 2 && between.every(({ small }) => links.has(small));

/** "2 hours and 4 minutes". */
const isUnitAndLink = ([unit, and, ...rest]: readonly Word[]): boolean =>
  unit?.kind === "word" && and?.small === "and" && rest.length === 0;

const reach = (
  words: readonly Word[],
  from: number,
  { step, telling }: { readonly step: 1 | -1; readonly telling: number },
): number => {
  let found = 0;
  let end = from;
  for (let index = from + step; found < telling && Math.abs(index - from) <= widest; index += step) {
    const word = words[index];
    if (word === undefined || word.kind === "number" || word.text === ":") break;
    if (!isTelling(word) && word.text !== "%") continue;
    found += 1;
    end = index;
  }
  return end;
};
