import { bestPath, surely } from "./best-path.ts";
import { byteAt } from "./cell.ts";
import { worthReading } from "./dull-tokens.ts";
import { addSlots } from "./feature-slots.ts";
import { featureCount, fillFeatures } from "./fill-features.ts";
import { leanToName } from "./lean-to-name.ts";
import { linkKinds } from "./link-kinds.ts";
import { tagCount } from "./model-layout.ts";
import type { NameModel } from "./name-model.ts";
import type { Context } from "./read-context.ts";
import { margin } from "./read-tokens.ts";

/** The likeliest tag of each token, taken together (Viterbi). Integer arithmetic: the same on every machine. */
export const decodeTags = (context: Context, model: NameModel): Uint8Array =>
  bestPath(scoreTokens(context, model), linkKinds(context), model.links);

const scoreTokens = (context: Context, { slots }: NameModel): Int32Array => {
  const scores = new Int32Array(context.count * tagCount);
  const features = new Int32Array(featureCount);
  const worth = worthReading(context);
  for (let at = 0; at < context.count; at += 1) {
    if (worth[at] === 0) {
      scores[at * tagCount] = surely;
      continue;
    }
    fillFeatures(context, at, features);
    scores[at * tagCount] = -leanToName(byteAt(context.looks, at + margin), byteAt(context.classes, at + margin));
    addSlots(slots, features, { scores, base: at * tagCount });
  }
  return scores;
};
