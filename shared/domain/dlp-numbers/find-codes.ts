import { oncePerText } from "../dlp-scan/text-read.ts";

/** A run of letters, digits and single separators that holds a digit: "A-12345", "4111-1111", "x7". */
export type Code = {
  readonly start: number;
  readonly end: number;
  readonly value: string;
  /** How many of its characters are digits. */
  readonly digits: number;
};

const longestLeft = 40;
const longestCode = 64;

/**
 * Every code of a text, left to right, in one scan from digit to digit. A run too long for a number is several, cut at its
 * separators; a part without any that is too long is none.
 */
export const findCodes = oncePerText((text): readonly Code[] => {
  const codes: Code[] = [];
  const anyDigit = /\d/g;
  let from = 0;
  for (let match = anyDigit.exec(text); match !== null; match = anyDigit.exec(text)) {
    const start = startOfCode(text, match.index, from);
    const { end, next } = partOf(text, match.index, endOfCode(text, match.index, start + longestCode));
    if (end !== undefined && isWhole(text, start, from)) codes.push(toCode(text, start, end));
    from = next;
    anyDigit.lastIndex = next;
  }
  return codes;
});

const toCode = (text: string, start: number, end: number): Code => {
  const value = text.slice(start, end);
  return { start, end, value, digits: countDigits(value) };
};

export const countDigits = (value: string): number => {
  let digits = 0;
  for (let at = 0; at < value.length; at += 1) if (isDigit(value.charCodeAt(at))) digits += 1;
  return digits;
};

const isDigit = (unit: number): boolean => unit >= 48 && unit <= 57;
const isLetter = (unit: number): boolean => (unit >= 65 && unit <= 90) || (unit >= 97 && unit <= 122);
const isAlphanumeric = (unit: number): boolean => isDigit(unit) || isLetter(unit);
const separators: ReadonlySet<number> = new Set([..."-./_*"].map((mark) => mark.charCodeAt(0)));

const startOfCode = (text: string, at: number, from: number): number => {
  const bound = Math.max(from, at - longestLeft);
  let start = at;
  while (start > bound && continues(text, start - 1, -1)) start -= 1;
  return start;
};

const endOfCode = (text: string, at: number, bound: number): number => {
  let end = at + 1;
  while (end < bound && continues(text, end, 1)) end += 1;
  return end;
};

/** Where a run ends that was looked at up to `bound`, and where to go on. */
const partOf = (text: string, from: number, bound: number): { readonly end: number | undefined; readonly next: number } => {
  if (isEnd(text, bound)) return { end: bound, next: bound };
  let at = bound - 1;
  while (at > from && !separators.has(text.charCodeAt(at))) at -= 1;
  return at > from ? { end: at, next: at + 1 } : { end: undefined, next: bound };
};

/** A separator belongs to a code only between two letters or digits. */
const continues = (text: string, at: number, direction: 1 | -1): boolean => {
  const unit = text.charCodeAt(at);
  if (isAlphanumeric(unit)) return true;
  return separators.has(unit) && isAlphanumeric(text.charCodeAt(at + direction));
};

/** False where a run was cut at its front because it is too long. */
const isWhole = (text: string, start: number, from: number): boolean =>
  start === 0 || !(continues(text, start - 1, -1) && (start > from || isAlphanumeric(text.charCodeAt(start - 1))));

const isEnd = (text: string, end: number): boolean => end >= text.length || !continues(text, end, 1);
