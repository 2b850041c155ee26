import { rawBefore } from "../dlp/cue.ts";
import { type Certainty, certainty, type Detector } from "../dlp/detector.ts";
import { type Found, patternDetector } from "../dlp/pattern-detector.ts";
import { wordsAfter, wordsBefore } from "../dlp/words-around.ts";
import { datePatterns } from "./date-pattern.ts";
import { monthPattern } from "./month-names.ts";
import { readSpoken, spokenPattern } from "./spoken-number.ts";
import { weekdayPattern } from "./weekday-names.ts";

const dayBefore = new RegExp(
  `(?<![a-z])(?:${weekdayPattern}[.,]?|(?:today|tonight|last night|tomorrow|yesterday|tmrw?|tmw),?)[ ](?:the[ ])?$`,
  "i",
);
const cue =
  /(?<![a-z])(?:on|by|b4|since|until|till?|due|appts?|appointments?|scheduled|booked|refills?|from|between|than|around|about|before|after|through|thru|to|dated|visits?|seen|deadline|today|birthday|spoke|missed|every|f\/u|follow-?up|started|starting|starts|admitted|discharged|returned|arrived|surgery|induce|of|thats|that's|back|tests?|bloods|scan|clinic|(?:morning|evening|night|afternoon|day|week|weekend)(?: of)?)[ ,](?:for[ ]|on[ ]|like[ ]|about[ ]|around[ ]){0,2}(?:the[ ])?$/i;
const pairBefore = /[ ](?:the[ ])?\d{1,2}(?:st|nd|rd|th),?(?:[ ](?:to|and|or|until|through|thru))?[ ](?:the[ ])?$/i;
const clause =
  "um|uh|er|hold|between|suits|instead|over[ ]the[ ]phone|online|at|and|or|to|thru|in|for|if|when|with|w|because|bc|cuz|cos|coz|cause|but|until|till?|through|so|tho|though|then|ok|okay|oh|yeah|yes|right|can|could|will|would|u|you|me|im|hes|shes|thanks|thx|pls|i|he|she|we|they|it|is|was|as|this|next|last|around|about|after|before|by|am|pm|please|morning|afternoon|evening|my|her|his|our|the|who|what|where|how|do|did|does|not|no|also|got|had|has|still|again|since|from|on|off|works?|looks?|here|there|sometime|(?:any[ ])?(?:open|free|good|fine|available|taken|full)(?=[ ]?(?:[.,;!?\\n]|$))";
const clauseEnd = new RegExp(
  `^(?:[ ]?(?:[.,;:!?)&\\n\\uFFFC-]|$)|[ ](?:(?:${clause}|of[ ](?:this|next|last|the|each|every))(?![a-z])|\\d))`,
  "i",
);
const counted =
  "toes?|fingers?|digits?|metatarsals?|metacarpals?|(?:inter)?costals?|ribs?|rays?|vertebra\\w?|degree|floors?|graders?|grades?|trimester|doses?|times?|percentiles?|nerves?|attempt|opinion|days?|weeks?|months?|years?|visits?|rounds?|cycles?|sessions?|lines?|nurse|doctor|person|patient|baby|child|kid|cranial|half|quarter|streets?|st|avenues?|ave|place|phase|generation|shift|shots?|boosters?|birthday|century|anniversary|edition|chromosome|amendment|ward|ones?|stage|row|step|pregnancy|infusions?|injections?|night";
/** "the 5th dose", "6th and 7th ribs", "2nd MMR dose", "the 3rd of 4". */
const countsThings = new RegExp(
  `^(?:(?:(?:,|[ ]?[-&]|[ ](?:and|or|to|through|thru))[ ]?(?:the[ ])?\\d{1,2}(?:st|nd|rd|th)){0,3}[ -](?:(?!(?:${clause})\\b)[a-z'-]{1,15}[ ]){0,2}(?:${counted})\\b|[ ]of[ ]\\d)`,
  "i",
);
const mostSequence = 5;
const ofMonth = /^[ ](?:(?:ult|inst|prox)\b|of[ ](?:last|this|next|the|each|every|that)[ ](?:month|year)\b)/i;

const things = new RegExp(`\\b(?:${counted}|pregnanc\\w{1,3}|try|between|cn)\\b`, "i");

type Ordinal = Found & { readonly day: number; readonly before: string; readonly after: string };

/** The number of the day that an ordinal says, in figures or in words. */
const read = (found: Found): Ordinal => ({
  ...found,
  day: Number.parseInt(found.value, 10) || (readSpoken("ordinal", found.value) ?? 0),
  before: wordsBefore(found, 32),
  after: wordsAfter(found, 44),
});

/** "we spoke the 19th.", where nothing is counted. */
const isAlone = ({ before, after, day }: Ordinal): boolean =>
  /(?:^|[^a-z])(?:the|da)[ ]$/i.test(before) &&
  clauseEnd.test(after) &&
  day > mostSequence &&
  (day > 10 || !things.test(before.slice(-18)));

/** "need it by the 5th whos open": after the fifth, no row of things goes on in a message. */
const firmly = /(?<![a-z])(?:on|by|b4|before|since|until|till?)[ ]the[ ]$/i;

/** "on the 3rd", "sunday 16th", "the 21st of last month"; "3rd" alone counts something else. */
const judgeOrdinal = (found: Found): Certainty => {
  const ordinal = read(found);
  if (ofMonth.test(ordinal.after)) return certainty.cued;
  return countsThings.test(ordinal.after) ? certainty.none : judgeBefore(ordinal);
};

const judgeBefore = (ordinal: Ordinal): Certainty => {
  const { before, after, day } = ordinal;
  if (dayBefore.test(before)) return certainty.cued;
  if (isAlone(ordinal)) return certainty.shape;
  if (firmly.test(before) && day >= mostSequence && /^[ ][a-z]/i.test(after)) return certainty.shape;
  return (cue.test(before) || pairBefore.test(before)) && clauseEnd.test(after) ? certainty.cued : certainty.none;
};

const deadline = /(?<![a-z])(?:by|until|till?|since|started|due|f\/u|follow up)[ ]the[ ]$/i;
const spokenPairBefore = /(?:th|first|second|third),?[ ](?:or|and|to|through)[ ]$/i;

/** Whether something is held or comes on it, or another day is said instead. */
const isHeld = (ordinal: Ordinal): boolean =>
  !countsThings.test(ordinal.after) &&
  (isCorrected(ordinal) ||
    timeAfter.test(ordinal.after) ||
    (heldBefore.test(rawBefore(ordinal.text, ordinal.start, 56)) && clauseEnd.test(ordinal.after)));

/** "the fifth no sorry the sixth of december": what is said instead is a day. */
const isCorrected = ({ after }: Ordinal): boolean =>
  /^,?[ ](?:(?:no|sorry|or|i mean|wait|uh|um|actually)[ ,]{1,2}){1,4}(?:the[ ])?(?:\uFFFC|[a-z]{3,8}(?:th|first|second|third)[ ]of[ ])/i.test(
    after,
  );

/** "her period's like the fourth", "call them on the fifth": what is held or comes on a day. */
const heldBefore =
  /(?<![a-z])(?:call|calls|period'?s?|come|coming|appointment|appt|see you|start|starts|started|back|scheduled|book|booked|surgery|delivery|court|rent|payday|flight|fly|do|about|works?|make|made|fell|bled|bleeding|stopped|results?|came|mailed|faxed|sent|day one)(?:[ ][a-z']{1,12}){0,3}[ ](?:on|by|around|about|like|before|until|is|was|for)[ ]the[ ]$|(?<![a-z])(?:(?:can|could|let'?s|we'?ll|would)[ ](?:(?:you|we|i|he|she)[ ])?do|(?:how|what)[ ]about|it'?s|today'?s|tomorrow'?s|since(?:[ ](?:about|around|like))?|(?:night|morning|evening|afternoon|letter|note|dated?)[ ]of)[ ]the[ ]$/i;
/** "the second at ten" */
const timeAfter = /^[ ]at[ ](?:\d|noon|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?![a-z])/i;

/** "on the thirteenth", but "on the second" only with a weekday before it: one of several is meant. */
const judgeSpokenOrdinal = (found: Found): Certainty => {
  const ordinal = read(found);
  const { before, after, day } = ordinal;
  if (isHeld(ordinal)) return certainty.shape;
  if (spokenPairBefore.test(before)) return day > 12 && !countsThings.test(after) ? certainty.shape : certainty.none;
  const isOneOfSeveral =
    day <= mostSequence &&
    !dayBefore.test(before) &&
    !ofMonth.test(after) &&
    !(deadline.test(before) && /^(?:[ ]?(?:[.,;!?\n]|$)|[ ](?:i|we|he|she|they|so)[ ])/.test(after));
  return isOneOfSeveral ? certainty.none : judgeOrdinal(found);
};

const type = "DATE";

/** Days by their number in the month: "on the 3rd", "Tuesday the 18th", "the ninth inst.", "the first Monday in September". */
export const ordinalDetector: Detector = patternDetector({
  name: "ordinal",
  rules: [
    { type, sought: new RegExp(datePatterns.ordinal, "gi"), judge: judgeOrdinal },
    {
      type,
      sought: new RegExp(
        `(?<=(?<![a-z])(?:the|on)[ ]|(?:day|row)[ ]|(?:th|first|second|third)[ ](?:or|and|to)[ ])${spokenPattern.ordinal}|(?<![a-z])${spokenPattern.ordinal}(?=[ ](?:of[ ](?:last|this|next)[ ]month|works(?![a-z])))`,
        "gi",
      ),
      judge: judgeSpokenOrdinal,
    },
    {
      type,
      sought: new RegExp(
        `(?<![a-z])(?:the[ ])?(?:first|second|third|fourth|last|[1-4](?:st|nd|rd|th))[ ](?:day|(?:week|${weekdayPattern}))[ ](?:in|of)[ ](?:the[ ]month[ ]of[ ])?${monthPattern}`,
        "gi",
      ),
      judge: () => certainty.verified,
    },
    { type, sought: new RegExp(datePatterns.ordinalOfOrdinal, "gi"), judge: () => certainty.verified },
  ],
});
