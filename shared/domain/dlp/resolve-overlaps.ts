import type { Candidate } from "./detector.ts";
import { type IdentifierType, identifierTypes, type Span } from "./identifier-types.ts";

/**
 * Ordered spans without overlap. Findings that overlap become one span over all of them, so that nothing of the loser
 * stays readable; its type is that of the most certain, then longest, then most specific finding.
 */
export const resolveOverlaps = (candidates: readonly Candidate[]): readonly Span[] => {
  const ordered = [...candidates].sort((left, right) => left.start - right.start || right.end - left.end);
  const spans: Span[] = [];
  let group: Group | undefined;
  for (const candidate of ordered) {
    if (group !== undefined && candidate.start < group.end) {
      group = join(group, candidate);
      continue;
    }
    if (group !== undefined) spans.push(toSpan(group));
    group = { start: candidate.start, end: candidate.end, best: candidate };
  }
  if (group !== undefined) spans.push(toSpan(group));
  return spans;
};

/** "Skin Partners of Asheville", "19 Belgrave Gate": what was found in two parts that are one name. */
export const joinNames = (text: string, spans: readonly Span[]): readonly Span[] => {
  const joined: Span[] = [];
  for (const span of spans) {
    const last = joined.at(-1);
    if (last !== undefined && isOneName(text, last, span)) joined[joined.length - 1] = { ...last, end: span.end };
    else joined.push(span);
  }
  return joined;
};

const isOneName = (text: string, left: Span, right: Span): boolean => {
  const between = text.slice(left.end, right.start);
  if (left.type === "STREET_ADDRESS")
    return (
      between === " " &&
      named.has(right.type) &&
      /^(?:[a-z]{2,4}[ .]{1,2})?\d{1,5}[a-z]?$/i.test(text.slice(left.start, left.end))
    );
  return between === " of " && right.type === "LOCATION" && institutions.has(left.type);
};

const named: ReadonlySet<IdentifierType> = new Set(["LOCATION", "FACILITY", "NAME"]);
const institutions: ReadonlySet<IdentifierType> = new Set(["FACILITY", "ORGANIZATION"]);

type Group = { readonly start: number; readonly end: number; readonly best: Candidate };

const join = (group: Group, candidate: Candidate): Group => ({
  start: group.start,
  end: Math.max(group.end, candidate.end),
  best: isBetter(candidate, group.best) ? candidate : group.best,
});

const toSpan = ({ start, end, best }: Group): Span => ({ start, end, type: best.type });

const isBetter = (challenger: Candidate, best: Candidate): boolean => {
  if (contains(challenger, best)) return true;
  if (contains(best, challenger)) return false;
  const order =
    challenger.certainty - best.certainty ||
    challenger.end - challenger.start - (best.end - best.start) ||
    identifierTypes[challenger.type].priority - identifierTypes[best.type].priority;
  return order > 0;
};

/** A strictly wider finding explains the narrower one: the address in a URL is part of the URL. */
const contains = (wide: Span, narrow: Span): boolean =>
  wide.start <= narrow.start && wide.end >= narrow.end && wide.end - wide.start > narrow.end - narrow.start;
