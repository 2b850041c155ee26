import { mask } from "./cue.ts";
import type { Candidate } from "./detector.ts";
import type { Span } from "./identifier-types.ts";

/** A text in which each identifier found so far is a single mask: as the redacted text would be read again. */
export type Remainder = {
  readonly text: string;
  /** Where the masks stand in the text. */
  readonly masks: readonly Mask[];
  /** The same candidate, with offsets into the whole text. */
  readonly toWhole: (candidate: Candidate) => Candidate;
};

type Mask = { readonly at: number; readonly start: number; readonly end: number };

/** What is left of a text without these spans, which must be in order and not overlap. */
export const remainderOf = (whole: string, spans: readonly Span[]): Remainder => {
  if (spans.length === 0) return { text: whole, masks: [], toWhole: (candidate) => candidate };
  const masks: Mask[] = [];
  let text = "";
  let copied = 0;
  for (const { start, end } of spans) {
    text += whole.slice(copied, start);
    masks.push({ at: text.length, start, end });
    text += mask;
    copied = end;
  }
  const wholeAt = (at: number): number => {
    const before = masks[countBefore(masks, at) - 1];
    return before === undefined ? at : before.end + at - before.at - 1;
  };
  return {
    text: text + whole.slice(copied),
    masks,
    toWhole: (candidate) => ({ ...candidate, start: wholeAt(candidate.start), end: wholeAt(candidate.end) }),
  };
};

/** How many masks stand wholly before a place, found by bisection. */
const countBefore = (masks: readonly Mask[], at: number): number => {
  let low = 0;
  let high = masks.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((masks[middle]?.at ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** A piece to look at, and the part of it around which enough text is visible for a finding to be sure. */
export type Piece = { readonly start: number; readonly end: number; readonly firstSure: number; readonly lastSure: number };

/** How far from a removed identifier another one can be bared, and what detectors see around one: labels, cues, the rest of a number. */
const reach = 256;
const visible = 192;

/** The pieces of a remainder around what was removed since another one was seen; all of it when nothing was seen. */
export const visiblePieces = ({ text, masks }: Remainder, seen: Remainder | undefined): readonly Piece[] => {
  if (seen === undefined) return [{ start: 0, end: text.length, firstSure: 0, lastSure: text.length }];
  const known = new Set(seen.masks.map(({ start, end }) => `${start}-${end}`));
  const pieces: Piece[] = [];
  for (const { at, start, end } of masks) {
    if (known.has(`${start}-${end}`)) continue;
    const piece = pieceAround(at, text.length);
    const last = pieces.at(-1);
    if (last === undefined || piece.start > last.end) pieces.push(piece);
    else pieces[pieces.length - 1] = { ...last, end: piece.end, lastSure: piece.lastSure };
  }
  return pieces;
};

const pieceAround = (at: number, length: number): Piece => {
  const start = Math.max(0, at - reach - visible);
  const end = Math.min(length, at + 1 + reach + visible);
  return {
    start,
    end,
    firstSure: start === 0 ? 0 : at - reach,
    lastSure: end === length ? length : at + 1 + reach,
  };
};
