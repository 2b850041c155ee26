import { readTokens } from "../dlp-names/read-tokens.ts";
import { type TermStart, termStarts } from "./term-key.ts";

/** The key of a text that is one term from end to end, for a table; nothing where it is longer than terms may be. */
export const wholeTerm = (text: string): readonly TermStart[] => {
  const tokens = readTokens(text);
  const whole = termStarts(tokens, 0).at(-1);
  return whole === undefined || whole.end < tokens.count ? [] : [whole];
};

/** How a table has what scores, signs and classes are called after, alone: "westley" for "westley score". */
export const eponymTerm = (word: string): string => `${word} eponym`;
