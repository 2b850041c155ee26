import { type Normalised, normalise } from "../dlp-text/normalise.ts";
import { mask } from "./cue.ts";
import type { Candidate, Detector } from "./detector.ts";
import { detectors, detectorsOfTheRest } from "./detectors.ts";
import type { IdentifierType, Span } from "./identifier-types.ts";
import { resolveOverlaps } from "./resolve-overlaps.ts";
import { ScrubOutOfTime } from "./scrub-out-of-time.ts";

/** What a search for identifiers goes by. */
export type Identifying = {
  /** Asked before each detector; true ends the search with `ScrubOutOfTime`. */
  readonly isOutOfTime?: () => boolean;
  /** Detectors beside the built-in ones: those that need a model, a tenant's own, what a conversation has shown before. */
  readonly further?: readonly Detector[];
  /** Types that may stay. A finding of such a type is none. */
  readonly allowed?: ReadonlySet<IdentifierType>;
};

/** Every identifier of a text: offsets into it, in order, without overlap. */
export const identify = (text: string, options: Identifying = {}): readonly Span[] => {
  const normalised = normalise(text);
  const candidates = findAll(normalised.text, options);
  return resolveOverlaps(candidates.map((candidate) => toOriginal(candidate, normalised)));
};

/** Enough for every text seen in fuzzing; a bound because the text is not ours. */
const maxPasses = 8;

/** What foreign detectors tell comes last: a finding of theirs could hide what one of ours would have bared. */
const findAll = (text: string, options: Identifying): readonly Candidate[] => {
  const foreign = options.further?.filter(({ isForeign }) => isForeign === true) ?? [];
  const own = { ...options, further: options.further?.filter(({ isForeign }) => isForeign !== true) ?? [] };
  const found = findInPasses(text, own);
  const told = findOnce(text, foreign, options);
  if (told.length === 0) return found;
  const both = [...found, ...told];
  return [...both, ...findInPasses(maskSpans(text, resolveOverlaps(both)), own)];
};

/**
 * Built-in detectors first, then the further ones on what is left: an address is no name. Both repeat until nothing is found,
 * since removing one identifier can bare the edge of another.
 */
const findInPasses = (text: string, options: Identifying & { readonly further: readonly Detector[] }): readonly Candidate[] => {
  const all: Candidate[] = [];
  let left = text;
  for (let pass = 0; pass < maxPasses; pass += 1) {
    const builtIn = findOnce(left, detectors, options);
    const found = builtIn.length > 0 ? builtIn : findOnce(left, [...detectorsOfTheRest, ...options.further], options);
    if (found.length === 0) break;
    all.push(...found);
    left = maskSpans(left, resolveOverlaps(found));
  }
  return all;
};

const findOnce = (text: string, asked: readonly Detector[], { isOutOfTime, allowed }: Identifying): readonly Candidate[] => {
  const found: Candidate[] = [];
  for (const detector of asked) {
    if (isOutOfTime?.() === true) throw new ScrubOutOfTime();
    found.push(...removable(detector.find(text), allowed));
  }
  return found;
};

const removable = (candidates: readonly Candidate[], allowed: Identifying["allowed"]): readonly Candidate[] =>
  allowed === undefined || allowed.size === 0 ? candidates : candidates.filter(({ type }) => !allowed.has(type));

const maskSpans = (text: string, spans: readonly Span[]): string => {
  let masked = "";
  let copied = 0;
  for (const { start, end } of spans) {
    masked += text.slice(copied, start) + mask.repeat(end - start);
    copied = end;
  }
  return masked + text.slice(copied);
};

const toOriginal = (candidate: Candidate, { originalStart, originalEnd }: Normalised): Candidate => ({
  ...candidate,
  start: originalStart(candidate.start),
  end: originalEnd(candidate.end),
});
