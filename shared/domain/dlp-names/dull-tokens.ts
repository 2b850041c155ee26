import { byteAt } from "./cell.ts";
import { type Context, startsPlainly, writtenAs } from "./read-context.ts";
import { margin, shape } from "./read-tokens.ts";
import { howCommon, list, listOf, nameList } from "./word-class.ts";

/** How near to a word that may be a name others must stand to be read with it. */
const reach = 2;

/**
 * For each token 1 if it may be part of a name and 0 if it is no part of any: an ordinary word in small letters, or at the
 * start of a sentence, a number or a sign, with nothing but its like around it and no word before it that announces a place
 * or an employer. Most of a dialogue is, and costs nothing more.
 */
export const worthReading = (context: Context): Uint8Array => {
  const worth = new Uint8Array(context.count);
  for (let at = 0; at < context.count; at += 1) {
    if (byteAt(context.cues, at + margin) !== 0) worth[at] = 1;
    if (isDull(byteAt(context.looks, at + margin), byteAt(context.classes, at + margin))) continue;
    worth.fill(1, Math.max(0, at - reach), at + reach + 1);
  }
  return worth;
};

const isDull = (look: number, listed: number): boolean => {
  const written = writtenAs(look);
  if (written >= shape.digits) return true;
  return isOrdinary(listed) && (written === shape.small || (howCommon(listed) === 3 && isExpectedCapital(look, written)));
};

/** "I", or the capital of a sentence. */
const isExpectedCapital = (look: number, written: number): boolean =>
  written === shape.letter || (written === shape.initial && startsPlainly(look));

/** In use, on no list of names, and neither a place nor a company. */
const isOrdinary = (listed: number): boolean =>
  (listed & nameList.any) === 0 && howCommon(listed) >= 2 && listOf(listed) !== list.place && listOf(listed) !== list.company;
