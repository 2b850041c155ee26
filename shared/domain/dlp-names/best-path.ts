import { cell } from "./cell.ts";
import { tagCount } from "./model-layout.ts";

export type Row = { readonly weights: { readonly [at: number]: number }; readonly row: number };

/** Adds the weights of one feature to the scores of one token. */
export const addRow = (scores: Int32Array, base: number, { weights, row }: Row): void => {
  for (let tag = 0; tag < tagCount; tag += 1) scores[base + tag] = cell(scores, base + tag) + cell(weights, row + tag);
};

type Links = { readonly [at: number]: number };

/** The path of the highest score through all tokens. Overwrites `scores`, which it keeps small at every step. */
export const bestPath = (scores: Int32Array, kinds: Uint8Array, links: Links): Uint8Array => {
  const from = new Uint8Array(scores.length);
  for (let at = 1; at < kinds.length; at += 1) {
    const link = cell(kinds, at) * tagCount * tagCount;
    const base = at * tagCount;
    const top = cell(scores, base - tagCount + bestTag(scores, base - tagCount));
    for (let tag = 0; tag < tagCount; tag += 1) {
      const last = bestBefore(scores, base - tagCount, { links, link: link + tag });
      from[base + tag] = last;
      scores[base + tag] =
        cell(scores, base + tag) + cell(scores, base - tagCount + last) - top + cell(links, link + last * tagCount + tag);
    }
  }
  return trace(scores, from, kinds.length);
};

const bestBefore = (
  scores: Int32Array,
  base: number,
  { links, link }: { readonly links: Links; readonly link: number },
): number => {
  let best = 0;
  let bestScore = cell(scores, base) + cell(links, link);
  for (let last = 1; last < tagCount; last += 1) {
    const score = cell(scores, base + last) + cell(links, link + last * tagCount);
    if (score > bestScore) {
      bestScore = score;
      best = last;
    }
  }
  return best;
};

const bestTag = (scores: Int32Array, base: number): number => {
  let best = 0;
  for (let tag = 1; tag < tagCount; tag += 1) if (cell(scores, base + tag) > cell(scores, base + best)) best = tag;
  return best;
};

const trace = (scores: Int32Array, from: Uint8Array, count: number): Uint8Array => {
  const path = new Uint8Array(count);
  let tag = count > 0 ? bestTag(scores, (count - 1) * tagCount) : 0;
  for (let at = count - 1; at >= 0; at -= 1) {
    path[at] = tag;
    tag = cell(from, at * tagCount + tag);
  }
  return path;
};
