import { byteAt } from "../../../shared/domain/dlp-names/cell.ts";
import { tagCount } from "../../../shared/domain/dlp-names/model-layout.ts";

/** What speaks for each tag of a text, as factors: of tokens by themselves, and of one tag behind another by kind of token. */
export type Factors = { readonly tokens: Float64Array; readonly links: Float64Array; readonly kinds: Uint8Array };

/** How likely each tag of each token is, and each pair of tags of it and of the token before; each sums up to 1. */
export type Beliefs = { readonly tokens: Float64Array; readonly pairs: Float64Array };

export const pairCount = tagCount * tagCount;

export const floatAt = (column: Float64Array, at: number): number => column[at] ?? 0;

/** Forward and backward over the chain (Rabiner 1989), scaled at every token. */
export const believeTags = (factors: Factors): Beliefs => {
  const forward = passForward(factors);
  const backward = passBackward(factors);
  const { length } = factors.kinds;
  const tokens = new Float64Array(length * tagCount);
  const pairs = new Float64Array(length * pairCount);
  for (let at = 0; at < length; at += 1) {
    for (let each = at * tagCount; each < (at + 1) * tagCount; each += 1)
      tokens[each] = floatAt(forward, each) * floatAt(backward, each);
    toShares(tokens, at * tagCount, tagCount);
    if (at > 0) believePairs(factors, at, { forward, backward, pairs });
  }
  return { tokens, pairs };
};

const passForward = ({ tokens, links, kinds }: Factors): Float64Array => {
  const forward = Float64Array.from(tokens);
  toShares(forward, 0, tagCount);
  for (let at = 1; at < kinds.length; at += 1) {
    const base = at * tagCount;
    const link = byteAt(kinds, at) * pairCount;
    for (let tag = 0; tag < tagCount; tag += 1) {
      let sum = 0;
      for (let last = 0; last < tagCount; last += 1)
        sum += floatAt(forward, base - tagCount + last) * floatAt(links, link + last * tagCount + tag);
      forward[base + tag] = sum * floatAt(tokens, base + tag);
    }
    toShares(forward, base, tagCount);
  }
  return forward;
};

const passBackward = ({ tokens, links, kinds }: Factors): Float64Array => {
  const backward = new Float64Array(tokens.length).fill(1);
  for (let at = kinds.length - 1; at > 0; at -= 1) {
    const base = at * tagCount;
    const link = byteAt(kinds, at) * pairCount;
    for (let last = 0; last < tagCount; last += 1) {
      let sum = 0;
      for (let tag = 0; tag < tagCount; tag += 1)
        sum += floatAt(links, link + last * tagCount + tag) * floatAt(tokens, base + tag) * floatAt(backward, base + tag);
      backward[base - tagCount + last] = sum;
    }
    toShares(backward, base - tagCount, tagCount);
  }
  return backward;
};

type Passes = { readonly forward: Float64Array; readonly backward: Float64Array; readonly pairs: Float64Array };

const believePairs = ({ tokens, links, kinds }: Factors, at: number, { forward, backward, pairs }: Passes): void => {
  const base = at * tagCount;
  const link = byteAt(kinds, at) * pairCount;
  for (let pair = 0; pair < pairCount; pair += 1) {
    const tag = base + (pair % tagCount);
    const before = floatAt(forward, base - tagCount + ((pair / tagCount) | 0));
    pairs[at * pairCount + pair] = before * floatAt(links, link + pair) * floatAt(tokens, tag) * floatAt(backward, tag);
  }
  toShares(pairs, at * pairCount, pairCount);
};

/** Divides numbers in a row by their sum. */
const toShares = (numbers: Float64Array, from: number, count: number): void => {
  let sum = 0;
  for (let at = from; at < from + count; at += 1) sum += floatAt(numbers, at);
  for (let at = from; at < from + count; at += 1) numbers[at] = floatAt(numbers, at) / sum;
};
