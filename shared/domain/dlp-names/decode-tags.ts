import { bestPath, surely } from "./best-path.ts";
import { byteAt, intAt } from "./cell.ts";
import { worthReading } from "./dull-tokens.ts";
import { addSlots, keepKnown } from "./feature-slots.ts";
import { featureCount, fillFeatures } from "./fill-features.ts";
import { isNote, leanAlone, leanAmongNames, leanToName } from "./lean-to-name.ts";
import { linkKinds } from "./link-kinds.ts";
import { tagCount } from "./model-layout.ts";
import type { ModelViews, NameModel } from "./name-model.ts";
import { type Context, writtenAs } from "./read-context.ts";
import { margin, shape } from "./read-tokens.ts";

/** The tokens of a text and what each scored by itself. */
export type Scored = { readonly context: Context; readonly scores: Int32Array };

/** The likeliest tag of each token, taken together (Viterbi). Integer arithmetic: the same on every machine. */
export const decodeTags = ({ context, scores }: Scored, { links }: ModelViews): Uint8Array => {
  const leaning = scores.slice();
  const note = isNote(context);
  // A note that names somebody says no more of its other words.
  if (context.count < fewest || !holdsMask(context)) lean(context, leaning, leanAlone(note));
  else if (!note) lean(context, leaning, leanAmongNames);
  return bestPath(leaning, linkKinds(context), links);
};

/** A phrase around a number that was taken out is about the number. */
const fewest = 12;

/** Whether something was taken out of the text: who writes of somebody writes names. */
const holdsMask = ({ count, looks }: Context): boolean => {
  for (let at = 0; at < count; at += 1) if (writtenAs(byteAt(looks, at + margin)) === shape.mask) return true;
  return false;
};

const lean = ({ count, looks, classes }: Context, scores: Int32Array, more: (look: number, listed: number) => number): void => {
  for (let at = 0; at < count; at += 1) {
    const score = intAt(scores, at * tagCount);
    if (score < surelyAbove) scores[at * tagCount] = score - more(byteAt(looks, at + margin), byteAt(classes, at + margin));
  }
};

/** What each token scores by itself; `before` knows some of it where a text is read again. */
export const scoreTokens = (context: Context, { slots, known }: NameModel, before: FindScored | undefined): Scored => {
  const scores = new Int32Array(context.count * tagCount);
  const features = new Int32Array(featureCount);
  const worth = worthReading(context);
  for (let at = 0; at < context.count; at += 1) {
    if (worth[at] === 0) {
      scores[at * tagCount] = surely;
      continue;
    }
    if (before?.(context, at, scores) === true) continue;
    fillFeatures(context, at, features);
    scores[at * tagCount] = -leanToName(byteAt(context.looks, at + margin), byteAt(context.classes, at + margin));
    addSlots(slots, features, { count: keepKnown(features, known), scores, base: at * tagCount });
  }
  return { context, scores };
};

/** Writes the scores of a token that stood like this in a text read before; false when none did. */
type FindScored = (context: Context, at: number, out: Int32Array) => boolean;

/**
 * For a text that is read again with something taken out: most of its tokens have the same around them as before, and need
 * no second look at the model, which is most of the work.
 */
export const findScored = ({ context: before, scores }: Scored): FindScored => {
  const mask = sizeFor(before.count) - 1;
  const index = new Int32Array(mask + 1);
  for (let at = 0; at < before.count; at += 1) index[hashAt(before, at) & mask] = at + 1;
  return (context, at, out) => {
    const known = intAt(index, hashAt(context, at) & mask) - 1;
    if (known < 0 || !isScored(scores, known) || !isSame(context, at + margin, { before, place: known + margin })) return false;
    out.set(scores.subarray(known * tagCount, (known + 1) * tagCount), at * tagCount);
    return true;
  };
};

const sizeFor = (count: number): number => 1 << (33 - Math.clz32(count | 1));

/** Of tokens that surely are no name only the first tag was scored. */
const isScored = (scores: Int32Array, at: number): boolean => intAt(scores, at * tagCount) < surelyAbove;
const surelyAbove = 1 << 19;

const hashAt = ({ words, looks }: Context, at: number): number => {
  const place = at + margin;
  const around = Math.imul(intAt(words, place - 1), 0x85ebca6b) ^ Math.imul(intAt(words, place + 1), 0xc2b2ae35);
  const mixed = Math.imul(intAt(words, place) ^ around ^ byteAt(looks, place), 0x27d4eb2f);
  return mixed ^ (mixed >>> 15);
};

type Other = { readonly before: Context; readonly place: number };

/** Whether all that features can see is the same. */
const isSame = (context: Context, place: number, { before, place: other }: Other): boolean =>
  context.labels[place] === before.labels[other] &&
  context.saidBefore[place] === before.saidBefore[other] &&
  context.heads[place] === before.heads[other] &&
  context.cues[place] === before.cues[other] &&
  context.medicine[place] === before.medicine[other] &&
  wordsSame(context.words, place, { words: before.words, place: other }) &&
  looksSame(context, place, { before, place: other }) &&
  looksSame(context, place - 1, { before, place: other - 1 }) &&
  looksSame(context, place + 1, { before, place: other + 1 });

type OtherWords = { readonly words: Int32Array; readonly place: number };

const wordsSame = (own: Int32Array, place: number, { words, place: other }: OtherWords): boolean =>
  own[place] === words[other] &&
  own[place - 1] === words[other - 1] &&
  own[place + 1] === words[other + 1] &&
  own[place - 2] === words[other - 2] &&
  own[place + 2] === words[other + 2] &&
  own[place - 3] === words[other - 3];

const looksSame = (context: Context, place: number, { before, place: other }: Other): boolean =>
  context.classes[place] === before.classes[other] &&
  context.looks[place] === before.looks[other] &&
  context.tails[place] === before.tails[other];
