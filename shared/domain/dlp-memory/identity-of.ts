import type { IdentifierType } from "../dlp/identifier-types.ts";
import type { Finding } from "../dlp/scrub.ts";

/** What makes two findings the same thing: the kind of value and its one spelling. `parts` are the words of a name that may stand alone later. */
export type Identity = { readonly whole: string; readonly parts: readonly string[] };

const datesLike: ReadonlySet<IdentifierType> = new Set(["DATE", "DATE_OF_BIRTH"]);
const shortestPart = 3;

/** The identity of a finding, the same for "John SMITH", "john smith" and "John  Smith". Never shown, only digested. */
export const identityOf = ({ type, folded }: Finding): Identity => {
  if (type === "NAME") return nameIdentity(wordsOf(folded));
  const spelling = folded.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
  return { whole: `${datesLike.has(type) ? "date" : "code"}:${spelling || folded}`, parts: [] };
};

/** The identity that a single word or code would have, were it a part of a name or a known code. */
export const wordIdentity = (word: string): string => `name:${word}`;
export const codeIdentity = (code: string): string => `code:${code}`;

/** The lower-case words of a name; "O'Brien-Lee" is one. */
export const wordsOf = (name: string): readonly string[] =>
  (name.toLowerCase().match(/\p{L}[\p{L}\p{M}'’-]*/gu) ?? []).map((word) => word.replace(/['’]s$|[^\p{L}]+/gu, ""));

const nameIdentity = (words: readonly string[]): Identity => ({
  whole: wordIdentity(words.join(" ")),
  parts: words.length > 1 ? words.filter((word) => word.length >= shortestPart).map(wordIdentity) : [],
});
