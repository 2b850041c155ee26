import { cell } from "../../shared/domain/dlp-names/cell.ts";
import { tagCount } from "../../shared/domain/dlp-names/model-layout.ts";
import { type Dice, diceOf } from "./dice.ts";
import { numberFeatures } from "./number-features.ts";
import { averageOf, type Learner, learnExample, newLearner } from "./perceptron.ts";
import type { Example } from "./read-example.ts";

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

/** Averaged perceptron over whole texts; a wrong path must lose by a margin, by most when it lets a name through. */
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

type Rounds = { readonly features: number; readonly epochs: number };

const learn = (examples: readonly Example[], { features, epochs }: Rounds, dice: Dice): Learner => {
  const learner = newLearner(features);
  for (let epoch = 1; epoch <= epochs; epoch += 1) {
    const wrong = shuffled(examples, dice).reduce((sum, example) => sum + learnExample(learner, example), 0);
    console.log(`epoch ${epoch}: ${wrong} tokens corrected`);
  }
  return learner;
};

const weightsOf = ({ weights, sums, links, linkSums, step }: Learner, features: readonly number[]): Weights => {
  const average = averageOf(weights, sums, step);
  const rows = new Map<number, Float64Array>();
  for (const [id, feature] of features.entries()) {
    const row = average.subarray(id * tagCount, (id + 1) * tagCount);
    if (row.some((weight) => weight !== 0)) rows.set(feature, row);
  }
  return { rows, links: averageOf(links, linkSums, step) };
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
