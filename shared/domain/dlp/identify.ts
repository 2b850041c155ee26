import { forgetText } from "../dlp-scan/text-read.ts";
import { readWords } from "../dlp-scan/text-words.ts";
import { type Normalised, normalise } from "../dlp-text/normalise.ts";
import type { Candidate, Detector } from "./detector.ts";
import { detectors, detectorsOfTheRest } from "./detectors.ts";
import type { IdentifierType, Span } from "./identifier-types.ts";
import { type Piece, type Remainder, remainderOf, visiblePieces } from "./remainder.ts";
import { joinNames, resolveOverlaps } from "./resolve-overlaps.ts";
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
  try {
    const candidates = findAll(normalised.text, options);
    const spans = resolveOverlaps(removable(candidates, options.allowed).map((candidate) => toOriginal(candidate, normalised)));
    return joinNames(text, spans);
  } finally {
    forgetText();
  }
};

/** Without the findings that may stay, and what lies inside one of them: the name in an address that may stay is no name. */
const removable = (candidates: readonly Candidate[], allowed: Identifying["allowed"]): readonly Candidate[] => {
  if (allowed === undefined || allowed.size === 0) return candidates;
  const staying = resolveOverlaps(candidates.filter(({ type }) => allowed.has(type)));
  return candidates.filter((each) => !allowed.has(each.type) && !staying.some((other) => isInside(each, other)));
};

const isInside = (inner: Span, outer: Span): boolean =>
  inner.start >= outer.start && inner.end <= outer.end && inner.end - inner.start < outer.end - outer.start;

/** What foreign detectors tell comes last: a finding of theirs could hide what one of ours would have bared. */
const findAll = (text: string, options: Identifying): readonly Candidate[] => {
  const foreign = options.further?.filter(({ isForeign }) => isForeign === true) ?? [];
  const own = options.further?.filter(({ isForeign }) => isForeign !== true) ?? [];
  const found = findInTurns({ text, known: [] }, own, options);
  const told = foreign.length === 0 ? [] : findOnce(text, foreign, options);
  return told.length === 0 ? found : findInTurns({ text, known: [...found, ...told] }, own, options);
};

type Search = { readonly text: string; readonly known: readonly Candidate[] };

/** Enough for every text seen in fuzzing; a bound because the text is not ours. */
const mostTurns = 16;

/**
 * Built-in and further detectors in turn, each on what the others left: an address is no name. It ends when neither finds
 * anything in the same remainder, since removing one identifier can bare the edge of another. That remainder is the
 * redacted text as it would be read again, so that scrubbing it again finds nothing.
 */
const findInTurns = ({ text, known }: Search, further: readonly Detector[], options: Identifying): readonly Candidate[] => {
  const all = [...known];
  const others = [...detectorsOfTheRest, ...further].map(startSearch);
  let left = remainderOf(text, resolveOverlaps(all));
  let seen: Remainder | undefined;
  let quiet = 0;
  const takeTurn = (turn: number): readonly Candidate[] => {
    if (turn % 2 === 1) return findOnce(left.text, others, options);
    const pieces = visiblePieces(left, seen);
    seen = left;
    return findBuiltIn(left, pieces, options);
  };
  for (let turn = 0; turn < mostTurns && quiet < 2; turn += 1) {
    const found = takeTurn(turn);
    quiet = found.length > 0 ? 0 : quiet + 1;
    if (found.length === 0) continue;
    all.push(...found.map(left.toWhole));
    left = remainderOf(text, resolveOverlaps(all));
  }
  return all;
};

const startSearch = (detector: Detector): Detector =>
  detector.forSearch === undefined ? detector : { ...detector, find: detector.forSearch() };

const farDetectors = detectors.filter(({ seesAll }) => seesAll === true);
const nearDetectors = detectors.filter(({ seesAll }) => seesAll !== true);

/**
 * Few built-in detectors see further than some words, so that they look again only around what was removed since they last did.
 * Those that do (a table's head types all of its column) look at everything each time; so do all when something reaches out of
 * the part where a finding is sure, as a key of two thousand characters does.
 */
const findBuiltIn = ({ text }: Remainder, pieces: readonly Piece[], options: Identifying): readonly Candidate[] => {
  if (pieces.some(({ start, end }) => end - start === text.length)) return findOnce(text, detectors, options);
  const near: Candidate[] = [];
  for (const piece of pieces) {
    const found = findNear(text, piece, options);
    if (found === undefined) return findOnce(text, detectors, options);
    near.push(...found);
  }
  return [...near, ...findOnce(text, farDetectors, options)];
};

/** What is found in the sure part of a piece; undefined if something reaches out of it. */
const findNear = (text: string, piece: Piece, options: Identifying): readonly Candidate[] | undefined => {
  const { start, end, firstSure, lastSure } = piece;
  const touching = findOnce(text.slice(start, end), nearDetectors, options)
    .map((candidate) => ({ ...candidate, start: candidate.start + start, end: candidate.end + start }))
    .filter((candidate) => candidate.end > firstSure && candidate.start < lastSure);
  return touching.every((candidate) => candidate.start >= firstSure && candidate.end <= lastSure) ? touching : undefined;
};

const findOnce = (text: string, asked: readonly Detector[], { isOutOfTime }: Identifying): readonly Candidate[] => {
  const found: Candidate[] = [];
  readWords(text);
  for (const detector of asked) {
    if (isOutOfTime?.() === true) throw new ScrubOutOfTime();
    const more = detector.find(text);
    if (more.length > 0) found.push(...more);
  }
  return found;
};

const toOriginal = (candidate: Candidate, { originalStart, originalEnd }: Normalised): Candidate => ({
  ...candidate,
  start: originalStart(candidate.start),
  end: originalEnd(candidate.end),
});
