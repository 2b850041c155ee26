import { textAfter, textBefore } from "../dlp/cue.ts";
import { type Certainty, certainty, type Detector } from "../dlp/detector.ts";
import { type Found, patternDetector } from "../dlp/pattern-detector.ts";
import { wordsAfter, wordsBefore } from "../dlp/words-around.ts";
import { dateCue, hasUnit, isMeasured } from "./date-cue.ts";
import { datePatterns } from "./date-pattern.ts";
import { isDay, judgeSlashed } from "./slashed-pair.ts";

const judgeDayMonth = (found: Found): Certainty => {
  if (found.value.includes("/")) return judgeSlashed(found);
  if (!isDay(found.value) || hasUnit(found)) return certainty.none;
  return found.value.includes(".") ? judgeDotted(found) : judgeDashed(found);
};

const isPlural = /^[ ](?!(?:pls|its|his|yes|thanks|this|was|is|as|cos|unless|does|has)\b)[a-z]{1,20}s\b/i;

/** "seen 3-4", and not "seen 3-4 times"; "out 6-21", and not "out 5-10". */
const judgeDashed = (found: Found): Certainty => {
  const after = wordsAfter(found, 24);
  if (hoursBefore.test(wordsBefore(found, 40)) || isPlural.test(after)) return certainty.none;
  return judgePair(found, dateCue(found));
};

const judgePair = (found: Found, cue: ReturnType<typeof dateCue>): Certainty => {
  if (cue === "strong") return certainty.cued;
  const isRange = isMaybeRange(found.value);
  if (isMeasured(found)) return certainty.none;
  if (hasNeighbour(found) || isPaired(found) || isOnLate(found)) return certainty.cued;
  return (cue === "weak" || saidBefore.test(wordsBefore(found, 16))) && !isRange ? certainty.cued : certainty.none;
};

/** What counts up in round steps may be a span of hours or days; "10-9", "8-8" and "06-11" are none. */
const isMaybeRange = (value: string): boolean => {
  const [first = 0, second = 0] = value.split("-").map(Number);
  if (second <= first || value.startsWith("0")) return false;
  return second <= 12 || (second % 5 === 0 && (first % 5 === 0 || first === 1 || first === 12));
};

/** "Mon-Fri 8-5, Sat 9-12" */
const hoursBefore = /(?<![a-z])(?:mon|tue|wed|thu)\w{0,6}[ ]?[-\u2013][ ]?(?:wed|thu|fri|sat|sun)\w{0,6}[^a-z]/i;

const saidBefore =
  /(?<![a-z])(?:out|paid|ends|contact|says?|said|due|done|back|was|is|went|came|go|date|til|be)(?:[ ]|\n[a-z]{1,12}:[ ])$/i;
const neighbours = /(?<![\w/.-])(\d{1,2})-(\d{1,2})(?![\w/.%-])/g;

/** "was to be 3-11, i went 3-18": another day of the same month, after a word of going or being, and no row of ranges. */
const hasNeighbour = ({ text, start, end, value }: Found): boolean => {
  const [month] = value.split("-");
  const around = `${textBefore(text, start, 40)} ${textAfter(text, end, 40)}`;
  return (
    [...around.matchAll(neighbours)].some(
      ([other, first, second]) => first === month && other !== value && Number(second) > 12 && isDay(other),
    ) &&
    /(?<![a-z])(?:be|was|went|go|going|came|til|on|back|again|appt|appts|shot|switch|move|moved|change|resched\w{0,6}|cancel|note|eval)[ ]/i.test(
      around,
    )
  );
};

/** "TAVR on 1-30" */
const isOnLate = (found: Found): boolean =>
  /-(?:1[3-9]|[23]\d)$/.test(found.value) && /(?<![a-z])on[ ]$/i.test(wordsBefore(found, 4));

const pairAfter = /^(?:,|,?[ ](?:and|&|then|or))[ ](\d{1,2})-(\d{1,2})(?![\w.%-])/i;
const pairBefore = /(?<![\w/.-])(\d{1,2})-(\d{1,2})(?:,|,?[ ](?:and|&|then|or))[ ]$/i;

/** "10-7 and 10-14": two of one month, of which one is no hour. */
const isPaired = ({ text, start, end, value }: Found): boolean => {
  const [month, day] = value.split("-").map(Number);
  const [, first, second] = pairAfter.exec(textAfter(text, end, 14)) ?? pairBefore.exec(textBefore(text, start, 16)) ?? [];
  return Number(first) === month && Number(month) <= 12 && Math.max(Number(second), Number(day)) > 12;
};

const startedBefore = /(?<![a-z])(?:started|began|stopped|seen|since|until|till?|dated?|appt|lmp|dos)[ :]{1,2}(?:on[ ])?$/i;

/** "appt 12.1", "signed 7.7": what is held on a day, and never measured. */
const heldBefore =
  /(?<![a-z])(?:readmitted|fbc|revisit|admitted|discharged|adm|dc|d\/c|filled|appt|appointment|surgery|procedure|ultrasound|transfer|colonoscopy|signed|witnessed|written|dispensed|sent|booster|prep|visit|dos|lmp|reschedule|date|joined)(?:[ ](?:is|was|on|to|from|for|starts?|started|done)){0,2}[ :]{1,2}$/i;
/** "NSTEMI on 10.14", "home 10.19", "after 3.24": a number that no amount is likely to be, after a word for a day. */
const onBefore = /(?<![a-z])(?:on|home|from|until|since|after|before|told|died|adm(?:itted)?|d\/c|discharged)[ ]$/i;
const sureDay = /^(?:0[1-9][.](?:0[1-9]|1[0-2])|(?:[12]\d|3[01])[.]0[1-9]|(?:[1-9]|1[0-2])[.](?:1[3-9]|2[1-46-9]|3[01]))[.]?$/;

/** The German way: "am 3.4.", "12.8., Hr. Grün". A sentence that ends after "7.4" has no comma there. */
const judgeDotted = ({ text, start, end, value }: Found): Certainty => {
  const before = textBefore(text, start, 20);
  if (startsLine.test(before) && /^\d\d[.]\d\d[.]$/.test(value) && /^[ ]\p{L}/u.test(textAfter(text, end, 2)))
    return certainty.cued;
  return saysDay(value, before) ||
    (value.endsWith(".") &&
      (value.length > 4 || onBefore.test(before)) &&
      /^(?:[,;:)]|[ ][-\u2013])/.test(textAfter(text, end, 2)))
    ? certainty.cued
    : certainty.none;
};

const saysDay = (value: string, before: string): boolean => {
  if (heldBefore.test(before) || (sureDay.test(value) && onBefore.test(before))) return true;
  if (!value.endsWith(".")) return false;
  if (germanBefore.test(before) || (/^\d\d[.]\d\d[.]$/.test(value) && onBefore.test(before))) return true;
  return /[.]\d\d[.]$/.test(value) && startedBefore.test(before);
};

const startsLine = /(?:^|\n)$/;
const germanBefore = /(?<![a-z])(?:am|seit|vom|bis|zum|ab dem|den)[ ]$/i;

const spaced = /(?<![\w/.$#-]|\d[ ])(?:0?[1-9]|1[0-2])[ ](?:0?[1-9]|[12]\d|3[01])(?:[ ]\d\d)?(?![\w%]|[ ]?[/.:-]?\d)/g;

/** "shot 10 16" and "appt 6 1" after a word that only days follow. */
const judgeSpaced = (found: Found): Certainty =>
  (dateCue(found) === "strong" || shotBefore.test(wordsBefore(found, 12))) && !hasUnit(found) && !isMeasured(found)
    ? certainty.shape
    : certainty.none;
const shotBefore = /(?:booster|flu shot|rsv|of birth)[ ]$/i;

/** "Arr 01-11 2341", "02.28 0233": a day, then a time as wards write it. */
const atTime =
  /(?<![\w/.$#-]|\d[ ])(?:\d{1,2}-\d{1,2}|\d\d\.\d\d|\d{4}(?=[ ]at[ ]))(?=[ ](?:at[ ])?(?:[01]\d|2[0-3])[0-5]\d(?![\w/.%]|-\d|[ ](?:mg|ml|mcg|units?|kcal|cal|g|iu)(?![a-z])))/g;
const judgeAtTime = (found: Found): Certainty =>
  isDay(found.value.replace(/[-.]|(?<=^\d\d)(?=\d\d$)/, "/")) && !isMeasured(found) ? certainty.cued : certainty.none;

const expiring =
  /(?<![a-z])(?:exp(?:ir(?:es?|y|ation))?|valid(?:[ ](?:to|until|thru|till))?|thru|since|dated?|d\.?o\.?b)[ .:]{1,3}$/i;

/** Days that need a cue or the look of a day: "seen 3/4", "9/30", "from 3/4 to 3/9", "am 3.4.". */
export const shortDateDetector: Detector = patternDetector({
  name: "short-date",
  rules: [
    { type: "DATE", sought: new RegExp(datePatterns.dayMonth, "gi"), judge: judgeDayMonth },
    { type: "DATE", sought: spaced, judge: judgeSpaced },
    {
      type: "DATE",
      sought:
        /(?<![\w/.$#-])(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[ ]?[-\u2013][ ]?(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\w)/g,
      judge: () => certainty.verified,
    },
    { type: "DATE", sought: atTime, judge: judgeAtTime },
    {
      type: "DATE",
      sought: /(?<![\w/.$#-])(?:19|20)\d\d-(?:0[1-9]|1[0-2])(?![\w%]|[-.]\d)/g,
      judge: ({ text, start }) => (expiring.test(textBefore(text, start, 24)) ? certainty.cued : certainty.none),
    },
  ],
});
