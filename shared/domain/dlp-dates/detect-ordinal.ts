import { textAfter, textBefore } from "../dlp/cue.ts";
import { type Certainty, certainty, type Detector } from "../dlp/detector.ts";
import { type Found, patternDetector } from "../dlp/pattern-detector.ts";
import { datePatterns } from "./date-pattern.ts";
import { monthPattern } from "./month-names.ts";
import { spokenPattern } from "./spoken-number.ts";
import { weekdayPattern } from "./weekday-names.ts";

const weekdayBefore = new RegExp(`(?<![a-z])${weekdayPattern}[.,]?[ ](?:the[ ])?$`, "i");
const cue =
  /(?<![a-z])(?:on|by|b4|since|until|till?|due|appts?|appointments?|scheduled|booked|refills?|from|between|than|around|about|before|after|through|thru|to|dated|visits?|seen|deadline|today|birthday|spoke|missed|(?:morning|evening|night|afternoon|day|week)(?: of)?)[ ,](?:for[ ]|on[ ]|like[ ]|about[ ]|around[ ]){0,2}(?:the[ ])?$/i;
const pairBefore = /[ ](?:the[ ])?\d{1,2}(?:st|nd|rd|th),?(?:[ ](?:to|and|or|until|through|thru))?[ ](?:the[ ])?$/i;
const clauseEnd =
  /^(?:[ ]?(?:[.,;:!?)\n\uFFFC-]|$)|[ ](?:at|and|or|to|thru|in|for|if|when|with|w|because|bc|cuz|but|until|till?|through|so|tho|though|then|ok|okay|oh|yeah|right|already|instead|only|can|could|will|would|u|you|me|im|i'm|hes|shes|thanks|thx|ty|pls|plz|i|he|she|we|they|it|is|was|as|of[ ](?:this|next|last|the|each|every)|this|next|last|around|after|before|by|am|pm|please|morning|afternoon|evening|my|her|his|our|the)(?![a-z]))/i;
const notADay =
  /^[^.\n\uFFFC]{0,30}\b(?:toes?|fingers?|digits?|metatarsals?|metacarpals?|ribs?|rays?|vertebrae?|degree|floors?|grades?|trimester|doses?|time|percentile|nerves?|attempt|opinion|days?|weeks?|months?|years?|visits?|rounds?|cycles?|sessions?|line|nurse|doctor|person|patient|baby|cranial|half|quarter|street|avenue|place|phase|generation)\b/i;
const sequence = /^(?:first|second|third|fourth|fifth|1st|2nd|3rd|4th|5th)$/i;
const ofMonth = /^[ ](?:(?:ult|inst|prox)\b|of[ ](?:last|this|next|the|each|every)[ ]month)/i;

const things =
  /\b(?:toes?|fingers?|digits?|metatarsals?|metacarpals?|ribs?|rays?|rows?|floors?|grades?|grader|trimesters?|doses?|shots?|child|kid|baby|pregnanc\w{1,3}|in line|place|nerves?|one|time|try|attempt|between)\b/i;

/** "we spoke the 19th.", where nothing is counted. */
const isAlone = (before: string, after: string, value: string): boolean =>
  /(?:^|[^a-z])the[ ]$/i.test(before) &&
  !things.test(before) &&
  /^(?:[ ]?(?:[.,;!?\n]|$)|[ ](?:and|or|thru|then|so|but|i)(?![a-z]))/.test(after) &&
  !sequence.test(value);

/** "on the 3rd", "sunday 16th", "the 21st of last month"; "3rd" alone counts something else. */
const judgeOrdinal = (found: Found): Certainty => {
  const after = textAfter(found.text, found.end, 44);
  if (ofMonth.test(after)) return certainty.cued;
  return notADay.test(after) ? certainty.none : judgeBefore(found, after);
};

/** "need it by the 5th whos open": after the fifth, no row of things goes on in a message. */
const firmly = /(?<![a-z])(?:on|by|b4|before|since|until|till?)[ ]the[ ]$/i;

const judgeBefore = (found: Found, after: string): Certainty => {
  const before = textBefore(found.text, found.start, 32);
  if (weekdayBefore.test(before)) return certainty.cued;
  if (isAlone(before, after, found.value)) return certainty.shape;
  if (firmly.test(before) && Number.parseInt(found.value, 10) > 4 && /^[ ][a-z]/.test(after)) return certainty.shape;
  return (cue.test(before) || pairBefore.test(before)) && clauseEnd.test(after) ? certainty.cued : certainty.none;
};

const deadline = /(?<![a-z])(?:by|until|till?|since)[ ]the[ ]$/i;

/** "on the thirteenth", but "on the second" only with a weekday before it: one of several is meant. */
const judgeSpokenOrdinal = (found: Found): Certainty => {
  const before = textBefore(found.text, found.start, 32);
  const after = textAfter(found.text, found.end, 24);
  const isOneOfSeveral =
    sequence.test(found.value) &&
    !weekdayBefore.test(before) &&
    !ofMonth.test(after) &&
    !(deadline.test(before) && /^[ ]?(?:[.,;!?\n]|$)/.test(after));
  return isOneOfSeveral ? certainty.none : judgeOrdinal(found);
};

const type = "DATE";

/** Days by their number in the month: "on the 3rd", "Tuesday the 18th", "the ninth inst.", "the first Monday in September". */
export const ordinalDetector: Detector = patternDetector({
  name: "ordinal",
  needs: /\d(?:st|nd|rd|th|er)\b|(?:first|second|third|th|last)\b/i,
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
