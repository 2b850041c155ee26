import { strongest } from "./either-of.ts";
import { type Grams, gramsOf } from "./grams.ts";
import { clausesOf } from "./need.ts";
import { needOf } from "./read-pattern.ts";
import { countRead, isRead, mayHold } from "./text-grams.ts";

const mostClauses = 3;
const filters = new WeakMap<RegExp, readonly Grams[]>();

/** A process that just started has no time to read patterns, and later one is read a text. */
const firstReading = 32;
let lastReading = firstReading;

/**
 * Whether a pattern may match in a text: false only where it cannot, because the text that was read lacks letters that every
 * match holds. Most patterns lack theirs in most texts, and asking so costs far less than running them.
 */
export const mayMatch = (pattern: RegExp, text: string): boolean => !isRead(text) || (filterOf(pattern)?.every(mayHold) ?? true);

const filterOf = (pattern: RegExp): readonly Grams[] | undefined => {
  const known = filters.get(pattern);
  if (known !== undefined || countRead() <= lastReading) return known;
  lastReading = countRead();
  const filter = strongest(clausesOf(needOf(pattern)))
    .slice(0, mostClauses)
    .map(gramsOf);
  filters.set(pattern, filter);
  return filter;
};
