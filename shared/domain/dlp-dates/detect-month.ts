import { textAfter, textBefore } from "../dlp/cue.ts";
import { type Certainty, certainty, type Detector } from "../dlp/detector.ts";
import { type Found, patternDetector } from "../dlp/pattern-detector.ts";
import { datePatterns } from "./date-pattern.ts";

/** Month names that are nothing else. */
const certain =
  /^(?:jan.{3,4}|gen.{4}|enero|f[e\u00e9][bv].{0,6}|july|juillet|se[pt].{4,7}|o[ckt]t.{3,4}|outub.{2}|nov.{4,6}|d[e\u00e9i][cz].{4,6})$/i;
/** The other English names and the abbreviations that people write after "in" or "since". */
const likely = /^(?:april|june|august|jan|aug|sept?|oct|nov|dec|jul|jun|apr|mar|may|march)$/i;
const cue =
  /(?<![a-z])(?:in|since|until|till|til|during|mid|early|late|last|this(?:[ ]past)?|next|past|beginning of|end of|middle of|month of|back in|around|by|from|of|between|all|ago in)[ -](?:early[ -]|late[ -]|mid[ -]?)?$/i;
/** What "in", "by", "of", "around" and "from" mean before a person's name or a verb is left alone. */
const ambiguous = /^(?:april|june|may|march|august)$/i;
const firmCue =
  /(?<![a-z])(?:in|since|until|till|til|during|mid|early|late|last|this|next|past|beginning of|end of|middle of|month of|(?:last|first|night|week|part|start|rest|half) of)[ -](?:early[ -]|late[ -]|mid[ -]?)?$/i;

/** Spanish, French, German: after their word for "in" or "since". */
const foreignCue =
  /(?<![a-z])(?:en|desde|hasta|depuis|jusqu'en|im|seit|bis|seit dem|au mois de|el mes de|anfang|ende|mitte)[ ]$/i;

/** "this may be", "the last may help". */
const verbAfter =
  /^[ ](?!(?:at|and|or|to|for|that|when|with|because|but|until|till|through|after|before|during|due|while|so|i|he|she|we|they|it|was|is|of|my|her|his|our|the|its|it's|im|i'm|ive|i've|hes|he's|shes|she's|we've|youre)\b)[a-z]/;

const name =
  "(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)";
const laterMonth = new RegExp(`^[ ]?(?:or|and|to|thru|through|[-\u2013]|/|&)[ ]?${name}(?![a-z])`, "i");
const earlierMonth = new RegExp(
  `(?<![a-z])(?:${name}[ ]?(?:or|to|thru|through|[-\u2013]|/)|(?:january|february|july|september|october|november|december|\\uFFFC)[ ]and)[ ]?$`,
  "i",
);
const spanBefore = new RegExp(`(?<![a-z])${name}[-\u2013]$`, "i");
/** "march of last year", "june something". */
const yearAfter = /^[ ](?:(?:of[ ])?(?:last|this|next|that)[ ]year|something|sometime)(?![a-z])/i;
/** "It's now August.", "is due june,", "stopped it. march. didnt say". */
const dueBefore = /(?<![a-z])(?:now|due|done|given|came|back|came in|exp|expires|by|before|around)[ ]$/i;
const endAfter = /^[ ]?(?:[.,;!?\n]|$)/;
const answer = /(?:openings?|avail\w{0,6}|slots?|appts?|when\?)[ ]{0,2}["\u201C]?(?:in[ ])?$/i;

/** "june or july", and a month as the answer to a question for a time. */
const isPaired = ({ text, start, end }: Pick<Found, "text" | "start" | "end">): boolean =>
  laterMonth.test(textAfter(text, end, 20)) ||
  earlierMonth.test(textBefore(text, start, 20)) ||
  (answer.test(textBefore(text, start, 24)) && /^[ ]?[?.,!\n]/.test(`${textAfter(text, end, 2)}\n`));

const cueOf = (month: string): RegExp => {
  if (ambiguous.test(month)) return firmCue;
  return likely.test(month) ? cue : foreignCue;
};

const judgeMonth = (found: Found): Certainty => {
  const { text, start, end, value } = found;
  const after = textAfter(text, end, 20);
  if (isOfDay(found, after)) return certainty.none;
  if (/^may$/i.test(value) && verbAfter.test(after)) return certainty.none;
  const before = textBefore(text, start, 24);
  if (isCertain(value, before) || isPaired(found)) return certainty.shape;
  const isCued = cueOf(value).test(before) || (likely.test(value) && isSaidAlone(value, { before, after }));
  return isCued ? certainty.cued : certainty.none;
};

/** "may 3" is another detector's. */
const isOfDay = ({ text, start }: Found, after: string): boolean =>
  /^(?:[ ]?[-/.]?\d|-[a-z])/i.test(after) && !laterMonth.test(after) && !spanBefore.test(textBefore(text, start, 12));

const isCertain = (value: string, before: string): boolean =>
  certain.test(value) && !(value.length === 3 && /\d[ -]$/.test(before));

/** "the echo from march.", "two pounds from august i'd like": how a month is told from somebody called like it. */
const fromBefore = /(?<!(?:letter|call|note|message|text|email|word|gift|card|heard|hear|referral|order|is|am)[ ])from[ ]$/i;
const noPerson = /^(?:[ ]?[.,;?!\n]|$|[ ](?:i'?d|i|we|you|he|she|it|and|so|till?|until|to|on|through)(?![a-z]))/i;

const isSaidAlone = (value: string, { before, after }: { readonly before: string; readonly after: string }): boolean =>
  yearAfter.test(after) ||
  (/^[a-z]/.test(value) && value.length > 4 && fromBefore.test(before) && noPerson.test(after)) ||
  (endAfter.test(after) && (dueBefore.test(before) || (/^[a-z]/.test(value) && /[a-z][.?!][ ]$/.test(before))));

/** Months without day and year: "since January", "in march", "last may", "im Oktober". */
export const monthDetector: Detector = patternDetector({
  name: "month",
  rules: [{ type: "DATE", sought: new RegExp(datePatterns.monthAlone, "gi"), judge: judgeMonth }],
});
