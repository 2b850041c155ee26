import { textAfter, textBefore } from "../dlp/cue.ts";
import { type Certainty, certainty, type Detector } from "../dlp/detector.ts";
import { type Found, patternDetector } from "../dlp/pattern-detector.ts";
import { dateCue, hasUnit, isMeasured } from "./date-cue.ts";
import { datePatterns } from "./date-pattern.ts";

/** "3/4": a month and a day, or a ratio. Only the words around it tell. */
const judgeDayMonth = (found: Found): Certainty => {
  if (!isDay(found.value) || hasUnit(found)) return certainty.none;
  if (found.value.includes(".")) return judgeDotted(found);
  return found.value.includes("/") ? judgeSlashed(found) : judgeDashed(found);
};

const numbersOf = (value: string): readonly [number, number] => {
  const [first = 0, second = 0] = (value.match(/\d+/g) ?? []).map(Number);
  return [first, second];
};

const isDay = (value: string): boolean => Math.min(...numbersOf(value)) <= 12;

const judgeSlashed = (found: Found): Certainty => {
  const cue = dateCue(found);
  if (cue === "strong") return isScore(found.value) ? judgeUnmeasured(found) : certainty.cued;
  const partner = partnerOf(found);
  const isMeant = partner !== undefined || (!isScore(found.value) && (cue === "weak" || standsAlone(found)));
  return isMeant && !isPartOfWhole(found, partner) ? judgeUnmeasured(found) : certainty.none;
};

/** "by 1/2", "from 1/2 to 3/4". */
const isPartOfWhole = (found: Found, partner = found.value): boolean =>
  isFraction(found.value) && isFraction(partner) && !isOn(found);

const judgeUnmeasured = (found: Found): Certainty => (isMeasured(found) ? certainty.none : certainty.cued);

/** At the start of a line and before a colon or dash, or a day that can be no month: "3/14: better", "picked up 14/6". */
const standsAlone = ({ text, start, end, value }: Found): boolean => {
  const before = textBefore(text, start, 24);
  const [first] = numbersOf(value);
  if (first > 12) return !/(?:pap|settings?|peep|over|psv?|cm|is|at|of|=|:)[ ]{0,2}$/i.test(before) && /[a-z][ ]$/i.test(before);
  return text[start - 1] === "\n" && /^[ ]?(?::|-[ ])/.test(textAfter(text, end, 4));
};

/** n/10 is a pain score, n/5 a muscle's strength, 20/n eyesight, 24/7 always. */
const isScore = (value: string): boolean => {
  const [first, second] = numbersOf(value);
  return (second === 10 && first <= 10) || (second === 5 && first <= 5) || first === 20 || (first === 24 && second === 7);
};

const isFraction = (value: string): boolean => {
  const [first, second] = numbersOf(value);
  return first < second && second <= 4;
};

const isOn = ({ text, start }: Found): boolean => /(?<![a-z])on[ ]$/i.test(textBefore(text, start, 4));

const laterOf = /^(?:[ ]?(?:-|to|through|thru)|,?[ ](?:and|&|or)|,)[ ]?(\d{1,2}\/\d{1,2})(?![\d/])/i;
const earlierOf = /(?<![\d/])(\d{1,2}\/\d{1,2})(?:[ ]?(?:-|to|through|thru)|,?[ ](?:and|&|or)|,)[ ]?$/i;

/** The other end of a range: "3/4 to 3/9", "3/4-3/9"; or a neighbour in a list: "3/3, 3/10 and 3/17". */
const partnerOf = ({ text, start, end, value }: Found): string | undefined => {
  if (value.includes("-")) return value.slice(value.indexOf("-") + 1);
  const [, partner] = laterOf.exec(textAfter(text, end, 18)) ?? earlierOf.exec(textBefore(text, start, 18)) ?? [];
  return partner !== undefined && isDay(partner) && !isScore(partner) ? partner : undefined;
};

/** "seen 3-4", and not "seen 3-4 times". */
const judgeDashed = (found: Found): Certainty =>
  dateCue(found) !== "strong" || /^[ ][a-z]{1,20}s\b/i.test(textAfter(found.text, found.end, 24))
    ? certainty.none
    : certainty.cued;

/** The German way. */
const judgeDotted = ({ text, start, value }: Found): Certainty =>
  /(?<![a-z])(?:am|seit|vom|bis|zum|ab dem|den)[ ]$/i.test(textBefore(text, start, 10)) && value.endsWith(".")
    ? certainty.cued
    : certainty.none;

const ordinalCue =
  /(?<![a-z])(?:on|by|since|until|till|due|appt|appointment|scheduled|booked|refill|from|between|dated|visit|seen|deadline|(?:morning|evening|night|afternoon|day|week|monday|tuesday|wednesday|thursday|friday|saturday|sunday)(?: of)?)[ ,](?:for[ ]|on[ ]){0,2}(?:the[ ])?$/i;
const ordinalPairBefore =
  /(?:on|from|between|since)[ ]the[ ]\d{1,2}(?:st|nd|rd|th)[ ](?:to|and|or|until|through)[ ](?:the[ ])?$/i;
const ordinalEnd =
  /^(?:[ ]?(?:[.,;:!?)\n\uFFFC-]|$)|[ ](?:at|and|or|to|in|for|if|when|with|because|but|until|till|through|so|i|he|she|we|they|it|is|was|as|of[ ](?:this|next|last|the|each|every)|this|next|last|around|after|before|by|am|pm|please|morning|afternoon|evening|my|her|his|our|the)(?![a-z]))/i;
const notADay =
  /^[^.\n\uFFFC]{0,30}\b(?:toes?|fingers?|digits?|metatarsals?|metacarpals?|ribs?|rays?|vertebrae?|degree|floors?|grades?|trimester|doses?|time|percentile|nerves?|attempt|half|quarter|street|avenue|place|phase|generation)\b/i;

/** "on the 3rd", "by the 12th"; "3rd" alone counts something else. */
const judgeOrdinal = (found: Found): Certainty => {
  const before = textBefore(found.text, found.start, 32);
  const after = textAfter(found.text, found.end, 44);
  if (!ordinalCue.test(before) && !ordinalPairBefore.test(before)) return certainty.none;
  return ordinalEnd.test(after) && !notADay.test(after) ? certainty.cued : certainty.none;
};

/** Days that need a cue: "seen 3/4", "from 3/4 to 3/9", "on the 12th". */
export const shortDateDetector: Detector = patternDetector({
  name: "short-date",
  needs: /\d[ ]?[/.-][ ]?\d|\d(?:st|nd|rd|th|er)\b/i,
  rules: [
    { type: "DATE", pattern: new RegExp(datePatterns.dayMonth, "gi"), judge: judgeDayMonth },
    { type: "DATE", pattern: new RegExp(datePatterns.ordinal, "gi"), judge: judgeOrdinal },
  ],
});
