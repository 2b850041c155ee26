import { mask, rawBefore, textAfter, textBefore } from "../dlp/cue.ts";
import { type Certainty, certainty } from "../dlp/detector.ts";
import type { Found } from "../dlp/pattern-detector.ts";
import { wordsBefore } from "../dlp/words-around.ts";
import { dateCue, hasUnit, isDosed, isMeasured } from "./date-cue.ts";

/** How sure "3/4" is a day: without a cue only where it can be no score, fraction, strength or span of time. */
export const judgeSlashed = (found: Found): Certainty => {
  if (isMonths(found)) return certainty.none;
  if (!isDay(found.value) || hasUnit(found)) return certainty.none;
  return isInSeries(found) || isSpan(found) || isSaid(found, cueOf(found)) ? certainty.cued : certainty.none;
};

/** "3/12 of calf pain", "5/7 supply": months and days as British doctors write how long. */
const isMonths = (found: Found): boolean => isSpanOf(found) || isBritishSpan(found);

/** "BNO 3/7", "back 6/12": how long, among the words of British wards, unless a word of days stands before. */
const isBritishSpan = ({ text, start, end, value }: Found): boolean =>
  /^(?:1?\d\/(?:7|24)|(?:\d|1[0-8])\/12)$/.test(value) &&
  !/(?<![a-z])(?:on|by|since|until|till?|from|to|of|dob|dated?|seen|appt|and|adm|admitted|d\/?c|discharged|due|starts?|started)[ :]{1,2}$/i.test(
    textBefore(text, start, 14),
  ) &&
  !/^[ ]?[-/]|^[ ](?:to|at|and|@)[ ]/.test(textAfter(text, end, 5)) &&
  british.test(text.slice(Math.max(0, start - 200), end + 200));
const british = /\d\/52(?!\d)|(?<![a-z])(?:bd|tds|qds|nocte|mane|bloods|r\/v|ttos?|gp to|bno)(?![a-z])/i;

const isSpanOf = ({ text, end, value }: Found): boolean =>
  /^\d{1,2}\/(?:12|52|7)$/.test(value) && /^[ ](?:of|supply|history|hx)[ ]/.test(textAfter(text, end, 10));

const isSaid = (found: Found, cue: ReturnType<typeof dateCue>): boolean => {
  if (/last[ ]\w{2,9}[ ]$/i.test(wordsBefore(found, 16))) return true;
  if (cue === "strong") return !isScore(found.value) || !isMeasured(found);
  if (/(?:^|[^a-z])(?:on|from)[ ]$/i.test(wordsBefore(found, 6)) && isLateInMonth(found.value) && !isScore(found.value))
    return true;
  return !isMeasured(found) && !isDisaster(found) && isMeant(found, cue);
};

/** "level on 4/30": no score, no strength. */
const isLateInMonth = (value: string): boolean => {
  const numbers = numbersOf(value);
  return Math.min(...numbers) <= 12 && Math.max(...numbers) > 12;
};

export const isDay = (value: string): boolean => {
  const [first, second] = numbersOf(value);
  return Math.min(first, second) <= 12 && Math.min(first, second) > 0 && Math.max(first, second) <= 31;
};

/** "3/3 thru 3/5": nothing but days runs through. */
const throughAfter = /^[ ](?:thru|through|til|till|until)[ ]\d{1,2}\/\d{1,2}(?![\d/])/i;
/** "from 20/2 to 5/3" */
const spanAfter = /^[ ](?:to|until|till|thru)[ ](?:\uFFFC|\d{1,2}\/\d{1,2}(?![\d/])|\d{1,2}\/\d{1,2}\/\d{2,4})/i;
const spanBefore = /from[ ](\uFFFC|\d{1,2}\/\d{1,2})[ ]to[ ]$/i;
const isSpan = ({ text, start, end, value }: Found): boolean =>
  ((isLate(value) || /\d\/\d{1,2}\/\d|\uFFFC/.test(textAfter(text, end, 18).slice(0, 18))) &&
    spanAfter.test(textAfter(text, end, 18)) &&
    /(?<![a-z])from[ ]$/i.test(textBefore(text, start, 6))) ||
  isLate(spanBefore.exec(textBefore(text, start, 16))?.[1] ?? "");
/** A removed day, or one that is no month. */
const isLate = (value: string): boolean => value === mask || Math.max(...numbersOf(value)) > 12;
const throughBefore = /(?<![\d/])\d{1,2}\/\d{1,2}[ ](?:thru|through|til|till|until)[ ]$/i;
/** "2/14 0341": a day, then a time as wards write it. */
const timeAfter = /^[ ](?:[01]\d|2[0-3])[0-5]\d(?![\w/.%]|-\d|[ ](?:mg|ml|mcg|units?|kcal|cal|g|iu)(?![a-z]))/i;
const timeBefore = /(?<![\d.])(?:(?:at|@)[ ](?:[01]\d|2[0-3])[0-5]\d|(?:[01]?\d|2[0-3]):[0-5]\d)[ ]$/i;
/** "10/1 144/92": a log of pressures. */
const pressureAfter = /^[ :]{1,2}\d{2,3}\/\d{2,3}(?![\d/])/;

const cueOf = (found: Found): ReturnType<typeof dateCue> => (isThrough(found) ? "strong" : dateCue(found));

const isThrough = ({ text, start, end }: Found): boolean =>
  throughAfter.test(textAfter(text, end, 16)) ||
  throughBefore.test(textBefore(text, start, 18)) ||
  timeAfter.test(textAfter(text, end, 16)) ||
  timeBefore.test(textBefore(text, start, 8)) ||
  pressureAfter.test(textAfter(text, end, 10));

const isMeant = (found: Found, cue: "weak" | "none"): boolean => {
  const partner = partnerOf(found);
  if (partner !== undefined) return !isFraction(found.value) || !isFraction(partner) || isOn(found);
  if (isScore(found.value)) return isScoreOnDay(found);
  if (cue === "weak" && !isAfterFor(found)) return !isFraction(found.value) || isOn(found);
  return !isCombination(found) && (!isRatio(found.value) || standsApart(found) || isAmongDays(found));
};

/** How far to either side another day may stand. */
const reach = 200;
const slashed = /(?<![\w/.])\d{1,2}\/\d{1,2}(?:\/\d{2,4})?(?![\w/%]|\.\d)/g;

/** "Echo 2/8: EF 35. Cath 2/21": no span and no part of a whole in a text that has another day of that form. */
const isAmongDays = (found: Found): boolean => {
  const { text, start, end, value } = found;
  if (isFraction(value) || isAfterFor(found) || /(?:x|\b(?:of|every|q))[ ]?$/i.test(textBefore(text, start, 6))) return false;
  const near = `${rawBefore(text, start, reach)} ${text.slice(end, end + reach)}`;
  return [...near.matchAll(slashed)].some(([other]) => isSureDay(other));
};

const isSureDay = (value: string): boolean => isDay(value) && (/\/.*\//.test(value) || (!isRatio(value) && !isScore(value)));

/** "8/10 on 8/10", and not "on 24/7". */
const isScoreOnDay = (found: Found): boolean => isOn(found) && !/^(?:24|16|20)/.test(found.value);

const isAfterFor = ({ text, start }: Found): boolean => /(?<![a-z])for[ ]$/i.test(textBefore(text, start, 5));

/** Two substances are given in round amounts: "azole 10/28" has none. */
const isCombination = (found: Found): boolean => {
  const [, second] = numbersOf(found.value);
  return isDosed(found) && (second <= 12 || second % 5 === 0);
};

const numbersOf = (value: string): readonly [number, number] => {
  const [first = 0, second = 0] = (value.match(/\d+/g) ?? []).map(Number);
  return [first, second];
};

/** n/10 is a pain score, n/5 a muscle's strength, 20/n eyesight, 24/7 always, 16/8 a fast. */
const isScore = (value: string): boolean => {
  const [first, second] = numbersOf(value);
  if (/^(?:20 ?\/ ?\d?[05]|24 ?\/ ?7|16 ?\/ ?8)$/.test(value)) return true;
  return !/(?<!\d)0\d/.test(value) && ((second === 10 && first <= 10) || (second === 5 && first <= 5));
};

const pairs = /(?<![\w/.])(\d{1,2})\/(\d{1,2})(?![\w/%]|\.\d)/g;

/** "3/1 3/2 3/3", "2/6 neg, 2/7 1+, 2/8 neg": days of one month that go up, and not all of them fractions. */
const isInSeries = ({ text, start, end, value }: Found): boolean => {
  const [month, day] = numbersOf(value);
  const near = `${textBefore(text, start, 30)}${value}${textAfter(text, end, 30)}`;
  const days = [...near.matchAll(pairs)].filter(([, first]) => Number(first) === month && month <= 12);
  const isRising = days.every(([, , second], at) => at === 0 || Number(second) > Number(days[at - 1]?.[2]));
  return days.length >= 3 && isRising && day <= 31 && days.some(([pair]) => !isFraction(pair));
};

/** "9/11 survivors", "after 9/11" */
const isDisaster = ({ text, start, end, value }: Found): boolean =>
  value === "9/11" &&
  (/^[ ](?:surviv|fund|attack|memorial|respon|worker|first|health|with)/i.test(textAfter(text, end, 10)) ||
    /(?<![a-z])(?:after|post|before|since|during|the)[ -]$/i.test(textBefore(text, start, 8)) ||
    start === 0);

const isFraction = (value: string): boolean => {
  const [first, second] = numbersOf(value);
  return first < second && second <= 4;
};

/** What may be a part of a whole, or days, weeks and months as "3/7" and "6/12"; nobody writes those with a leading zero. */
const isRatio = (value: string): boolean => {
  const [first, second] = numbersOf(value);
  if (/(?<!\d)0\d/.test(value) || first > second) return false;
  return second <= 8 || second === 10 || second === 12;
};

/** In brackets or between a comma and the end of a sentence; at the start of a line and before a colon or dash. */
const standsApart = ({ text, start, end }: Found): boolean => {
  const before = textBefore(text, start, 24);
  const after = textAfter(text, end, 4);
  if (isHead(rawBefore(text, start, 3), after)) return true;
  if (text[start - 1] === "\n" || start === 0) return /^[ ]?(?::|-[ ])/.test(after);
  if (/[a-z)][ ]$/i.test(before) && /^:/.test(after)) return true;
  return (/[a-z][)]?[,;][ ]$/i.test(before) && /^(?:[.;)\n]|$)/.test(after)) || (before.endsWith("(") && after.startsWith(")"));
};

/** "| 4/8 |" in the first column of a table, and a day behind a name and before a colon. */
const isHead = (before: string, after: string): boolean =>
  (/\n\|[ ]?$/.test(before) && /^[ ]?\|/.test(after)) || (before.endsWith(`${mask} `) && after.startsWith(":"));

const isOn = ({ text, start }: Found): boolean => /(?<![a-z])(?:on|by)[ ]$/i.test(textBefore(text, start, 4));

const laterOf = /^(?:[ ]?(?:->?|\u2192|to|through|thru)|,?[ ](?:and|&|or|not|vs\.?)|,)[ ]?(\d{1,2}\/\d{1,2})(?![\d/])/i;
const earlierOf = /(?<![\d/])(\d{1,2}\/\d{1,2})(?:[ ]?(?:->?|\u2192|to|through|thru)|,?[ ](?:and|&|or|not|vs\.?)|,)[ ]?$/i;

/** The other end of a range: "3/4 to 3/9", "3/4-3/9"; or a neighbour in a list: "3/3, 3/10 and 3/17". */
const partnerOf = ({ text, start, end, value }: Found): string | undefined => {
  if (value.includes("-")) return value.slice(value.indexOf("-") + 1);
  const [, partner] = laterOf.exec(textAfter(text, end, 18)) ?? earlierOf.exec(textBefore(text, start, 18)) ?? [];
  return partner !== undefined && isDay(partner) && !isScore(partner) ? partner : undefined;
};
