import { mayMatch } from "../dlp-scan/may-match.ts";

/**
 * Every match of a global pattern, in order. As `matchAll`, which makes a new pattern for each call: on the short texts of
 * a chat that costs more than the search.
 */
export const everyMatch = (text: string, pattern: RegExp): readonly RegExpExecArray[] => {
  const found: RegExpExecArray[] = [];
  if (!mayMatch(pattern, text)) return found;
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    found.push(match);
    if (match[0] === "") pattern.lastIndex += 1;
  }
  return found;
};
