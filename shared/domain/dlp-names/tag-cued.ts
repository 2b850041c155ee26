import type { Candidate } from "../dlp/detector.ts";
import { endsTerm } from "../dlp-terms/is-term.ts";
import type { TermTable } from "../dlp-terms/term-table.ts";
import { cell } from "./cell.ts";
import { findCuedNames } from "./cued-names.ts";
import { tags } from "./model-layout.ts";
import type { Context } from "./read-context.ts";
import type { Tokens } from "./read-tokens.ts";
import { repeatNames } from "./repeat-names.ts";

/** Names that cues announce, in order, and the hashes of their words. */
export type Cued = { readonly names: readonly Candidate[]; readonly words: ReadonlySet<number> };

type Known = {
  readonly lexicon: Uint16Array;
  readonly terms: TermTable | undefined;
  readonly context: Context;
  readonly path: Uint8Array;
};

/** The names that cues announce, tagged as such in the path wherever they stand; "MS Contin" is a term and announces nobody. */
export const readCued = (text: string, tokens: Tokens, { lexicon, terms, context, path }: Known): Cued => {
  const names = [...findCuedNames(text, lexicon, tokens)]
    .filter((name) => terms === undefined || !endsTerm(tokens, name, terms))
    .sort((left, right) => left.start - right.start);
  const words = tagCued(tokens, path, names);
  repeatNames(context, path, words);
  return { names, words };
};

const nameTag = tags.indexOf("NAME");

/**
 * The words that cues announced as names; tags them, so that they are names to their other mentions, too. `cued` is in
 * order, so that all is one walk.
 */
const tagCued = (tokens: Tokens, path: Uint8Array, cued: readonly Candidate[]): ReadonlySet<number> => {
  const announced = new Set<number>();
  let next = 0;
  for (let at = 0; at < tokens.count && next < cued.length; at += 1) {
    next = firstReaching(cued, next, cell(tokens.ends, at));
    if ((cued[next]?.start ?? Number.POSITIVE_INFINITY) > cell(tokens.starts, at)) continue;
    announced.add(cell(tokens.words, at));
    if (path[at] === 0) path[at] = nameTag;
  }
  return announced;
};

const firstReaching = (spans: readonly Candidate[], from: number, end: number): number => {
  let next = from;
  while (next < spans.length && (spans[next]?.end ?? 0) < end) next += 1;
  return next;
};
