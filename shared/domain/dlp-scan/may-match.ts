import { strongest } from "./either-of.ts";
import { clausesOf } from "./need.ts";
import { needOf } from "./read-pattern.ts";
import { assumeHeld, countRead, isHeld, isRead } from "./text-words.ts";
import { numberOfClause } from "./word-table.ts";

const mostClauses = 3;

/** A pattern, and once it was read the numbers of what every text that it matches in holds, and how far it sees. */
export type Filter = { readonly pattern: RegExp; clauses: readonly number[] | undefined; width: number };

const filters = new WeakMap<RegExp, Filter>();

/** The filter of a pattern: whoever asks it often keeps it. */
export const filterOf = (pattern: RegExp): Filter => {
  const known = filters.get(pattern);
  if (known !== undefined) return known;
  const filter = { pattern, clauses: undefined, width: Number.POSITIVE_INFINITY };
  filters.set(pattern, filter);
  return filter;
};

/** A process that just started has no time to read patterns, and later one is read a text. */
const firstReading = 32;
let lastReading = firstReading;

/**
 * Whether a pattern may match in a text: false only where it cannot, because the text that was read lacks words that every
 * match holds. Most patterns lack theirs in most texts, and asking so costs far less than running them.
 */
export const mayMatch = (pattern: RegExp, text: string): boolean => mayPass(filterOf(pattern), text);

/** As `mayMatch`. */
export const mayPass = (filter: Filter, text: string): boolean => {
  if (!isRead(text)) return true;
  for (const clause of filter.clauses ?? readClauses(filter)) if (!isHeld(clause)) return false;
  return true;
};

const none: readonly number[] = [];

const readClauses = (filter: Filter): readonly number[] => {
  if (countRead() <= lastReading) return none;
  lastReading = countRead();
  const need = needOf(filter.pattern);
  filter.width = need.width;
  filter.clauses = strongest(clausesOf(need)).slice(0, mostClauses).map(numberOfClause);
  filter.clauses.forEach(assumeHeld);
  return filter.clauses;
};
