import { textAfter, textBefore } from "../dlp/cue.ts";
import { type Certainty, certainty, type Detector } from "../dlp/detector.ts";
import { type Found, patternDetector } from "../dlp/pattern-detector.ts";
import { datePatterns } from "./date-pattern.ts";
import { monthPattern } from "./month-names.ts";
import { spokenPattern } from "./spoken-number.ts";
import { weekdayPattern } from "./weekday-names.ts";

const weekdayBefore = new RegExp(`(?<![a-z])${weekdayPattern}[.,]?[ ](?:the[ ])?$`, "i");
const cue =
  /(?<![a-z])(?:on|by|since|until|till?|due|appts?|appointments?|scheduled|booked|refills?|from|between|than|around|about|before|after|through|thru|to|dated|visits?|seen|deadline|today|(?:morning|evening|night|afternoon|day|week)(?: of)?)[ ,](?:for[ ]|on[ ]){0,2}(?:the[ ])?$/i;
const pairBefore = /[ ](?:the[ ])?\d{1,2}(?:st|nd|rd|th),?(?:[ ](?:to|and|or|until|through))?[ ](?:the[ ])?$/i;
const clauseEnd =
  /^(?:[ ]?(?:[.,;:!?)\n\uFFFC-]|$)|[ ](?:at|and|or|to|in|for|if|when|with|because|but|until|till|through|so|i|he|she|we|they|it|is|was|as|of[ ](?:this|next|last|the|each|every)|this|next|last|around|after|before|by|am|pm|please|morning|afternoon|evening|my|her|his|our|the)(?![a-z]))/i;
const notADay =
  /^[^.\n\uFFFC]{0,30}\b(?:toes?|fingers?|digits?|metatarsals?|metacarpals?|ribs?|rays?|vertebrae?|degree|floors?|grades?|trimester|doses?|time|percentile|nerves?|attempt|half|quarter|street|avenue|place|phase|generation)\b/i;
const ofMonth = /^[ ](?:(?:ult|inst|prox)\b|of[ ](?:last|this|next|the|each|every)[ ]month)/i;

/** "on the 3rd", "sunday 16th", "the 21st of last month"; "3rd" alone counts something else. */
const judgeOrdinal = (found: Found): Certainty => {
  const after = textAfter(found.text, found.end, 44);
  if (ofMonth.test(after)) return certainty.cued;
  const before = textBefore(found.text, found.start, 32);
  if (weekdayBefore.test(before)) return notADay.test(after) ? certainty.none : certainty.cued;
  if (!cue.test(before) && !pairBefore.test(before)) return certainty.none;
  return clauseEnd.test(after) && !notADay.test(after) ? certainty.cued : certainty.none;
};

const sequence = /^(?:first|second|third|fourth|fifth)$/i;

/** "on the thirteenth", but "on the second" only with a weekday before it: one of several is meant. */
const judgeSpokenOrdinal = (found: Found): Certainty =>
  sequence.test(found.value) &&
  !weekdayBefore.test(textBefore(found.text, found.start, 32)) &&
  !ofMonth.test(textAfter(found.text, found.end, 24))
    ? certainty.none
    : judgeOrdinal(found);

const type = "DATE";

/** Days by their number in the month: "on the 3rd", "Tuesday the 18th", "the ninth inst.", "the first Monday in September". */
export const ordinalDetector: Detector = patternDetector({
  name: "ordinal",
  needs: /\d(?:st|nd|rd|th|er)\b|(?:first|second|third|th|last)[ ]/i,
  rules: [
    { type, pattern: new RegExp(datePatterns.ordinal, "gi"), judge: judgeOrdinal },
    { type, pattern: new RegExp(`(?<=(?<![a-z])the[ ]|day[ ])${spokenPattern.ordinal}`, "gi"), judge: judgeSpokenOrdinal },
    {
      type,
      pattern: new RegExp(
        `(?<![a-z])(?:the[ ])?(?:first|second|third|fourth|last|[1-4](?:st|nd|rd|th))[ ](?:day|(?:week|${weekdayPattern}))[ ](?:in|of)[ ](?:the[ ]month[ ]of[ ])?${monthPattern}`,
        "gi",
      ),
      judge: () => certainty.verified,
    },
  ],
});
