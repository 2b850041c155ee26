import { filterOf, mayPass } from "../dlp-scan/may-match.ts";
import { windowsOf } from "../dlp-scan/windows.ts";

/**
 * Every match of a global pattern, in order. As `matchAll`, which makes a new pattern for each call: on the short texts of
 * a chat that costs more than the search.
 */
export const everyMatch = (text: string, pattern: RegExp): readonly RegExpExecArray[] => {
  const found: RegExpExecArray[] = [];
  const filter = filterOf(pattern);
  if (!mayPass(filter, text)) return found;
  let next = 0;
  for (const { seen, from, to } of windowsOf(filter, text)) {
    pattern.lastIndex = Math.max(next, from);
    for (let match = pattern.exec(seen); match !== null && match.index < to; match = pattern.exec(seen)) {
      found.push(match);
      if (match[0] === "") pattern.lastIndex += 1;
      next = pattern.lastIndex;
    }
  }
  return found;
};

/** From a place to before another one. */
export type Range = { readonly start: number; readonly end: number };

/** Every match of a global pattern that starts in one of the ranges, which are in order; `sees` is how far behind its start a match sees. */
export const matchesWithin = (text: string, ranges: readonly Range[], { pattern, sees }: Within): readonly RegExpExecArray[] => {
  const found: RegExpExecArray[] = [];
  let next = 0;
  for (const { start, end } of ranges) {
    const seen = text.slice(0, end + sees);
    pattern.lastIndex = Math.max(next, start);
    for (let match = pattern.exec(seen); match !== null && match.index < end; match = pattern.exec(seen)) {
      found.push(match);
      next = pattern.lastIndex;
    }
    next = Math.max(next, end);
  }
  return found;
};

type Within = { readonly pattern: RegExp; readonly sees: number };
