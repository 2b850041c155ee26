import { digitsOf, textAfter, textBefore } from "../dlp/cue.ts";
import { type Candidate, type Certainty, certainty, type Detector } from "../dlp/detector.ts";
import { digitShape } from "../dlp/digit-shape.ts";
import { type Found, patternDetector } from "../dlp/pattern-detector.ts";
import { hasPhoneCue, hasPhoneLabel } from "./phone-cue.ts";

const type = "PHONE_NUMBER";
const extension = "(?:[ ,;]{0,2}(?:x|extn?\\.?|extension|poste|#)[ .:]{0,2}\\d{1,6})?(?!\\d|[-.]\\d)";
const edge = "(?<!\\w|\\d[-./]|[$\u20AC\u00A3])";

/** US National Drug Code layouts, and other codes with the digit count of a telephone number. */
const drugCodeShapes: ReadonlySet<string> = new Set(["5-4-2", "5-3-2", "5-4-1", "4-4-2", "4-4-1"]);
const dateLike =
  /^\(?(?:(?:19|20)\d{2}[-./ ]{1,2}(?:0?\d|1[0-2])[-./ ]{1,2}[0-3]?\d|(?:[0-3]?\d)[-./ ]{1,2}[0-3]?\d[-./ ]{1,2}(?:19|20)\d{2})(?:\D|$)/;
const timesOfDay = /^(?:[01]\d|2[0-3])[0-5]\d(?: (?:[01]\d|2[0-3])[0-5]\d){1,6}$/;
const yearRange = /^(?:19|20)\d{2}\D{1,3}(?:19|20)\d{2}$/;
const extensionPart = /[ ,;]{0,2}(?:x|extn?\.?|extension|poste|#)[ .:]{0,2}\d{1,6}$/i;

const isOtherNumber = (value: string): boolean =>
  timesOfDay.test(value) ||
  /\([^)]{0,40}$/.test(value) ||
  dateLike.test(value) ||
  yearRange.test(value) ||
  drugCodeShapes.has(digitShape(value)) ||
  /^\d{1,20}\.\d{1,20}$/.test(value);

const sure = (found: Found): Certainty => (hasPhoneLabel(found.text, found.start) ? certainty.cued : certainty.verified);

/** Digits that need no cue once their layout is that of a number with an area code. */
const judgeLayout = (found: Found): Certainty => {
  const number = found.value.replace(extensionPart, "");
  if (hasPhoneLabel(found.text, found.start) && !dateLike.test(number)) return certainty.cued;
  return isOtherNumber(number) || hasStrayDigit(number) ? certainty.none : certainty.shape;
};

/** Numbers are written in groups; single digits in a row are a list or a scale. "(0)" is the European trunk prefix. */
const hasStrayDigit = (number: string): boolean => /(?<!\d)\d(?!\d)/.test(number.replace("(0)", "").replace(/^\+?\d[ .-]/, ""));

const judgeParenthesised = (found: Found): Certainty =>
  digitsOf(found.value).length < 8 || /^\((?:19|20)\d{2}\)/.test(found.value) ? certainty.none : judgeLayout(found);

const judgeCued = ({ text, start, end, value }: Found): Certainty => {
  if (hasPhoneLabel(text, start) && !dateLike.test(value)) return certainty.cued;
  const number = value.replace(extensionPart, "");
  return !isOtherNumber(number) && !hasStrayDigit(number) && hasPhoneCue(text, start, end) ? certainty.shape : certainty.none;
};

/** Ten digits said one by one, but not a scale that counts up. */
const judgeSingles = ({ value }: Found): Certainty =>
  /^1?[2-9]/.test(digitsOf(value)) && !/234567|123456/.test(digitsOf(value)) ? certainty.shape : certainty.none;

/** "555-0196", and no range such as 500-1000 or 250-1500 mg. */
const judgeLocal = ({ text, start, end, value }: Found): Certainty => {
  if (hasPhoneCue(text, start, end)) return certainty.cued;
  return /[05]0$/.test(value) || hasUnitAfter.test(textAfter(text, end, 12)) ? certainty.none : certainty.shape;
};

/** A bare "page 3412" is one of a book. */
const judgePager = ({ text, start }: Found): Certainty =>
  /page(?:[ ](?:number|no|is))?[ :#.]{1,3}$/i.test(textBefore(text, start, 18)) ? certainty.none : certainty.cued;

const hasUnitAfter = /^[ ]?(?:%|[a-z]{1,4}\/|mg|mcg|ml|g\b|iu|units?|kcal|cal|steps|copies|cells|k\b|x10)/i;

const national = "\\(?\\d{3}\\)?[ ]?[-. /]?[ ]?\\d{3}[ ]?[-. ]?[ ]?\\d{4}";

const thingBefore = /(?:isbn|upc|barcode|part(?:[ ]n(?:o|umber))?)[-:. \d]{0,6}$|\^\d{1,3}[ ]=[ ]$/i;
const faxBefore = /\bfax(?:ed|es|ing)?\b[^\d]{0,24}$/i;
const faxAfter = /^[\s,(-]{0,3}fax\b/i;

/** Telephone and fax numbers: North American, international, with a leading 0, and anything called a number to call. */
export const phoneDetector: Detector = {
  name: "phone",
  find: (text) =>
    numbers
      .find(text)
      .filter(({ start }) => !thingBefore.test(textBefore(text, start, 18)))
      .map((number) => (isFax(text, number) ? { ...number, type: "FAX_NUMBER" } : number)),
};

const isFax = (text: string, { start, end }: Candidate): boolean =>
  faxBefore.test(textBefore(text, start, 32)) || faxAfter.test(textAfter(text, end, 12));

const numbers: Detector = patternDetector({
  name: "phone",
  type,
  needs: /page|pgr|bleep|beep|\d\D{0,4}\d\D{0,4}\d\D{0,4}\d|ext|x\d|8[0-8]{2}[-. ][A-Z]/,
  rules: [
    { sought: new RegExp(`(?<![\\w+])(?:\\+|00|011[ -]?)[ ]?1[-. ]{0,2}${national}${extension}`, "gi"), judge: sure },
    {
      sought: new RegExp(`(?<![\\w+])\\+[ ]?\\(?[1-9](?:[ .\\-()/]{0,3}\\d){6,14}${extension}`, "gi"),
      judge: sure,
    },
    {
      sought: new RegExp(`(?<!\\w|\\)|\\d[-.])(?:00|011)[ -]?[1-9](?:[ .\\-()/]{0,3}\\d){8,13}${extension}`, "gi"),
      judge: judgeLayout,
    },
    {
      sought: new RegExp(
        `(?<!\\d|\\d[-./])(?:1[-. ]{1,2})?\\(?\\d{3}(?:\\)[ ]?[-.]?|[ ]?[-./][ ]?|[ ])[ ]?\\d{3}(?:[ ]?[-.][ ]?|[ ])\\d{4}${extension}`,
        "gi",
      ),
      judge: judgeLayout,
    },
    {
      sought: /(?<!\w|[-.])1?[2-9]\d{2}[2-9]\d{2}[-. ]?\d{4}(?!\w|[-.]\d)/gi,
      judge: sure,
    },
    {
      sought: new RegExp(`${edge}\\(?0(?:\\)[ ]?)?[1-9](?:[ .\\-()/]{0,3}\\d){8,10}${extension}`, "gi"),
      judge: judgeLayout,
    },
    {
      sought: new RegExp(`${edge}\\(\\d{2,5}\\)[ .-]{0,2}\\d{2,5}(?:[ .-]\\d{2,4}){0,3}${extension}`, "gi"),
      judge: judgeParenthesised,
    },
    {
      sought: new RegExp(`${edge}\\(?\\d(?:[ .\\-()]{0,2}\\d){6,12}${extension}(?![ ]\\d{3,4}(?!\\d))`, "gi"),
      judge: judgeCued,
    },
    { sought: /(?<![\w.,/-]|\d[ ])(?:1[ ])?\d(?:[ ,-]{1,2}\d){9}(?![\w/%]|[ ,-]{1,2}\d|[.,]\d)/g, judge: judgeSingles },
    {
      sought:
        /(?<![\w-])(?:ext\.?|extn\.?|extension)[ ]?(?:number|no\.?|is|#|:)?[ ]?#?(?<id>(?:x[ ]?)?\d(?:-?\d){2,6})(?![\w%\u00B0/]|[.,-]\d|[ ](?:deg|mg|ml))/gi,
      judge: sure,
    },
    { sought: /(?<![\w.,/-]|\d[ ])1[38]00[ ]\d{3}[ ]\d{3}(?![\w/%]|[ .,-]\d)/g },
    {
      sought: /(?<![\w.,/-]|\d[ ])[2-9]\d{2}-\d{4}(?:,?[ ](?:ext?|extension)\.?[ ]\d{2,6})?(?![\w/%]|[-.,]\d)/g,
      judge: judgeLocal,
    },
    {
      sought:
        /(?<=(?<![a-z])(?:bleep|beep(?:er)?|pager?|pgr|callback)(?![a-z])(?:[ ](?:me|us|him|her|them|on|at|is|no|number)){0,3}[ :#.]{1,3})\d(?:-?\d){2,6}(?![\w/%]|[.,-]\d|[ ]of\b)/gi,
      judge: judgePager,
    },
    {
      sought:
        /(?<=(?<![a-z])(?:phone|desk|line|dial|call|reach|office|direct)[^\d\n\uFFFC]{0,20})(?<![a-z])(?<id>x[ ]?\d{3,6})(?![\w%/]|[.,-]\d)/gi,
      judge: sure,
    },
    { sought: /(?<![\w.,/-]|\d[ ])x\d{4,5}(?<!00)(?![\w%/]|[.,-]\d)/g, judge: sure },
    {
      sought: /(?<![\w.,/-])(?:[2-9]\d{2}\/[2-9]\d{2}\/\d{4}|(?:\([2-9]\d{2}\)[ ]?|[2-9]\d{2}[ -])[2-9]\d{6})(?![\w/%]|[-.,]\d)/g,
      judge: judgeLayout,
    },
    {
      sought:
        /(?<![\w-])(?:\+?1[-. ])?8(?:00|33|44|55|66|77|88)[-. ](?=[A-Z\d-]{0,10}[A-Z]{3})[A-Z\d]{3,8}(?:-[A-Z\d]{2,5})?(?!\w)/g,
      judge: sure,
    },
  ],
});
