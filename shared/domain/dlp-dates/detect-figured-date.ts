import { textAfter } from "../dlp/cue.ts";
import { type Certainty, certainty, type Detector } from "../dlp/detector.ts";
import { type Found, patternDetector } from "../dlp/pattern-detector.ts";
import { spokenPattern } from "./spoken-number.ts";

const { one } = spokenPattern;
const month = `(?:(?:(?:oh|zero)[ ])?${one}|ten|eleven|twelve)`;
const tensDay = `(?:(?:thir|four|fif|six|seven|eigh|nine)teen|twenty(?:[ -]${one})?|thirty(?:[ -]one)?)`;
const day = `(?:${tensDay}|(?:(?:oh|zero)[ ])?${one}|ten|eleven|twelve)`;
/** A day that nobody counts to: behind a month, it is no small number. */
const sureDay = `(?:${tensDay}|(?:oh|zero)[ ]${one}|${one}(?=[ ](?:through|thru|until|till?)[ ]))`;
const year = `(?:${spokenPattern.year}|(?:thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[ -]${one})?)`;
const start = `(?<![a-z-]|(?:oh|zero|${one}|teen|ten|eleven|twelve|ty|hundred|point|thousand)[ ,-])`;
const end = `(?![a-z-]|[ ](?:oh|zero|point|${one}|ten|eleven|twelve|hundred|thousand|percent|over|units?|mil\\w+|mcgs?|micro\\w+|pounds|times|days|weeks|hours|minutes|[ap]\\.?m|o'?clock|in the (?:morning|afternoon|evening)|at night|tonight|this morning|sharp)(?![a-z]))`;

const birth = /birth|d\.?o\.?b|(?<![a-z])born|b-?day/i;
const reach = 90;

/** "marguerite tolliver seven nineteen forty four": a whole year says that it is a day; two figures need to be asked for. */
const judgeWhole = ({ text, start: at, value }: Found): Certainty => {
  const before = text.slice(Math.max(0, at - reach), at);
  return /(?:nineteen|twenty|thousand)[ -]\S+(?:[ -]\S+)?$/i.test(value) || birth.test(before) || eventBefore.test(before)
    ? certainty.shape
    : certainty.none;
};

/** What is held or ends on a day: "return eleven oh six", "her old one ran out eight thirty one". */
const eventBefore =
  /(?<![a-z])(?:seen|return(?:ed|s)?|admitted|discharged|dated|effective|expire[sd]?|ran out|dos|dates?|collected|drawn|signed|onset|(?:wants?|needs?|be in|due)(?:[ ](?:it|that|them|this|in))?[ ]by)[ :,]{1,2}(?:on[ ])?$/i;
const datesAsked = /(?<![a-z])dates?[^a-z][^.]{0,20}$/i;
const throughAfter = new RegExp(`^[ ](?:through|thru|until|till?)[ ]${month}[ ]${day}${end}`, "i");
const throughBefore = new RegExp(`${month}[ ]${day}[ ](?:through|thru|until|till?)[ ]$|\\uFFFC[ ](?:through|thru)[ ]$`, "i");

const judgePair = ({ text, start: at, end: to }: Found): Certainty => {
  const before = text.slice(Math.max(0, at - 48), at);
  const isSpan = throughAfter.test(textAfter(text, to, 48)) || throughBefore.test(before);
  return eventBefore.test(before) || (isSpan && (datesAsked.test(before) || throughBefore.test(before)))
    ? certainty.shape
    : certainty.none;
};

/** Days in figures as dictation says them, without "slash": "seven nineteen forty four", "seen two eighteen". */
export const figuredDateDetector: Detector = patternDetector({
  name: "figured-date",
  type: "DATE",
  needs:
    /(?:seen|return|admitted|discharged|date|effective|expire|ran out|dos|collected|drawn|signed|onset|by|born|birth|dob|b-?day|nineteen|twenty|thousand)/i,
  rules: [
    {
      pattern: new RegExp(`${start}${month}[ ,]{1,2}${day}[ ,]{1,2}${year}${end}`, "gi"),
      judge: (found) =>
        birth.test(found.text.slice(Math.max(0, found.start - reach), found.start)) ? certainty.none : judgeWhole(found),
    },
    {
      type: "DATE_OF_BIRTH",
      pattern: new RegExp(`${start}${month}[ ,]{1,2}${day}[ ,]{1,2}${year}${end}`, "gi"),
      judge: (found) =>
        birth.test(found.text.slice(Math.max(0, found.start - reach), found.start)) ? judgeWhole(found) : certainty.none,
    },
    { pattern: new RegExp(`${start}${month}[ ]${sureDay}${end}`, "gi"), judge: judgePair },
  ],
});
