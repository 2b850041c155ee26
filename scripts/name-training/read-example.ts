import { cell } from "../../shared/domain/dlp-names/cell.ts";
import { worthReading } from "../../shared/domain/dlp-names/dull-tokens.ts";
import { featureCount, fillFeatures } from "../../shared/domain/dlp-names/fill-features.ts";
import { linkKinds } from "../../shared/domain/dlp-names/link-kinds.ts";
import type { ModelViews } from "../../shared/domain/dlp-names/name-model.ts";
import { type Context, readContext, writtenAs } from "../../shared/domain/dlp-names/read-context.ts";
import { margin, readTokens, shape } from "../../shared/domain/dlp-names/read-tokens.ts";
import { fillMedicine, list, listOf } from "../../shared/domain/dlp-names/word-class.ts";
import type { Dice } from "./dice.ts";
import { type Marked, tagTokens, textOf } from "./marked-text.ts";

/** A text as numbers: for each token its features, its kind of link and its right tag. */
export type Example = {
  readonly features: Int32Array;
  readonly kinds: Uint8Array;
  readonly gold: Uint8Array;
  /** 0 for tokens that are not read at all. */
  readonly worth: Uint8Array;
};

/** The features of a text, with words blanked by chance, so that the model must not lean on having seen a name. */
export const readExample = (marked: Marked, model: ModelViews, dice: Dice): Example => {
  const context = readContext(readTokens(textOf(marked)), model);
  const gold = tagTokens(marked);
  const kinds = linkKinds(context);
  for (let at = 0; at < context.count; at += 1) blankWord(context, { place: at + margin, tag: cell(gold, at) }, dice);
  fillMedicine(context);
  const worth = worthReading(context);
  const features = new Int32Array(context.count * featureCount);
  for (let at = 0; at < context.count; at += 1) {
    if (worth[at] === 0) gold[at] = 0;
    else fillFeatures(context, at, features.subarray(at * featureCount, (at + 1) * featureCount));
  }
  return { features, kinds, gold, worth };
};

/** How often of a hundred, by tag, a word is one nobody knows, and how often one that is on no list. */
const blankedWords = [4, 60, 65, 6, 40, 25];
const blankedClasses = [4, 22, 25, 5, 15, 10];

/** How many words of medicine of a hundred are ones that nobody knows, on no list: most that turn up are. */
const blankedTerms = 25;

const blankWord = (context: Context, { place, tag }: { readonly place: number; readonly tag: number }, dice: Dice): void => {
  if (writtenAs(cell(context.looks, place)) > shape.mixed) return;
  if (tag === 0 && listOf(cell(context.classes, place)) === list.medical && dice.chance(blankedTerms)) {
    context.words[place] = dice.below(0x7fffffff);
    context.classes[place] = 0;
  }
  if (dice.chance(cell(blankedWords, tag))) context.words[place] = dice.below(0x7fffffff);
  if (dice.chance(cell(blankedClasses, tag))) context.classes[place] = 0;
};
