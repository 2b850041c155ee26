import { mask } from "../dlp/cue.ts";
import { letters } from "./letters.ts";

/** Quoted mail puts ">" or "???" before each line. */
const newLine = "[ ]{0,3},?[ ]?\\n{1,2}[>?]{0,3}[ ]{0,6},?[ ]{0,2}";
export const gapSource = `(?:${newLine}|[ ]?[,.;][ ]{0,2}|[ ]{1,2})`;

/** A word behind a street, and what stands between it and the word before. */
export type Part = { readonly text: string; readonly start: number; readonly end: number };

const gap = new RegExp(gapSource, "y");
const word = new RegExp(`(?:\\([${letters} ]{2,30}\\)|(?:st|ste|ft|mt|pt)\\.|[${letters}\\d][${letters}\\d'-]{0,24})`, "iy");
const mostParts = 11;

/** The words that follow a position, each behind a blank, a comma or a line end; none after a removed identifier. */
export const readParts = (text: string, at: number): readonly Part[] => {
  const parts: Part[] = [];
  let next = at;
  while (parts.length < mostParts) {
    const start = endOf(gap, text, next);
    const end = start < 0 ? -1 : endOf(word, text, start);
    if (end < 0 || text[start] === mask) break;
    parts.push({ text: text.slice(start, end), start, end });
    next = end;
  }
  return parts;
};

const endOf = (pattern: RegExp, text: string, at: number): number => {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : -1;
};

/** Parts in a row as one: their words with single blanks. */
export const joined = (parts: readonly Part[]): string => parts.map((part) => part.text).join(" ");
