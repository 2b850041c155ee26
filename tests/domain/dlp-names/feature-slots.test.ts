import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { addSlots, checkOf, keepKnown } from "../../../shared/domain/dlp-names/feature-slots.ts";
import { featureCount } from "../../../shared/domain/dlp-names/fill-features.ts";
import { tagCount } from "../../../shared/domain/dlp-names/model-layout.ts";
import { readNameModel } from "../../../shared/domain/dlp-names/name-model.ts";

const { slots, known } = readNameModel(readFileSync(join(import.meta.dirname, "../../../shared/models/names.bin")));

const scoresOf = (features: Int32Array, count: number): Int32Array => {
  const scores = new Int32Array(tagCount);
  addSlots(slots, features, { count, scores, base: 0 });
  return scores;
};

/** A hash that the model may hold: the sixteen bits that a slot holds, and any that lead to its bucket or near it. */
const feature = fc
  .tuple(fc.integer({ min: 0, max: slots.length / 2 - 1 }), fc.integer({ min: -8, max: 8 }))
  .map(([slot, near]) => ((Math.floor((slot / (slots.length / 2)) * 0x10000) + near) << 16) | ((slots[slot * 2] ?? 0) & 0xffff));

test("features that the model knows nothing of are left out without a change of the scores", () => {
  let kept = 0;
  let left = 0;
  fc.assert(
    fc.property(fc.array(fc.oneof(feature, fc.integer()), { minLength: featureCount, maxLength: featureCount }), (hashes) => {
      const all = scoresOf(Int32Array.from(hashes), featureCount);
      const features = Int32Array.from(hashes);
      const count = keepKnown(features, known);
      expect(scoresOf(features, count)).toEqual(all);
      kept += count;
      left += featureCount - count;
    }),
    { numRuns: 2000 },
  );
  expect(kept).toBeGreaterThan(left / 20);
  expect(left).toBeGreaterThan(kept / 20);
  expect(checkOf(0)).toBe(1);
});
