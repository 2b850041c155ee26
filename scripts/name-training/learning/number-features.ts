import { cell } from "../../../shared/domain/dlp-names/cell.ts";
import type { Example } from "../read-example.ts";

/** The features that may get a weight; their places in the list are their numbers. */
export type NumberedFeatures = { readonly features: readonly number[]; readonly examples: readonly Example[] };

/** Features seen at least this often get a weight. */
const leastOften = 3;

const countBits = 26;
const tableBits = 24;

/** Replaces the hashes of features by numbers from 0 on, and by -1 for those that are too rare. */
export const numberFeatures = (examples: readonly Example[]): NumberedFeatures => {
  const seen = countFeatures(examples);
  const features: number[] = [];
  const keys = new Int32Array(1 << tableBits);
  const ids = new Int32Array(1 << tableBits);
  const numberOf = (feature: number): number => {
    if (cell(seen, countCell(feature)) < leastOften) return -1;
    const place = placeOf(keys, ids, feature);
    if (cell(ids, place) === 0) {
      keys[place] = feature;
      ids[place] = features.push(feature);
    }
    return cell(ids, place) - 1;
  };
  return { features, examples: examples.map((example) => ({ ...example, features: example.features.map(numberOf) })) };
};

/** Where a feature stands in the table, or where there is room for it. */
const placeOf = (keys: Int32Array, ids: Int32Array, feature: number): number => {
  const last = keys.length - 1;
  let place = Math.imul(feature, 0x9e3779b1) >>> (32 - tableBits);
  while (cell(ids, place) !== 0 && cell(keys, place) !== feature) place = (place + 1) & last;
  return place;
};

/** Roughly: features may share a cell. */
const countFeatures = (examples: readonly Example[]): Uint8Array => {
  const seen = new Uint8Array(1 << countBits);
  for (const { features } of examples) for (const feature of features) countOne(seen, countCell(feature));
  return seen;
};

const countOne = (seen: Uint8Array, at: number): void => {
  const times = cell(seen, at);
  if (times < leastOften) seen[at] = times + 1;
};

const countCell = (feature: number): number => (feature ^ (feature >>> countBits)) & ((1 << countBits) - 1);
