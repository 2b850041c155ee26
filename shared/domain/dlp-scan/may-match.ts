import { mostWords, strongest } from "./either-of.ts";
import { type Clause, clausesOf } from "./need.ts";
import { needOf } from "./read-pattern.ts";
import { countRead, isRead } from "./text-read.ts";
import { assumeHeld, isHeld } from "./text-words.ts";
import { numberOfClause } from "./word-table.ts";

/** What every text in which a pattern matches holds, the most telling first, and how far the pattern sees. */
type Facts = { readonly clauses: readonly Clause[]; readonly width: number };

/** What tells where a pattern, or one of several, may match: once it was read, with the numbers of its clauses. */
export type Filter = Facts & { readonly read: () => Facts | undefined; numbers: readonly number[] | undefined };

const unread = { clauses: [], width: Number.POSITIVE_INFINITY, numbers: undefined };
const filters = new WeakMap<RegExp, Filter>();

/** The filter of a pattern: whoever asks it often keeps it. */
export const filterOf = (pattern: RegExp): Filter => {
  const known = filters.get(pattern);
  if (known !== undefined) return known;
  const filter = { ...unread, read: () => readPattern(pattern) };
  filters.set(pattern, filter);
  return filter;
};

/** One filter for several, which passes where one of them may. */
export const filterOfAny = (parts: readonly Filter[]): Filter => ({ ...unread, read: () => readParts(parts) });

/**
 * Whether a pattern may match in a text: false only where it cannot, because the text that was read lacks words that every
 * match holds. Most patterns lack theirs in most texts, and asking so costs far less than running them.
 */
export const mayMatch = (pattern: RegExp, text: string): boolean => mayPass(filterOf(pattern), text);

/** As `mayMatch`. */
export const mayPass = (filter: Filter, text: string): boolean => {
  if (!isRead(text)) return true;
  for (const clause of filter.numbers ?? readFilter(filter)) if (!isHeld(clause)) return false;
  return true;
};

const readFilter = (filter: Filter): readonly number[] => {
  const facts = filter.read();
  if (facts === undefined) return none;
  const numbers = facts.clauses.map(numberOfClause);
  numbers.forEach(assumeHeld);
  Object.assign(filter, facts, { numbers });
  return numbers;
};

const none: readonly number[] = [];

const mostClauses = 3;
/** A process that just started has no time to read patterns, and later one is read a text. */
const firstReading = 32;
let lastReading = firstReading;

const readPattern = (pattern: RegExp): Facts | undefined => {
  if (countRead() <= lastReading) return undefined;
  lastReading = countRead();
  const need = needOf(pattern);
  return { clauses: strongest(clausesOf(need)).slice(0, mostClauses), width: need.width };
};

/** Where each part was read: the most telling clause of each, together. */
const readParts = (parts: readonly Filter[]): Facts | undefined => {
  if (parts.some(({ numbers }) => numbers === undefined)) return undefined;
  const words = new Set(parts.flatMap(({ clauses: [first] }) => first ?? []));
  const isTelling = parts.every(({ clauses }) => clauses.length > 0) && words.size <= mostWords;
  return { clauses: isTelling ? [[...words]] : [], width: unread.width };
};
