import { modelBytes } from "../../shared/domain/dlp-names/model-layout.ts";
import { modelViews } from "../../shared/domain/dlp-names/name-model.ts";
import { buildLexicon } from "./build-lexicon.ts";
import { diceOf } from "./dice.ts";
import { learnWeights } from "./learning/learn-weights.ts";
import { featuresWithRoom, packWeights, sealModel } from "./learning/pack-weights.ts";
import { makeCorpus, readMaterial } from "./make-corpus.ts";
import { messageOf, readMessages } from "./messages/read-messages.ts";
import { readOrigins } from "./name-sources.ts";
import { readPlaces } from "./place-sources.ts";
import { readExample } from "./read-example.ts";
import { readStock } from "./training-stock.ts";

export type Training = {
  readonly seed: number;
  readonly texts: number;
  readonly surveyEpochs: number;
  readonly epochs: number;
  /** Whether a fifth of the marked messages is left out, to choose settings by. */
  readonly leavesFifth: boolean;
};

/** The bytes of a model, the same for the same inputs and seed. */
export const makeModel = ({ seed, texts, surveyEpochs, epochs, leavesFifth }: Training): Uint8Array => {
  const bytes = new Uint8Array(modelBytes);
  const model = modelViews(bytes);
  const origins = readOrigins();
  const places = readPlaces();
  const messages = readMessages(leavesFifth);
  console.log("word lists", buildLexicon(model.lexicon, { origins, places, messages }));
  const stock = readStock(origins, places);
  const corpus = makeCorpus(readMaterial("training", messages.map(messageOf)), stock, { seed, size: texts });
  const dice = diceOf(seed + 1);
  const examples = corpus.map((marked) => readExample(marked, model, dice));
  const learned = learnWeights(examples, { seed: seed + 2, surveyEpochs, epochs, select: featuresWithRoom });
  console.log("features", packWeights(model, learned));
  sealModel(bytes);
  return bytes;
};
