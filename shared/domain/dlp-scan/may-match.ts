import { numberOfClause } from "./asked-words.ts";
import { eitherClause, strongest } from "./either-of.ts";
import { type Clause, clausesOf } from "./need.ts";
import { needOf } from "./read-pattern.ts";
import { countRead, isRead } from "./text-read.ts";
import { assumeHeld, isHeld } from "./text-words.ts";
import { letters } from "./word-code.ts";

/** What every text in which a pattern matches holds, the most telling first, and how far behind its start a match sees. */
type Facts = { readonly clauses: readonly Clause[]; readonly sees: number };

/** The number of a clause that every match holds, and where. */
export type Telling = { readonly clause: number } & Omit<Clause, "words">;

/** What tells where a pattern, or one of several, may match: once it was read, with the numbers of its clauses. */
export type Filter = Facts & {
  readonly read: () => Facts | undefined;
  readonly numbers: readonly number[] | undefined;
  readonly telling: readonly Telling[];
};

const unread = { clauses: [], sees: Number.POSITIVE_INFINITY, numbers: undefined, telling: [] };
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
  const telling = facts.clauses.flatMap(tellingOf);
  const numbers = telling.map(({ clause }) => clause);
  numbers.forEach(assumeHeld);
  Object.assign(filter, facts, { telling, numbers });
  return numbers;
};

const none: readonly number[] = [];

/** Of a long word only the beginning is asked for, which ends before it. */
const tellingOf = ({ words, from, to }: Clause): readonly Telling[] => {
  const clause = numberOfClause(words);
  const longest = Math.max(...words.map(({ length }) => length));
  return clause === undefined ? [] : [{ clause, from: from - Math.max(0, longest - letters), to }];
};

const mostClauses = 3;
/** A process that just started has no time to read patterns, and later one is read a text. */
const firstReading = 32;
let lastReading = firstReading;

const readPattern = (pattern: RegExp): Facts | undefined => {
  if (countRead() <= lastReading) return undefined;
  lastReading = countRead();
  const need = needOf(pattern);
  return { clauses: strongest(clausesOf(need)).slice(0, mostClauses), sees: need.sees };
};

/** Where each part was read: the most telling clause of each, together. */
const readParts = (parts: readonly Filter[]): Facts | undefined => {
  if (parts.some(({ numbers }) => numbers === undefined)) return undefined;
  const first = parts.flatMap(({ clauses: [clause] }) => clause ?? []);
  return { clauses: first.length === parts.length ? eitherClause(first) : [], sees: unread.sees };
};
