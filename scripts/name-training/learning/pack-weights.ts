import { bucketOf, checkOf } from "../../../shared/domain/dlp-names/feature-slots.ts";
import { modelLayout, slotBytes } from "../../../shared/domain/dlp-names/model-layout.ts";
import { checksumOf, type ModelViews } from "../../../shared/domain/dlp-names/name-model.ts";
import type { Weights } from "./learn-weights.ts";

/** Puts the features that decide most into the model, in eight bits a weight. Answers how many there was no room for. */
export const packWeights = ({ slots, links }: ModelViews, learned: Weights): { kept: number; dropped: number } => {
  const ranked = rank(learned);
  const checks = new Uint16Array(modelLayout.features);
  const bytes = new Uint8Array(slots.buffer, slots.byteOffset, slots.byteLength);
  const scale = 127 / Math.max(percentile(ranked.map(({ size }) => size)), ...[...learned.links].map(Math.abs));
  let kept = 0;
  for (const { feature, row } of ranked) {
    const small = Array.from(row, (weight) => toByte(weight * scale));
    if (small.every((weight) => weight === 0)) continue;
    const slot = takeSlot(checks, feature);
    if (slot < 0) continue;
    bytes.set([checkOf(feature) & 0xff, checkOf(feature) >>> 8, ...small], slot * slotBytes);
    kept += 1;
  }
  links.set(Array.from(learned.links, (link) => toByte(link * scale)));
  return { kept, dropped: ranked.length - kept };
};

/** The features of learned weights that a model has room for: those that decide most. */
export const featuresWithRoom = (learned: Weights): ReadonlySet<number> => {
  const checks = new Uint16Array(modelLayout.features);
  const kept = rank(learned).filter(({ feature }) => takeSlot(checks, feature) >= 0);
  return new Set(kept.map(({ feature }) => feature));
};

/** Stamps the header over finished parts. */
export const sealModel = (bytes: Uint8Array): void => {
  const header = new DataView(bytes.buffer, bytes.byteOffset, modelLayout.headerBytes);
  header.setUint32(0, modelLayout.magic, true);
  header.setUint32(4, modelLayout.version, true);
  header.setInt32(8, checksumOf(bytes), true);
};

const spreadOf = (row: Float64Array): number => Math.max(...row) - Math.min(...row);
const percentile = (sizes: readonly number[]): number => sizes[Math.floor(sizes.length / 2000)] ?? 1;
const toByte = (weight: number): number => Math.max(-127, Math.min(127, Math.round(weight)));

type Ranked = { readonly feature: number; readonly row: Float64Array; readonly size: number };

const rank = ({ rows }: Weights): readonly Ranked[] =>
  [...rows]
    .map(([feature, row]) => ({ feature, row, size: spreadOf(row) }))
    .sort((left, right) => right.size - left.size || left.feature - right.feature);

/** The slot a feature gets, or -1 when its bucket is full or holds one that cannot be told from it. */
const takeSlot = (checks: Uint16Array, feature: number): number => {
  const first = bucketOf(feature);
  const bucket = checks.subarray(first, first + modelLayout.slots);
  if (bucket.includes(checkOf(feature))) return -1;
  const free = bucket.indexOf(0);
  if (free < 0) return -1;
  bucket[free] = checkOf(feature);
  return first + free;
};
