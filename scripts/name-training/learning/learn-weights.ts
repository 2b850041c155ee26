import { cell } from "../../../shared/domain/dlp-names/cell.ts";
import { tagCount } from "../../../shared/domain/dlp-names/model-layout.ts";
import { type Dice, diceOf } from "../dice.ts";
import type { Example } from "../read-example.ts";
import { numberFeatures } from "./number-features.ts";
import { type Learner, learnExample, newLearner } from "./random-field.ts";

/** Weights before they are made small: by feature, a row of one for each tag; and those of the links. */
export type Weights = { readonly rows: ReadonlyMap<number, Float64Array>; readonly links: Float64Array };

export type Learning = {
  readonly seed: number;
  /** Rounds over all texts with all features, to see which of them matter. */
  readonly surveyEpochs: number;
  /** Rounds over all texts with the selected features, from nothing. */
  readonly epochs: number;
  readonly select: (surveyed: Weights) => ReadonlySet<number>;
};

/** Learns twice: with all features, to see which of them decide, then with those alone. */
export const learnWeights = (texts: readonly Example[], { seed, surveyEpochs, epochs, select }: Learning): Weights => {
  const { features, examples } = numberFeatures(texts);
  const dice = diceOf(seed);
  const surveyed = weightsOf(learn(examples, { features: features.length, epochs: surveyEpochs }, dice), features);
  const selected = select(surveyed);
  const isSelected = Uint8Array.from(features, (feature) => (selected.has(feature) ? 1 : 0));
  for (const example of examples) keepOnly(example.features, isSelected);
  return weightsOf(learn(examples, { features: features.length, epochs }, dice), features);
};

const keepOnly = (numbers: Int32Array, isSelected: Uint8Array): void => {
  for (let at = 0; at < numbers.length; at += 1) if (cell(isSelected, cell(numbers, at)) === 0) numbers[at] = -1;
};

type Learned = Pick<Learner, "weights" | "links">;
type Rounds = { readonly features: number; readonly epochs: number };

/** The length of a step, in the first epoch and, by then a fifth of it, after the last. */
const firstRate = 0.15;
const rateLost = 0.8;

const learn = (examples: readonly Example[], { features, epochs }: Rounds, dice: Dice): Learned => {
  const learner = newLearner(features);
  const mean = { weights: new Float32Array(learner.weights.length), links: new Float64Array(learner.links.length) };
  const averaged = Math.min(mostAveraged, epochs);
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    const rate = firstRate * (1 - (rateLost * epoch) / epochs);
    const doubt = shuffled(examples, dice).reduce((sum, example) => sum + learnExample(learner, example, rate), 0);
    console.log(`epoch ${epoch + 1}: doubt ${Math.round(doubt)}`);
    if (epoch < epochs - averaged) continue;
    addShare(mean.weights, learner.weights, averaged);
    addShare(mean.links, learner.links, averaged);
  }
  return mean;
};

/** Weights are the mean of those after the last epochs: each leans to the texts it saw last. */
const mostAveraged = 3;

const addShare = (sums: Float32Array | Float64Array, values: Float32Array | Float64Array, count: number): void => {
  for (let at = 0; at < sums.length; at += 1) sums[at] = (sums[at] ?? 0) + (values[at] ?? 0) / count;
};

/** Only what a weight says of one tag against the others counts. */
const weightsOf = ({ weights, links }: Learned, features: readonly number[]): Weights => {
  const rows = new Map<number, Float64Array>();
  for (const [id, feature] of features.entries()) {
    const row = Float64Array.from(weights.subarray(id * tagCount, (id + 1) * tagCount));
    const mean = row.reduce((sum, weight) => sum + weight, 0) / tagCount;
    if (row.some((weight) => weight !== 0))
      rows.set(
        feature,
        row.map((weight) => weight - mean),
      );
  }
  return { rows, links };
};

const shuffled = (examples: readonly Example[], dice: Dice): readonly Example[] => {
  const order = Int32Array.from(examples.keys());
  for (let at = order.length - 1; at > 0; at -= 1) {
    const other = dice.below(at + 1);
    const kept = cell(order, at);
    order[at] = cell(order, other);
    order[other] = kept;
  }
  return Array.from(order, (at) => examples[at]).filter((example) => example !== undefined);
};
