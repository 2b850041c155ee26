import { intAt } from "./cell.ts";
import { modelLayout } from "./model-layout.ts";

/** One bit a hash: so few that they stay near the machine, where the slots do not. */
const knownBits = 20;

/** For features that the model may know a bit each: two in three of a token it does not, and need no look at its slots. */
export const knownFeatures = (slots: Int32Array): Int32Array => {
  const known = new Int32Array(1 << (knownBits - 5));
  for (let slot = 0; slot < slots.length; slot += 2) {
    const check = intAt(slots, slot) & 0xffff;
    if (check === 0) continue;
    const hash = knownHash((slot >>> 3) * modelLayout.slots, check);
    known[hash >>> 5] = intAt(known, hash >>> 5) | (1 << (hash & 31));
  }
  return known;
};

const knownHash = (bucket: number, check: number): number =>
  (Math.imul(bucket, 0x9e3779b1) ^ Math.imul(check, 0x85ebca6b)) >>> (32 - knownBits);

/** Moves the features that the model may know to the front, and says how many they are; without a branch. */
export const keepKnown = (features: Int32Array, known: Int32Array): number => {
  let count = 0;
  for (let each = 0; each < features.length; each += 1) {
    const feature = intAt(features, each);
    const hash = knownHash(bucketOf(feature), checkOf(feature));
    features[count] = feature;
    count += (intAt(known, hash >>> 5) >>> (hash & 31)) & 1;
  }
  return count;
};

/** `count` is how many of the features are asked for. */
type Sums = { readonly count: number; readonly scores: Int32Array; readonly base: number };

/**
 * Adds to the scores of one token what the model's slots say of its features. Without a branch: which of a bucket's four
 * slots holds a feature, if any, is computed, so that the machine looks for the next ones meanwhile.
 */
export const addSlots = (slots: Int32Array, features: Int32Array, { count, scores, base }: Sums): void => {
  let other = 0;
  let name = 0;
  let place = 0;
  let region = 0;
  let organization = 0;
  let facility = 0;
  for (let each = 0; each < count; each += 1) {
    const feature = intAt(features, each);
    const check = checkOf(feature);
    const bucket = bucketOf(feature) * 2;
    const second = isSame(intAt(slots, bucket + 2), check);
    const third = isSame(intAt(slots, bucket + 4), check);
    const fourth = isSame(intAt(slots, bucket + 6), check);
    const found = -(isSame(intAt(slots, bucket), check) | second | third | fourth);
    const at = bucket + 2 * second + 4 * third + 6 * fourth;
    const low = intAt(slots, at) & found;
    const high = intAt(slots, at + 1) & found;
    other += (low << 8) >> 24;
    name += low >> 24;
    place += (high << 24) >> 24;
    region += (high << 16) >> 24;
    organization += (high << 8) >> 24;
    facility += high >> 24;
  }
  scores[base] = intAt(scores, base) + other;
  scores[base + 1] = name;
  scores[base + 2] = place;
  scores[base + 3] = region;
  scores[base + 4] = organization;
  scores[base + 5] = facility;
};

/** 1 for a slot of the feature, otherwise 0. */
const isSame = (slot: number, check: number): number => (((slot ^ check) & 0xffff) - 1) >>> 31;

/** The upper half of the hash picks the bucket, by a product instead of a division. */
export const bucketOf = (feature: number): number => (((feature >>> 16) * modelLayout.featureBuckets) >>> 16) * modelLayout.slots;
export const checkOf = (feature: number): number => feature & 0xffff || 1;
