import { byteAt, intAt } from "../../../shared/domain/dlp-names/cell.ts";
import { featureCount } from "../../../shared/domain/dlp-names/fill-features.ts";
import { modelLayout, tagCount } from "../../../shared/domain/dlp-names/model-layout.ts";
import type { Example } from "../read-example.ts";
import { type Beliefs, believeTags, floatAt, pairCount } from "./believe-tags.ts";

/** A row of weights for each feature and those of the links, each with the sum of its squared slopes. */
export type Learner = {
  readonly weights: Float32Array;
  readonly slopes: Float32Array;
  readonly links: Float64Array;
  readonly linkSlopes: Float64Array;
};

export const newLearner = (features: number): Learner => ({
  weights: new Float32Array(features * tagCount),
  slopes: new Float32Array(features * tagCount).fill(firstSlope),
  links: new Float64Array(modelLayout.links),
  linkSlopes: new Float64Array(modelLayout.links).fill(1),
});

/** What a weight starts with, so that its first step is no leap. */
const firstSlope = 0.1;
/** How strongly weights are drawn to nothing, at each step. */
const decay = 0.0005;
/** Slopes that move nothing worth the time. */
const leastTokenSlope = 0.002;
const leastLinkSlope = 0.001;
const largestLink = 8;

/**
 * Moves the weights of a conditional random field (Lafferty 2001) towards the right tags of a text, wrong ones raised by
 * their cost (softmax-margin, Gimpel 2010), by steps that get shorter where many were taken (AdaGrad, Duchi 2011).
 * Answers by how much the right tags were not believed, in nats.
 */
export const learnExample = (learner: Learner, example: Example, rate: number): number => {
  if (example.gold.length === 0) return 0;
  const beliefs = believeTags({
    tokens: factorsOf(learner, example),
    links: learner.links.map(Math.exp),
    kinds: example.kinds,
  });
  let doubt = 0;
  for (let at = 0; at < example.gold.length; at += 1) {
    if (at > 0) moveLinks(learner, example, { beliefs, at, rate });
    if (example.worth[at] !== 0) doubt += moveToken(learner, example, { beliefs, at, rate });
  }
  return doubt;
};

/** What a wrong tag is raised by, so that the right one must win by more: by most where a name would get through. */
const missCost = 1.6;
const falseCost = 0.5;
const mixCost = 0.2;

const costOf = (gold: number, tag: number): number => {
  if (tag === gold) return 0;
  if (tag === 0) return missCost;
  return gold === 0 ? falseCost : mixCost;
};

/** A token that is not read at all has no tag but the first. */
const factorsOf = (learner: Learner, example: Example): Float64Array => {
  const factors = new Float64Array(example.gold.length * tagCount);
  for (let at = 0; at < example.gold.length; at += 1) {
    if (example.worth[at] === 0) factors[at * tagCount] = 1;
    else addFactors(learner, example, { factors, at });
  }
  return factors;
};

type Place = { readonly factors: Float64Array; readonly at: number };

const addFactors = ({ weights }: Learner, { features, gold }: Example, { factors, at }: Place): void => {
  const base = at * tagCount;
  for (let tag = 0; tag < tagCount; tag += 1) factors[base + tag] = costOf(byteAt(gold, at), tag);
  for (let each = at * featureCount; each < (at + 1) * featureCount; each += 1) {
    const row = intAt(features, each) * tagCount;
    if (row >= 0) addRow(factors, base, { weights, row });
  }
  raise(factors.subarray(base, base + tagCount));
};

const weightAt = (weights: Float32Array, at: number): number => weights[at] ?? 0;

type Row = { readonly weights: Float32Array; readonly row: number };

const addRow = (sums: Float64Array, base: number, { weights, row }: Row): void => {
  for (let tag = 0; tag < tagCount; tag += 1) sums[base + tag] = floatAt(sums, base + tag) + weightAt(weights, row + tag);
};

/** Sums of weights as factors, the largest of them 1. */
const raise = (sums: Float64Array): void => {
  const top = Math.max(...sums);
  for (let tag = 0; tag < tagCount; tag += 1) sums[tag] = Math.exp(floatAt(sums, tag) - top);
};

type Move = { readonly beliefs: Beliefs; readonly at: number; readonly rate: number };

const moveLinks = ({ links, linkSlopes }: Learner, { kinds, gold, worth }: Example, { beliefs, at, rate }: Move): void => {
  if (worth[at] === 0 && worth[at - 1] === 0) return;
  const right = byteAt(gold, at - 1) * tagCount + byteAt(gold, at);
  for (let pair = 0; pair < pairCount; pair += 1) {
    const slope = floatAt(beliefs.pairs, at * pairCount + pair) - (pair === right ? 1 : 0);
    if (Math.abs(slope) <= leastLinkSlope) continue;
    const link = byteAt(kinds, at) * pairCount + pair;
    linkSlopes[link] = floatAt(linkSlopes, link) + slope * slope;
    const moved = floatAt(links, link) - (rate * slope) / Math.sqrt(floatAt(linkSlopes, link));
    links[link] = Math.max(-largestLink, Math.min(largestLink, moved));
  }
};

const moveToken = (learner: Learner, { features, gold }: Example, { beliefs, at, rate }: Move): number => {
  const right = byteAt(gold, at);
  const slopes = beliefs.tokens.slice(at * tagCount, (at + 1) * tagCount);
  const doubt = -Math.log(Math.max(Number.MIN_VALUE, floatAt(slopes, right)));
  slopes[right] = floatAt(slopes, right) - 1;
  if (slopes.every((slope) => Math.abs(slope) < leastTokenSlope)) return doubt;
  for (let each = at * featureCount; each < (at + 1) * featureCount; each += 1) {
    const row = intAt(features, each) * tagCount;
    if (row >= 0) moveRow(learner, row, { slopes, rate });
  }
  return doubt;
};

type Pull = { readonly slopes: Float64Array; readonly rate: number };

const moveRow = (learner: Learner, row: number, { slopes, rate }: Pull): void => {
  for (let tag = 0; tag < tagCount; tag += 1) {
    const weight = weightAt(learner.weights, row + tag);
    const slope = floatAt(slopes, tag) + decay * weight;
    const sum = weightAt(learner.slopes, row + tag) + slope * slope;
    learner.slopes[row + tag] = sum;
    learner.weights[row + tag] = weight - (rate * slope) / Math.sqrt(sum);
  }
};
