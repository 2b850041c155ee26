import { type Normalised, normalise } from "../dlp-text/normalise.ts";
import { mask } from "./cue.ts";
import type { Candidate } from "./detector.ts";
import { detectors } from "./detectors.ts";
import { type IdentifierCounts, type IdentifierType, identifierTypes, type Span } from "./identifier-types.ts";
import { resolveOverlaps } from "./resolve-overlaps.ts";
import { ScrubOutOfTime } from "./scrub-out-of-time.ts";

export type { Span };

/** Changes whenever the same text may give another result. */
export const detectorVersion = "1.0.0";

export type ScrubOptions = {
  /** Asked before each detector; true ends the scan with `ScrubOutOfTime`. */
  readonly isOutOfTime?: () => boolean;
};

export type ScrubResult = {
  readonly redacted: string;
  /** Offsets into the original text, in order, without overlap. */
  readonly spans: readonly Span[];
  readonly counts: IdentifierCounts;
};

/** The text with every identifier replaced by its placeholder. Scrubbing the result again changes nothing. */
export const scrub = (text: string, options: ScrubOptions = {}): ScrubResult => {
  const normalised = normalise(text);
  const candidates = detectAll(normalised.text, options);
  if (candidates.length === 0) return { redacted: text, spans: [], counts: {} };
  const spans = resolveOverlaps(candidates.map((candidate) => toOriginal(candidate, normalised)));
  return { redacted: redact(text, spans), spans, counts: countTypes(spans) };
};

/** Enough for every text seen in fuzzing; a bound because the text is not ours. */
const maxPasses = 8;

/** Repeats on what is left, since removing one identifier can bare the edge of another. */
const detectAll = (text: string, options: ScrubOptions): readonly Candidate[] => {
  const all: Candidate[] = [];
  let left = text;
  for (let pass = 0; pass < maxPasses; pass += 1) {
    const found = detectOnce(left, options);
    if (found.length === 0) break;
    all.push(...found);
    left = maskSpans(left, resolveOverlaps(found));
  }
  return all;
};

const detectOnce = (text: string, { isOutOfTime }: ScrubOptions): readonly Candidate[] => {
  const found: Candidate[] = [];
  for (const detector of detectors) {
    if (isOutOfTime?.() === true) throw new ScrubOutOfTime();
    for (const candidate of detector.find(text)) found.push(candidate);
  }
  return found;
};

const maskSpans = (text: string, spans: readonly Span[]): string =>
  replaceSpans(text, spans, ({ start, end }) => mask.repeat(end - start));

const redact = (text: string, spans: readonly Span[]): string =>
  replaceSpans(text, spans, ({ type }) => `[${identifierTypes[type].placeholder}]`);

const replaceSpans = (text: string, spans: readonly Span[], replacementOf: (span: Span) => string): string => {
  let replaced = "";
  let copied = 0;
  for (const span of spans) {
    replaced += text.slice(copied, span.start) + replacementOf(span);
    copied = span.end;
  }
  return replaced + text.slice(copied);
};

const toOriginal = (candidate: Candidate, { originalStart, originalEnd }: Normalised): Candidate => ({
  ...candidate,
  start: originalStart(candidate.start),
  end: originalEnd(candidate.end),
});

const countTypes = (spans: readonly Span[]): IdentifierCounts => {
  const counts: Partial<Record<IdentifierType, number>> = {};
  for (const { type } of spans) counts[type] = (counts[type] ?? 0) + 1;
  return counts;
};
