import { filterOf, mayPass } from "../dlp-scan/may-match.ts";
import { type Window, windowsOf } from "../dlp-scan/windows.ts";

/**
 * Every match of a global pattern, in order. As `matchAll`, which makes a new pattern for each call: on the short texts of
 * a chat that costs more than the search.
 */
export const everyMatch = (text: string, pattern: RegExp): readonly RegExpExecArray[] => {
  const filter = filterOf(pattern);
  return mayPass(filter, text) ? matchesIn(windowsOf(filter, text), pattern) : [];
};

/** From a place to before another one. */
export type Range = { readonly start: number; readonly end: number };

/** Every match of a global pattern that starts in one of the ranges, which are in order; `sees` is how far behind its start a match sees. */
export const matchesWithin = (text: string, ranges: readonly Range[], { pattern, sees }: Within): readonly RegExpExecArray[] =>
  matchesIn(
    ranges.map(({ start, end }) => ({ seen: text.slice(0, end + sees), from: start, to: end })),
    pattern,
  );

type Within = { readonly pattern: RegExp; readonly sees: number };

/** Those that start in one of the windows, which may overlap, each once. */
const matchesIn = (windows: readonly Window[], pattern: RegExp): readonly RegExpExecArray[] => {
  const found: RegExpExecArray[] = [];
  let next = 0;
  for (const { seen, from, to } of windows) {
    pattern.lastIndex = Math.max(next, from);
    for (let match = pattern.exec(seen); match !== null && match.index < to; match = pattern.exec(seen)) {
      found.push(match);
      if (match[0] === "") pattern.lastIndex += 1;
      next = pattern.lastIndex;
    }
    next = Math.max(next, to);
  }
  return found;
};
