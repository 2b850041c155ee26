import { rawBefore, textBefore } from "../dlp/cue.ts";
import { type Certainty, certainty } from "../dlp/detector.ts";
import type { Found } from "../dlp/pattern-detector.ts";
import { wordsAfter } from "../dlp/words-around.ts";
import { hasUnit } from "./date-cue.ts";

/** What follows a number that is no age although a person is its subject: "she is 95 on room air", "he's 98.6". */
const reading =
  /^[ ]{0,2}(?:[%\u00b0/+]|bpm\b|beats|over\b|on (?:room|ra\b|o2|\d|oxygen)|in (?:the|an?|his|her|line)\b|degrees|f\b|lbs?\b|pounds|kilos?|kg|cm|inch|feet|ft\b|minutes?|min\b|hours?|miles?|percent|dollars|bucks|calories|grams?|points?|more\b|times\b|this morning|fasting|after (?:eating|breakfast|lunch|dinner|(?:\d{1,2}|one|two|three|four|five|six|eight|nine|ten|twelve)[ ](?:hours?|minutes?|days?))|and (?:[a-z]{3,9}[ -]){1,2}(?:kilos|kg|pounds|stone)|systolic|diastolic|and \d{1,3}(?!\d|[ ]?(?:stone|kg|lbs?|pounds|cm))|on (?:the )?(?:sats?|monitor))/i;

export const judgeSaid = (found: Found): Certainty =>
  hasUnit(found) || reading.test(wordsAfter(found)) ? certainty.none : certainty.cued;

/** "92F" is a woman of 92, "101F" is a fever: a name, a comma or a line must stand before, and no temperature. */
export const judgeSex = ({ text, start: at }: Found): Certainty => {
  const before = textBefore(text, at, 24);
  if (/temp|fever|\bt[ :=]|tmax|heat|hot|oven|degrees/i.test(before)) return certainty.none;
  return /(?:^|[,\n:(]|\b(?:pt|patient|an?|old|is))[ ]{0,2}$/i.test(before) ? certainty.cued : certainty.none;
};

/** "clyde barrowman 94." at the end of what is said of a person. */
export const judgeNamed = ({ text, start: at }: Found): Certainty =>
  /\b(?:name[ds]?|patient|pt|mr|mrs|ms|resident|client|mom|dad|nana|gran\w{0,4})\b[^\n\d]{0,40}$/i.test(rawBefore(text, at, 48))
    ? certainty.cued
    : certainty.none;

/** "name art, he paints. 91. needs his hearing aid": a sentence of its own after one about a person. */
export const judgeAlone = ({ text, start: at }: Found): Certainty => {
  const before = rawBefore(text, at, 60);
  return /\uFFFC|(?<![a-z])(?:he|she)(?![a-z])/i.test(before) &&
    !/sat|o2|sugar|glucose|bp|pulse|heart|rate|temp|fever|weigh|\bhr\b|percent|%|how many|pressure/i.test(before)
    ? certainty.cued
    : certainty.none;
};

/** "ninety nine and three quarters": of a person, not of a fever or a weight. */
export const judgeHalf = ({ text, start: at }: Found): Certainty =>
  /temp|fever|weigh|\bt[ :=]|sugar|glucose|\bsats?\b|bp\b|pulse|\bhr\b|heart|rate|sodium|pressure/i.test(textBefore(text, at, 30))
    ? certainty.none
    : certainty.cued;
