import { addRow, bestPath, surely } from "../../shared/domain/dlp-names/best-path.ts";
import { cell } from "../../shared/domain/dlp-names/cell.ts";
import { featureCount } from "../../shared/domain/dlp-names/fill-features.ts";
import { modelLayout, tagCount } from "../../shared/domain/dlp-names/model-layout.ts";
import type { Example } from "./read-example.ts";

/** A row of weights for each feature, those of the links, and what their averages are made from. */
export type Learner = {
  readonly weights: Int32Array;
  readonly sums: Float64Array;
  readonly links: Int32Array;
  readonly linkSums: Float64Array;
  step: number;
};

export const newLearner = (features: number): Learner => ({
  weights: new Int32Array(features * tagCount),
  sums: new Float64Array(features * tagCount),
  links: new Int32Array(modelLayout.links),
  linkSums: new Float64Array(modelLayout.links),
  step: 1,
});

/** Moves the weights towards the right path of a text; answers how many tokens were wrong, or right by too little. */
export const learnExample = (learner: Learner, example: Example): number => {
  const path = bestPath(scoreByCost(learner, example), example.kinds, learner.links);
  let wrong = 0;
  for (let at = 0; at < path.length; at += 1) {
    correctLink(learner, example, { path, at });
    wrong += correctToken(learner, example, { path, at });
  }
  learner.step += 1;
  return wrong;
};

/** The weights as they were on average. */
export const averageOf = (weights: Int32Array, sums: Float64Array, step: number): Float64Array =>
  Float64Array.from(weights, (weight, at) => weight - cell(sums, at) / step);

/** By how much the right tag must win over a wrong one: by most over letting a name through. */
const missCost = 22;
const falseCost = 8;
const mixCost = 5;

const costOf = (gold: number, tag: number): number => {
  if (tag === gold) return 0;
  if (tag === 0) return missCost;
  return gold === 0 ? falseCost : mixCost;
};

const scoreByCost = ({ weights }: Learner, { features, gold, worth }: Example): Int32Array => {
  const scores = new Int32Array(gold.length * tagCount);
  for (let at = 0; at < gold.length; at += 1) {
    const base = at * tagCount;
    for (let tag = 0; tag < tagCount; tag += 1) scores[base + tag] = costOf(cell(gold, at), tag);
    if (worth[at] === 0) scores[base] = surely;
    else addRows(scores, base, { weights, features: features.subarray(at * featureCount, (at + 1) * featureCount) });
  }
  return scores;
};

type Rows = { readonly weights: Int32Array; readonly features: Int32Array };

const addRows = (scores: Int32Array, base: number, { weights, features }: Rows): void => {
  for (const feature of features) if (feature >= 0) addRow(scores, base, { weights, row: feature * tagCount });
};

type Step = { readonly path: Uint8Array; readonly at: number };

const correctLink = (learner: Learner, { kinds, gold }: Example, { path, at }: Step): void => {
  if (at === 0) return;
  const base = cell(kinds, at) * tagCount * tagCount;
  const right = base + cell(gold, at - 1) * tagCount + cell(gold, at);
  const guess = base + cell(path, at - 1) * tagCount + cell(path, at);
  if (right === guess) return;
  add(learner.links, learner.linkSums, { at: right, by: 1, step: learner.step });
  add(learner.links, learner.linkSums, { at: guess, by: -1, step: learner.step });
};

const correctToken = (learner: Learner, { features, gold }: Example, { path, at }: Step): number => {
  const right = cell(gold, at);
  const guess = cell(path, at);
  if (right === guess) return 0;
  for (let each = at * featureCount; each < (at + 1) * featureCount; each += 1) {
    const row = cell(features, each) * tagCount;
    if (row < 0) continue;
    add(learner.weights, learner.sums, { at: row + right, by: 1, step: learner.step });
    add(learner.weights, learner.sums, { at: row + guess, by: -1, step: learner.step });
  }
  return 1;
};

type Change = { readonly at: number; readonly by: number; readonly step: number };

const add = (weights: Int32Array, sums: Float64Array, { at, by, step }: Change): void => {
  weights[at] = cell(weights, at) + by;
  sums[at] = cell(sums, at) + by * step;
};
