import { textAfter, textBefore } from "../dlp/cue.ts";
import { type Certainty, certainty, type Detector } from "../dlp/detector.ts";
import { type Found, patternDetector } from "../dlp/pattern-detector.ts";
import { monthWord, wholeDates } from "./date-pattern.ts";
import { monthPattern } from "./month-names.ts";
import { spokenPattern } from "./spoken-number.ts";

const label =
  "d\\.?o\\.?b\\b\\.?|date[ -](?:of|a)[ -]birth|birth[ -]?date|birth[ -]?day|b-?day|born|geboren|geburtsdatum|n\u00e9e?[ ]le|date de naissance|nacid[oa]|fecha de nacimiento|nato il";
/** No date and no other dated event between the label and the date; a short number such as "39 weeks" may stand there. */
const otherEvent =
  "admi|seen|visit|since|diagnos|surger|until|due|appoint|start|discharg|today|now|last|next|expir|call|prescri|vaccin|test|scan";
const between = `(?:(?!\\b(?:${otherEvent}))(?:\\D|(?<!\\d)\\d{1,3}(?![\\d/.-]))){0,40}`;
const cueBefore = new RegExp(`(?<![a-z])(?:${label})(?![a-z])${between}$`, "i");
const owner = "(?:my|his|her|their|our|your|the|[a-z]{1,20}'s)[ ]";
const cueAfter = new RegExp(
  `^[ ,;]{0,2}(?:\\(?(?:dob|date of birth|birth ?date)\\b|(?:is|was|as|for|=|-)[ ](?:${owner}){0,2}(?:${label})(?![a-z])|(?:is|was) when (?:\\w{1,12} ){1,3}born\\b)`,
  "i",
);

/** A day without a year looks like a ratio or a score, so the label must stand directly before it. */
const dayOfBirth = new RegExp(
  `(?<![a-z])(?:${label})(?![a-z])[\\s:=-]{0,3}(?:(?:is|was|on)[ ]){0,2}(?<id>(?:0?[1-9]|[12]\\d|3[01])[/.](?:0?[1-9]|[12]\\d|3[01]))(?![\\w/.-]\\d|\\w)`,
  "gi",
);

/** "seven eleven sixty two", "zero four one two sixty one": month, day and year as dictation has them. */
const spokenFigures = `(?:${spokenPattern.number}[ ,-]{1,2}){2,3}(?:${spokenPattern.year}|${spokenPattern.number})`;
/** What is said between the question and its answer: "please", "yeah it's". */
const filler =
  "(?:which|is|was|on|uh|um|it's|its|for|me|please|yeah|yes|okay|ok|sure|that's|thats|so|and|again|my|his|her|your|the|patient|pt|caller|mom|mother|wife|husband|p|m)";
const spokenBirth = new RegExp(
  `(?<![a-z])(?:${label})(?![a-z])[\\s:=,?.-]{0,3}(?:[[(]?${filler}[\\])]?[\\s:,.?]{1,3}){0,6}(?<id>${spokenFigures}|${monthPattern}[ ](?:the[ ])?(?:${spokenPattern.ordinal}|${spokenPattern.number})[ ,]{1,2}(?:${spokenPattern.year}|${spokenPattern.number}))(?!\\w)`,
  "gi",
);
const spokenBefore = new RegExp(
  `(?<![a-z])(?<id>${spokenFigures})(?=[ ,]{1,2}(?:is|was|as)[ ](?:${owner}){0,2}(?:${label})(?![a-z]))`,
  "gi",
);

const judgeDate = ({ text, start, end }: Found): Certainty =>
  cueBefore.test(textBefore(text, start, 64)) || cueAfter.test(textAfter(text, end)) ? certainty.cued : certainty.none;

const dateRule = (sought: RegExp) => ({ type: "DATE_OF_BIRTH", sought, judge: judgeDate }) as const;

/** Dates that a text calls somebody's birth. Other dates are not identifiers of this type. */
export const birthDateDetector: Detector = patternDetector({
  name: "birth-date",
  needs: new RegExp(`(?<![a-z])(?:${label})(?![a-z])`, "i"),
  rules: [
    ...[wholeDates.numeric, wholeDates.monthYear, wholeDates.compact].map(dateRule),
    { ...dateRule(wholeDates.named), needs: monthWord },
    { type: "DATE_OF_BIRTH", sought: dayOfBirth },
    ...[spokenBirth, spokenBefore].map((sought) => ({ type: "DATE_OF_BIRTH", sought }) as const),
  ],
});
