import { intAt } from "../dlp-names/cell.ts";
import { hashWord, shape, type Tokens } from "../dlp-names/read-tokens.ts";
import type { TermKey } from "./term-table.ts";

/** Words in a row as a term, and behind which token they end. */
export type TermStart = TermKey & { readonly end: number };

/** The longest terms have six words; what stands between words does not count. */
const mostWords = 6;

/** All terms that might begin with the token at `from`, shortest first. No case, accent, hyphen, possessive or plural tells them apart. */
export const termStarts = (tokens: Tokens, from: number): readonly TermStart[] => {
  const found: TermStart[] = [];
  let key = 0;
  for (let at = from; at < tokens.count && found.length < mostWords; at += 1) {
    if (isBetween(tokens, at)) continue;
    if (!isWord(tokens, at)) break;
    key = Math.imul(key ^ wordOf(tokens, at), 0x9e3779b1) ^ (key >>> 15);
    found.push({ key, end: at + 1, words: found.length + 1 });
  }
  return found;
};

/** Whether a token is a word or a number. */
export const isWord = ({ shapes }: Tokens, at: number): boolean => (shapes[at] ?? shape.sign) <= shape.digits;

/** "-", "'s", "/" and the like are no part of a term's key. */
export const isBetween = (tokens: Tokens, at: number): boolean => between.has(intAt(tokens.words, at));

const between: ReadonlySet<number> = new Set([
  ...["'s", "'"].map(hashWord),
  ...[..."-'/.&+‐‑–"].map((sign) => sign.charCodeAt(0) + 3),
]);

const smallS = "s".charCodeAt(0);
/** "ASDAS" is no plural. */
const shortest = 6;

/** The word's hash without a plural's "s". */
const wordOf = ({ words, stems, tails, starts, ends }: Tokens, at: number): number =>
  (intAt(tails, at) & 0xff) === smallS && intAt(ends, at) - intAt(starts, at) >= shortest ? intAt(stems, at) : intAt(words, at);
