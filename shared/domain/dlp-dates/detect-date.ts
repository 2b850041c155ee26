import { textAfter } from "../dlp/cue.ts";
import { type Certainty, certainty, type Detector } from "../dlp/detector.ts";
import { type Found, patternDetector } from "../dlp/pattern-detector.ts";
import { wordsAfter, wordsBefore } from "../dlp/words-around.ts";
import { readCalendarDate } from "./calendar-date.ts";
import { dateCue, hasUnit } from "./date-cue.ts";
import { datePatterns, monthWord, wholeDates } from "./date-pattern.ts";

const isDate = (text: string): boolean => readCalendarDate(text, { order: "mdy" }) !== undefined;

/** One date, or two with "-" or "to" between them. */
const isDateOrRange = (value: string): boolean => {
  if (isDate(value)) return true;
  return value.split(/(?<=\d{4})-(?=\d{1,2}[-/.])|(?<=[/.]\d{2})-/i).every((piece) => isDate(piece.trim()));
};

const numberedThing =
  /(?<![a-z/])(?:version|ver|v|release|section|sect|chapter|icd|cpt|level|strength|reflex(?:es)?|ratio|lot|sizes?)[\s:.#-]{0,3}$/i;

const judgeNumeric = (found: Found): Certainty => {
  if (!isDateOrRange(found.value) || hasUnit(found)) return certainty.none;
  return numberedThing.test(wordsBefore(found, 16)) ? certainty.none : certainty.verified;
};

const judgeMonthYear = (found: Found): Certainty =>
  isDate(found.value) && !hasUnit(found) ? certainty.verified : certainty.none;

/** Eight digits that are a day of these times, the year first; else only where something says date. */
const judgeCompact = (found: Found): Certainty => {
  if (!isDate(found.value)) return certainty.none;
  if (/^(?:19|20)/.test(found.value)) return certainty.shape;
  return dateCue(found) === "strong" || /(?<![a-z])on[ ]$/i.test(wordsBefore(found, 8)) ? certainty.cued : certainty.none;
};

/** "may", "march", "mar" and "mars" are words of their own, so a day must follow, or something must say date. */
const doubtful = /(?<![a-z])(?:may|mar|mars|set)\b/;
const dayThenVerb = /^[ ](?!(?:at|and|or|to|in|for|if|when|with|because|but|until|till|through|[a-z]{1,3}m)\b)[a-z]/;

/** Languages that write the day first: "ABR 30" is no 30 April. */
const foreignMonthFirst = /^(?:mayo|ene|abr|dic|f\u00e9vr?|avr|d\u00e9c|m\u00e4r|okt|dez|janv)\b/i;

const judgeNamed = (found: Found): Certainty => {
  if (foreignMonthFirst.test(found.value) && !/\d{4}$/.test(found.value)) return certainty.none;
  if (found.value === "SEP-1" || (hasUnit(found) && !/\d{4}$/.test(found.value))) return certainty.none;
  const isSure = /(?:1[89]|20)\d{2}$|\d(?:st|nd|rd|th)\b|[ ]of[ ]|^[a-z]{3,9}day|'\d\d$/i.test(found.value);
  if (isSure || !doubtful.test(found.value.toLowerCase())) return certainty.verified;
  return judgeDoubtful(found);
};

/** "retiring may 31": nobody may do anything thirty-one times. */
const isLateDay = (value: string, before: string): boolean =>
  Number(/^[a-z]{3,4}\.?[ ](\d{2})$/i.exec(value)?.[1] ?? 0) > 12 &&
  !/(?<![a-z])(?:you|i|we|they|it|s?he|who|that|this)[ ]$/i.test(before);

/** "step 2 may help" has a verb after it; "you may 3 times" a word before it that is no date's. */
const judgeDoubtful = (found: Found): Certainty => {
  const before = wordsBefore(found, 24);
  if (dateCue(found) !== "none" || isLateDay(found.value, before)) return certainty.cued;
  if (/^\d/.test(found.value))
    return !found.value.includes("-") && dayThenVerb.test(wordsAfter(found, 16)) ? certainty.none : certainty.shape;
  return /[A-Z]/.test(found.value.charAt(0)) || !/[a-z][ ]$/i.test(before) || isAside(found, before)
    ? certainty.shape
    : certainty.none;
};

/** "laid off may 2." and "botox 200u mar 3, wheelchair": nobody may do two, and nothing that is counted follows. */
const isAside = ({ text, end, value }: Found, before: string): boolean =>
  /^mar/i.test(value)
    ? !/(?:to|on|the|will|we|you|they|i|let's)[ ]$/i.test(before) || !/^march/i.test(value)
    : !subjectBefore.test(before) && clauseAfter.test(textAfter(text, end, 8));
const subjectBefore = /(?<![a-z])(?:you|i|we|they|it|s?he|who|that|this|these|which|what|\w{2,15}s|pt|patient)[ ]$/i;
const clauseAfter = /^(?:[ ]?(?:[.,;!?)\n]|$)|[ ](?:at|and|or|to|for|with|w|when|by|then|so|but|i|he|she|they|we)(?![a-z]))/i;

/** "june thirty milligrams"; "september thirtieth patient" is a day. */
const countsThings = (found: Found): boolean => hasUnit(found) && !/(?:th|first|second|third)$/i.test(found.value);

const judgeSpoken = (found: Found): Certainty => {
  if (countsThings(found)) return certainty.none;
  if (/(?<!of )(?:may|march|mar)$/i.test(found.value))
    return dateCue(found) !== "none" && !dayThenVerb.test(wordsAfter(found, 16)) ? certainty.verified : certainty.none;
  const isSure = !/^(?:may|march|mar)[ ]/i.test(found.value) || /teen\b|(?:twenty|thirty)|th\b|third|[ ]of[ ]/i.test(found.value);
  return isSure || dateCue(found) !== "none" ? certainty.verified : certainty.none;
};

const judgeSpokenSlash = (found: Found): Certainty => {
  if (!isDate(found.value)) return certainty.none;
  const isWhole = (found.value.match(/slash|dash/gi)?.length ?? 0) === 2;
  return isWhole || /^(?:oh|zero)\b/i.test(found.value) || dateCue(found) === "strong" ? certainty.verified : certainty.none;
};

const type = "DATE";
const whole = (sought: RegExp, judge: (found: Found) => Certainty) => ({ type, sought, judge }) as const;
const rule = (pattern: string, judge: (found: Found) => Certainty) =>
  ({ type, sought: new RegExp(pattern, "gi"), judge }) as const;

/** Dates that say a day of a month, or a month of a year: "3/4/24", "2024-03-04T10:00Z", "March 3rd", "mar 24", "04MAR2024". */
export const dateDetector: Detector = patternDetector({
  name: "date",
  needs: /\d/,
  rules: [
    whole(wholeDates.numeric, judgeNumeric),
    { ...whole(wholeDates.named, judgeNamed), needs: monthWord, trim: (value) => value.replace(/(?<=[a-z]{4,9})\.$/i, "") },
    whole(wholeDates.monthYear, judgeMonthYear),
    {
      type,
      sought:
        /(?<![\w.-])(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?(?:[+-]\d{4})?(?![\w-])/g,
      judge: () => certainty.shape,
    },
    {
      type,
      sought:
        /(?<![\w/])(?:[0-3]?\d\/(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\/[0-3]?\d)\/(?:19|20)\d{2}(?!\d)/gi,
      judge: () => certainty.verified,
    },
    {
      type,
      sought: /(?<![\w-])(?:19|20)\d{2}-?W(?:0[1-9]|[1-4]\d|5[0-3])(?:-?[1-7])?(?![\w-])/g,
      judge: () => certainty.verified,
    },
    whole(wholeDates.compact, judgeCompact),
  ],
});

/** Dates in words, as dictation gives them: "march third twenty twenty four", "oh three slash oh four". */
export const spokenDateDetector: Detector = patternDetector({
  name: "spoken-date",
  needs:
    /\b[sd]l?ash\b|(?:ary|rch|ril|may|une|uly|ust|ber|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?[ ](?:the[ ]|of[ ])?(?:fir|sec|thi|fou|fif|six|sev|eig|nin|ten|ele|twe|one|two|thr|fiv|oh|zer)|(?:th|first|second|third)[ ](?:day[ ])?of[ ]|[ ](?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?<=(?:st|nd|rd|th|ne|wo|ee|ur|ve|ix|en|ht|ty)[ ][a-z]{3})/i,
  rules: [rule(datePatterns.spoken, judgeSpoken), rule(datePatterns.spokenSlash, judgeSpokenSlash)],
});
