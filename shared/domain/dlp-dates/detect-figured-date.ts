import { rawBefore, textAfter } from "../dlp/cue.ts";
import { type Certainty, certainty, type Detector } from "../dlp/detector.ts";
import { type Found, patternDetector } from "../dlp/pattern-detector.ts";
import { spokenPattern } from "./spoken-number.ts";

const { one } = spokenPattern;
const month = `(?:(?:(?:oh|zero)[ ])?${one}|ten|eleven|twelve)`;
const tensDay = `(?:(?:thir|four|fif|six|seven|eigh|nine)teen|twenty(?:[ -]${one})?|thirty(?:[ -]one)?)`;
const day = `(?:${tensDay}|(?:(?:oh|zero)[ ])?${one}|ten|eleven|twelve)`;
/** A day that nobody counts to: behind a month, it is no small number. */
const isSureDay = new RegExp(`[ ](?:${tensDay}|(?:oh|zero)[ ]${one})$`, "i");
const year = `(?:${spokenPattern.year}|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[ -]${one})?)`;
const start = "\\b";
/** "one" of "twenty one", and whatever number goes on. */
const numberBefore = new RegExp(`(?:oh|zero|${one}|teen|ten|eleven|twelve|ty|hundred|point|thousand)[ ,-]$`, "i");
const end = `(?![a-z-]|[ ](?:oh|zero|point|${one}|ten|eleven|twelve|hundred|thousand|percent|over|units?|mil[a-z]{1,10}|mcgs?|micro[a-z]{1,8}|pounds|times|days|weeks|hours|minutes|[ap]\\.?m|o'?clock|in the (?:morning|afternoon|evening)|at night|tonight|this morning|sharp)(?![a-z]))`;

const birth = /birth|d[. ]?o[. ]?b\b|(?<![a-z])born|b-?day/i;
const reach = 90;

/** "date of injury ten four", "follow up on six twelve", "her period was four two": whatever follows is a day. */
const dayBefore =
  /(?<![a-z])(?:(?:dates?|lmp|dos|edd)(?:[ ](?:of|is|was|on|for|[a-z]{4,9})){0,3}|(?:(?:injured|seen|admitted|discharged|follow(?:ing)?[ -]?up|fell|started|stopped|delivered|died|filled|due|booked|scheduled|moved|placed|removed|tested|visit|appointment|surgery|accident|injury|period|shot|scan|labs|drawn|done|there|here|again|back|it|him|her|me)[ ]on)|(?:last[ ])?(?:period|visit|appointment|injury|surgery|accident|shot|depo|delivery)(?:'?s|[ ](?:was|is)))[ :,]{1,2}$/i;
/** "return eleven oh six", "her old one ran out eight thirty one": what is held or ends on a day. */
const eventBefore =
  /(?<![a-z])(?:seen|return(?:ed|s)?|admitted|discharged|dated|effective|expire[sd]?|ran out|dos|dates?|collected|drawn|signed|onset|(?:wants?|needs?|be in|due)(?:[ ](?:it|that|them|this|in))?[ ]by)[ :,]{1,2}(?:on[ ])?$/i;
/** Words before days and times of day alike. */
const timeBefore = /(?<![a-z])(?:since|until|till?|from|started|stopped|began|before|after)[ ]$/i;
const clockLike = /(?:^|[ -])(?:oh[ ]five|ten|fifteen|twenty|twenty[ -]five|thirty)$/i;
const datesAsked = /(?<![a-z])dates?[^a-z][^.]{0,20}$/i;
const throughAfter = new RegExp(`^[ ](?:through|thru|until|till?)[ ]${month}[ ]${day}${end}`, "i");
const throughBefore = new RegExp(`${month}[ ]${day}[ ](?:through|thru|until|till?)[ ]$|\\uFFFC[ ](?:through|thru)[ ]$`, "i");

const before = ({ text, start: at }: Found, length: number): string => rawBefore(text, at, length);

/** "marguerite tolliver seven nineteen forty four": a whole year says that it is a day; two figures need to be asked for. */
const judgeWhole = (found: Found): Certainty => {
  const near = before(found, reach);
  if (numberBefore.test(near)) return certainty.none;
  const isWhole =
    /(?:nineteen|twenty|thousand)[ -]\S{1,10}[ -]\S{1,10}$|(?:nineteen|twenty)[ -](?:\S{3,5}teen|ten|eleven|twelve|twenty|thirty|[a-z]{3,5}ty)$/i.test(
      found.value,
    );
  return isWhole || birth.test(near) || dayBefore.test(near) || eventBefore.test(near) || timeBefore.test(near)
    ? certainty.shape
    : certainty.none;
};

const judgePair = (found: Found): Certainty => {
  const near = before(found, 48);
  if (numberBefore.test(near)) return certainty.none;
  return dayBefore.test(near) || isSpan(found, near) || (isSureDay.test(found.value) && isHeld(found, near))
    ? certainty.shape
    : certainty.none;
};

/** "what dates? eleven two through one thirty" */
const isSpan = ({ text, end: to }: Found, near: string): boolean =>
  throughBefore.test(near) || (throughAfter.test(textAfter(text, to, 48)) && datesAsked.test(near));

const isHeld = ({ value }: Found, near: string): boolean =>
  eventBefore.test(near) || /(?<![a-z])on[ ]$/i.test(near) || (timeBefore.test(near) && !clockLike.test(value));

const isOfBirth = (found: Found): boolean => birth.test(before(found, reach));
const whole = new RegExp(`${start}${month}[ ,]{1,2}${day}[ ,]{1,2}${year}${end}`, "gi");

/** Days in figures as dictation says them, without "slash": "seven nineteen forty four", "seen two eighteen". */
export const figuredDateDetector: Detector = patternDetector({
  name: "figured-date",
  type: "DATE",
  needs: new RegExp(`\\b${month}[ ,]{1,2}${day}(?![a-z])`, "i"),
  rules: [
    { sought: whole, judge: (found) => (isOfBirth(found) ? certainty.none : judgeWhole(found)) },
    {
      type: "DATE_OF_BIRTH",
      needs: birth,
      sought: whole,
      judge: (found) => (isOfBirth(found) ? judgeWhole(found) : certainty.none),
    },
    { sought: new RegExp(`${start}${month}[ ]${day}${end}`, "gi"), judge: judgePair },
  ],
});
