import type { Span } from "../../shared/domain/dlp/identifier-types.ts";
import type { LabelledMessage } from "./labelled-lines.ts";

/** How the identifiers of one type fared. `falseHits`: findings of this type that touch nothing marked. */
export type TypeScore = {
  readonly type: string;
  readonly spans: number;
  readonly removed: number;
  readonly characters: number;
  readonly charactersLeft: number;
  readonly falseHits: number;
};

/** How a set of messages fared. A message leaks when any letter or digit of an identifier is left. */
export type Score = {
  readonly types: readonly TypeScore[];
  readonly messages: { readonly marked: number; readonly leaking: number; readonly clean: number; readonly altered: number };
  readonly terms: { readonly marked: number; readonly lost: number };
};

/** An identifier counts as removed when at most one in so many of its letters and digits is left. */
const oneIn = 10;

/** Compares what the engine finds in each message with what is marked in it. */
export const scoreMessages = (messages: readonly LabelledMessage[], search: (text: string) => readonly Span[]): Score => {
  const types = new Map<string, Writable<TypeScore>>();
  const count = { marked: 0, leaking: 0, clean: 0, altered: 0 };
  const terms = { marked: 0, lost: 0 };
  for (const message of messages) {
    const found = search(message.text);
    const left = scoreSpans(message, found, types);
    if (message.spans.length > 0) count.marked += 1;
    else count.clean += 1;
    if (left > 0) count.leaking += 1;
    if (message.spans.length === 0 && found.length > 0) count.altered += 1;
    countTerms(message, found, terms);
  }
  const byNumber = [...types.values()].toSorted((one, other) => other.spans - one.spans || one.type.localeCompare(other.type));
  return { types: byNumber, messages: count, terms };
};

type Writable<Row> = { -readonly [Member in keyof Row]: Row[Member] };
type Place = { readonly start: number; readonly end: number };

const rowOf = (types: Map<string, Writable<TypeScore>>, type: string): Writable<TypeScore> => {
  const row = types.get(type) ?? { type, spans: 0, removed: 0, characters: 0, charactersLeft: 0, falseHits: 0 };
  types.set(type, row);
  return row;
};

/** Adds a message's spans to the rows of their types; how many of its identifying characters are left. */
const scoreSpans = (
  { text, spans }: LabelledMessage,
  found: readonly Span[],
  types: Map<string, Writable<TypeScore>>,
): number => {
  let leftInAll = 0;
  for (const span of spans) {
    const row = rowOf(types, span.type);
    const all = readableIn(text, span, []);
    const left = readableIn(text, span, found);
    const isRemoved = all === 0 ? found.some((each) => touch(each, span)) : oneIn * left <= all;
    row.spans += 1;
    row.removed += isRemoved ? 1 : 0;
    row.characters += all;
    row.charactersLeft += left;
    leftInAll += left;
  }
  for (const each of found) if (!spans.some((span) => touch(span, each))) rowOf(types, each.type).falseHits += 1;
  return leftInAll;
};

const countTerms = ({ spans, keep = [] }: LabelledMessage, found: readonly Span[], terms: Writable<Score["terms"]>): void => {
  for (const term of keep.filter((each) => !spans.some((span) => touch(span, each)))) {
    terms.marked += 1;
    if (found.some((each) => touch(each, term))) terms.lost += 1;
  }
};

const touch = (one: Place, other: Place): boolean => one.start < other.end && other.start < one.end;

/** The letters and digits of a place that none of the findings covers. */
const readableIn = (text: string, { start, end }: Place, found: readonly Place[]): number => {
  let count = 0;
  for (let at = start; at < end; at += 1) {
    const isCovered = found.some((each) => each.start <= at && at < each.end);
    if (!isCovered && letterOrDigit.test(text.charAt(at))) count += 1;
  }
  return count;
};

const letterOrDigit = /[\p{L}\p{N}]|[\uD800-\uDFFF]/u;
