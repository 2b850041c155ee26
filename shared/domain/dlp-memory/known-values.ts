import { rawBefore } from "../dlp/cue.ts";
import { type Candidate, certainty, type Detector } from "../dlp/detector.ts";
import { type IdentifierType, identifierTypes } from "../dlp/identifier-types.ts";
import type { AliasBook, AliasEntry } from "./alias-book.ts";
import { everydayWords } from "./everyday-words.ts";
import { codeIdentity, wordIdentity, wordsOf } from "./identity-of.ts";

/** Words and codes; a code is a run with a digit in it. */
const tokenForm = /[\p{L}\p{N}][\p{L}\p{M}\p{N}'’./_-]{1,39}/gu;
const shortestCode = 4;

/**
 * Finds what the conversation mentioned before: a name in lower case, a part of it, a possessive, an id without its label.
 * `digest` is that of the book's own key.
 */
export const knownValues = (book: AliasBook, digest: (identity: string) => string): Detector => ({
  name: "known-values",
  find: (text) => (book.entries.size === 0 ? [] : joinedNames(text, findTokens(text, book, digest))),
});

type Known = Candidate & { readonly alias: string };

const findTokens = (text: string, book: AliasBook, digest: (identity: string) => string): readonly Known[] => {
  const found: Known[] = [];
  for (const match of text.matchAll(tokenForm)) {
    const token = trimmed(match[0]);
    const identity = identityIn(token, text, match.index);
    const entry = identity === undefined ? undefined : book.entries.get(digest(identity));
    if (entry !== undefined) found.push(candidateOf(entry, match.index, token));
  }
  return found;
};

const trimmed = (token: string): string => token.replace(/(?:['’]s?|[./_-]){1,8}$/u, "");

/** What a token would be known by; undefined for words that are no sign of anybody. */
const identityIn = (token: string, text: string, at: number): string | undefined => {
  if (/\p{N}/u.test(token)) return codeIn(token);
  const [word] = wordsOf(token);
  if (word === undefined || word.length < 2) return undefined;
  const isEveryday = everydayWords().has(word) || word.length < 3;
  return isEveryday && !isProperNoun(token, text, at) ? undefined : wordIdentity(word);
};

const codeIn = (token: string): string | undefined => {
  const code = token.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
  return code.length < shortestCode ? undefined : codeIdentity(code);
};

/** A capital within a sentence, or after a title; not in a text that is all capitals. */
const isProperNoun = (token: string, text: string, at: number): boolean =>
  /^\p{Lu}\p{Ll}/u.test(token) && withinSentence.test(rawBefore(text, at, 6));

const withinSentence = /(?:[\p{L}\p{N},;]|\b(?:mr|mrs|ms|mx|dr|prof|st)\.)[ ]$/iu;

const candidateOf = (entry: AliasEntry, start: number, token: string): Known => ({
  start,
  end: start + token.length,
  type: typeOf(entry.alias),
  certainty: certainty.verified,
  alias: entry.alias,
});

/** "john" and "smith" of one person, side by side, are one name. */
const joinedNames = (text: string, found: readonly Known[]): readonly Candidate[] => {
  const joined: Known[] = [];
  for (const next of found) {
    const last = joined.at(-1);
    const isSame = last !== undefined && last.alias === next.alias && /^[ .,]{1,2}$/.test(text.slice(last.end, next.start));
    if (isSame) joined[joined.length - 1] = { ...last, end: next.end };
    else joined.push(next);
  }
  return joined;
};

const typesByPlaceholder: ReadonlyMap<string, IdentifierType> = new Map(
  (Object.keys(identifierTypes) as IdentifierType[]).map((type) => [identifierTypes[type].placeholder, type]),
);

const typeOf = (alias: string): IdentifierType => typesByPlaceholder.get(alias.replace(/_\d+$/, "")) ?? "UNIQUE_ID";
