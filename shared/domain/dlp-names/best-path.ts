import { byteAt, intAt } from "./cell.ts";
import { tagCount } from "./model-layout.ts";

export type Row = { readonly weights: { readonly [at: number]: number }; readonly row: number };

/** Adds the weights of one feature to the scores of one token. */
export const addRow = (scores: Int32Array, base: number, { weights, row }: Row): void => {
  for (let tag = 0; tag < tagCount; tag += 1) scores[base + tag] = intAt(scores, base + tag) + weightAt(weights, row + tag);
};

const weightAt = (weights: Row["weights"], at: number): number => weights[at] ?? 0;
const linkAt = (links: Links, at: number): number => links[at] ?? 0;

type Links = { readonly [at: number]: number };

/** The score of the first tag of a token that surely has it: more than all weights of a token together. */
export const surely = 1 << 20;

/**
 * The path of the highest score through all tokens. Overwrites `scores`, which it keeps small at every step. Between two
 * tokens that surely are no name there is nothing to weigh.
 */
export const bestPath = (scores: Int32Array, kinds: Uint8Array, links: Links): Uint8Array => {
  const from = new Uint8Array(scores.length);
  let wasSure = intAt(scores, 0) === surely;
  for (let at = 1; at < kinds.length; at += 1) {
    const isSure = intAt(scores, at * tagCount) === surely;
    if (!isSure) weighTags({ scores, from, links }, at * tagCount, byteAt(kinds, at) * tagCount * tagCount);
    else if (!wasSure)
      from[at * tagCount] = bestBefore(scores, (at - 1) * tagCount, { links, link: byteAt(kinds, at) * tagCount * tagCount });
    wasSure = isSure;
  }
  return trace(scores, from, kinds.length);
};

type Weighing = { readonly scores: Int32Array; readonly from: Uint8Array; readonly links: Links };

/** For each tag of a token the best one before it, and what both score together. */
const weighTags = ({ scores, from, links }: Weighing, base: number, link: number): void => {
  const before = base - tagCount;
  const top = intAt(scores, before + bestTag(scores, before));
  for (let tag = 0; tag < tagCount; tag += 1) {
    const last = bestBefore(scores, before, { links, link: link + tag });
    from[base + tag] = last;
    scores[base + tag] =
      intAt(scores, base + tag) + intAt(scores, before + last) - top + linkAt(links, link + last * tagCount + tag);
  }
};

const bestBefore = (
  scores: Int32Array,
  base: number,
  { links, link }: { readonly links: Links; readonly link: number },
): number => {
  let best = 0;
  let bestScore = intAt(scores, base) + linkAt(links, link);
  for (let last = 1; last < tagCount; last += 1) {
    const score = intAt(scores, base + last) + linkAt(links, link + last * tagCount);
    if (score > bestScore) {
      bestScore = score;
      best = last;
    }
  }
  return best;
};

const bestTag = (scores: Int32Array, base: number): number => {
  let best = 0;
  for (let tag = 1; tag < tagCount; tag += 1) if (intAt(scores, base + tag) > intAt(scores, base + best)) best = tag;
  return best;
};

const trace = (scores: Int32Array, from: Uint8Array, count: number): Uint8Array => {
  const path = new Uint8Array(count);
  let tag = count > 0 ? bestTag(scores, (count - 1) * tagCount) : 0;
  for (let at = count - 1; at >= 0; at -= 1) {
    path[at] = tag;
    tag = byteAt(from, at * tagCount + tag);
  }
  return path;
};
