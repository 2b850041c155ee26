import type { Candidate } from "../dlp/detector.ts";
import { cell } from "./cell.ts";
import { tags } from "./model-layout.ts";
import type { Tokens } from "./read-tokens.ts";

const nameTag = tags.indexOf("NAME");

/**
 * The words that cues announced as names; tags them, so that they are names to their other mentions, too. `cued` is in
 * order, so that all is one walk.
 */
export const tagCued = (tokens: Tokens, path: Uint8Array, cued: readonly Candidate[]): ReadonlySet<number> => {
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
