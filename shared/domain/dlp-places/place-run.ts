import type { Candidate, Certainty } from "../dlp/detector.ts";
import type { Run } from "./known-place.ts";
import { letters } from "./letters.ts";
import { isNoPlace } from "./place-cue.ts";

const word = `[${letters}][${letters}'\\u2019.-]{0,24}`;

/** Source of a pattern for up to four words in a row. */
export const runSource = `${word}(?:[ ]${word}){0,3}`;
const runHere = new RegExp(runSource, "y");

/** The words that start at a position, if they may name a place. */
export const readRun = (text: string, start: number): Run | undefined => {
  runHere.lastIndex = start;
  const match = runHere.exec(text);
  if (match === null || isNoPlace(match[0])) return undefined;
  return { start, words: match[0].split(" "), text };
};

/** The finding that a known place is. */
export const toCandidate = ({ start, name }: { readonly start: number; readonly name: string }, sure: Certainty): Candidate => ({
  start,
  end: start + name.length,
  type: "LOCATION",
  certainty: sure,
});
