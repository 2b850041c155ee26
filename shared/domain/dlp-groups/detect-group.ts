import { textAfter } from "../dlp/cue.ts";
import { type Certainty, certainty, type Detector } from "../dlp/detector.ts";
import { type Found, patternDetector } from "../dlp/pattern-detector.ts";
import { wordsAfter, wordsBefore } from "../dlp/words-around.ts";
import { faiths, peoples } from "./group-words.ts";

/** What is called after a group and is nobody: "Jewish General", "hindu food", "german measles". */
const thing =
  /^[ -]?(?:general|hospital|clinic|church|chapel|temple|mosque|school|academy|college|university|medical|health|charit|family services|cemetery|holiday|festival|food|meals?|diet|scien|hall|oats|cent(?:er|re)|speak|language|interpret|translat|version|forms?|only|lessons?|class|word|accent|measles|cuisine|ginseng|medicine|press|toast|passport|licen[cs]e)/i;

const person =
  /^(?:[ ](?:and|&|or|\/)?[ ]?[a-z]{4,14})?[ -](?:famil|househ|(?:gentle|wo)?m[ae]n|lad(?:y|ies)|guys?|girls?|boys?|kids?|child|baby|(?:grand)?(?:mother|father|ma|pa|parents)|mom|mum|dad|nan|wife|husband|uncle|aunt|couple|descent|origin|background|heritage|immigrant|refugee|national|citizen|healer|elder|monk|nun|patient|pt|doctor|nurse|roommate|neighbou?r|fellas?|people)/i;

const subject =
  "(?:i['\u2019]?m|i am|(?:s?he|mom|mum|dad|mother|father|wife|husband|son|daughter|family|patient|pt|parents|roommate|surgeon|nurse|doctor)(?:['\u2019]?s| is| are)?|(?:we|they)(?:['\u2019]?re| are| be)|us|who is|identifies as|married to|raised|grew up|born|practi[cs]ing|devout|half|part|converted to)";
const subjectBefore = new RegExp(
  `(?<![a-z])${subject}[ ](?:(?:an?|the|also|both|very|strict|half|part|not|a devout|from a)[ ]){0,2}$`,
  "i",
);
const labelBefore =
  /(?:religion|faith|race|ethnicity|nationality|tribe|citizenship|denomination|language[ ]?\/[ ]?culture)[ /a-z]{0,16}[:=][ ]{0,2}$/i;
const isAlone = (before: string, after: string): boolean =>
  /(?:^|[.!?\n][ ]?|(?:^|[.!?\n])(?:and|so|also)[ ])$/i.test(before) && /^(?:[.,;!\n]|$|[ ](?:so|and we)(?![a-z]))/i.test(after);

/** A faith is a person's wherever nothing is called after it. */
const judgeFaith = ({ text, end }: Found): Certainty => (thing.test(textAfter(text, end, 20)) ? certainty.none : certainty.shape);

/** People are called so as well: "I'm Christian" may be either. */
const alsoNames = /^(?:christian|jain|german|dutch|welsh|french)$/i;
const article = /(?<![a-z])(?:an?|devout|strict|practi[cs]ing)[ ]$/i;

/** A people, or a church that has hospitals, only where somebody is said to be of it. */
const judgePeople = (found: Found): Certainty => {
  const after = wordsAfter(found, 32);
  const before = wordsBefore(found, 40);
  if (labelBefore.test(before)) return certainty.cued;
  return !thing.test(after) && (person.test(after) || isSaid(found.value, before, after)) ? certainty.shape : certainty.none;
};

const isSaid = (value: string, before: string, after: string): boolean => {
  if (alsoNames.test(value)) return article.test(before) && subjectBefore.test(before);
  return isAlone(before, after) || (subjectBefore.test(before) && !/^[ ][A-Z]/.test(after));
};

const whole = (words: string): RegExp => new RegExp(`(?<![\\p{L}\\d-])(?:${words})(?![\\p{L}\\d])`, "giu");

/** Nationality, people and faith, where they describe somebody: "my Haitian grandmother", "she is Sikh". */
export const groupDetector: Detector = patternDetector({
  name: "group",
  rules: [
    { type: "NRP", sought: whole(faiths), judge: judgeFaith },
    { type: "NRP", sought: whole(peoples), judge: judgePeople },
  ],
});
