import { mask } from "../dlp/cue.ts";
import { placeholderPattern } from "../dlp/identifier-types.ts";
import { later } from "../dlp/later.ts";
import { decodeEscape, escapePattern } from "./decode-escape.ts";
import { foldCharacter } from "./fold-character.ts";
import { homoglyphPattern, toLatin } from "./homoglyphs.ts";

/** Text as detectors read it, and the way back: where the original run of a normalised range starts and ends. */
export type Normalised = {
  readonly text: string;
  readonly originalStart: (start: number) => number;
  readonly originalEnd: (end: number) => number;
};

/** A run of the original that reads differently; everything between two runs is the same in both texts. */
type Run = { readonly start: number; readonly end: number; readonly originalStart: number; readonly originalEnd: number };

/** Undoes escapes and look-alike characters, and masks placeholders of an earlier pass. */
export const normalise = (original: string): Normalised => {
  if (!mayBeUnusual.test(original) || !unusual.test(original)) return { text: original, originalStart: same, originalEnd: same };
  const { text, runs } = rewrite(original);
  return {
    text,
    originalStart: (start) => wholePair(original, locate(runs, start).originalStart, -1),
    originalEnd: (end) => wholeGrapheme(original, wholePair(original, locate(runs, end - 1).originalEnd, 1)),
  };
};

const marked = "[\\x00-\\x7f]\\p{M}{1,16}|[^\\x00-\\x7f]\\p{M}{0,16}";
/** Takes as long to make as a hundred others. */
const unit = later(() => new RegExp(`(${placeholderPattern})|(${homoglyphPattern})|(${marked})|${escapePattern}`, "giu"));
const beyondAscii = "[^\\x00-\\x7f]";
/** A character of everything unusual. */
const mayBeUnusual = new RegExp(`${beyondAscii}|[[&%\\\\({<]`);
const unusual = new RegExp(`${beyondAscii}|${placeholderPattern}|${escapePattern}`, "i");

const same = (offset: number): number => offset;

const rewrite = (original: string): { readonly text: string; readonly runs: readonly Run[] } => {
  const runs: Run[] = [];
  let text = "";
  let copied = 0;
  for (const match of original.matchAll(unit())) {
    const plain = rewriteUnit(match);
    if (plain === match[0]) continue;
    text += original.slice(copied, match.index);
    copied = match.index + match[0].length;
    runs.push({ start: text.length, end: text.length + plain.length, originalStart: match.index, originalEnd: copied });
    text += plain;
  }
  return { text: text + original.slice(copied), runs };
};

const rewriteUnit = ([whole, placeholder, homoglyph, character]: RegExpMatchArray): string => {
  if (placeholder !== undefined) return mask;
  if (homoglyph !== undefined) return toLatin(homoglyph);
  if (character !== undefined) return foldCharacter(character);
  return foldCharacter(decodeEscape(whole));
};

/** The original run of one normalised character, found by bisection. */
const locate = (runs: readonly Run[], at: number): { readonly originalStart: number; readonly originalEnd: number } => {
  let low = 0;
  let high = runs.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((runs[middle]?.start ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  const run = runs[low - 1];
  if (run !== undefined && at < run.end) return run;
  const originalStart = run === undefined ? at : run.originalEnd + at - run.end;
  return { originalStart, originalEnd: originalStart + 1 };
};

/** Moves an offset out of the middle of a surrogate pair, whatever a detector answered. */
const wholePair = (original: string, at: number, direction: 1 | -1): number =>
  /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(original.slice(at - 1, at + 1)) ? at + direction : at;

const joinsPrevious = later(() => /[\p{M}\u200D]{1,64}/uy);

/** Moves an end past the marks that belong to the character before it. */
const wholeGrapheme = (original: string, end: number): number => {
  const marks = joinsPrevious();
  marks.lastIndex = end;
  return marks.test(original) ? marks.lastIndex : end;
};
