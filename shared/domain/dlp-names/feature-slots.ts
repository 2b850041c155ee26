import { modelLayout } from "./model-layout.ts";

/** The slot of a feature, or -1 for one the model does not weigh. */
export const slotOf = (checks: Uint16Array, feature: number): number => {
  const check = checkOf(feature);
  const first = bucketOf(feature);
  for (let slot = first; slot < first + modelLayout.slots; slot += 1) if (checks[slot] === check) return slot;
  return -1;
};

/** The upper half of the hash picks the bucket, by a product instead of a division: this runs for every feature of every word. */
export const bucketOf = (feature: number): number => (((feature >>> 16) * modelLayout.featureBuckets) >>> 16) * modelLayout.slots;
export const checkOf = (feature: number): number => feature & 0xffff || 1;
