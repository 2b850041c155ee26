import { monthPattern } from "./month-names.ts";
import { spokenPattern } from "./spoken-number.ts";
import { weekdayPattern } from "./weekday-names.ts";

const year4 = "(?:1[89]|20)\\d{2}(?!\\d)";
const year2 = `(?:'\\d{2}(?![\\d/%])|\\d{2}(?![\\d/%]|[.:-]\\d|[ ](?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|[ ]?(?:[ap]\\.?m|m[gl]|mcg|tab|pill|cap|unit|day|week|month|hour|time|year|x\\b|g\\b|lb|kg|cm|mm|percent|pack|puff)))`;
const year = `(?:${year4}|${year2})`;
const day = "(?:3[01]|[12]\\d|0?[1-9])(?!\\d)";
const ordinal = `(?:3[01]|[12]\\d|0?[1-9])(?:st|nd|rd|th|er|[\\u00ba\\u00aa])(?![a-z])`;
const dayOrOrdinal = `(?:${ordinal}|${day})`;
const of = "(?:(?:day[ ])?(?:of|de|del|den)[ ](?:the[ ])?)?";
const month = `${monthPattern}\\.?`;
const weekday = `(?:${weekdayPattern}\\.?[ ]?,?[ ]?(?:(?:the|den|le|el)[ ])?)?`;
const clock = "(?:(?:T\\d{1,2}:\\d{2}(?::\\d{2})?|[ ]\\d{1,2}:\\d{2}:\\d{2})(?:[.]\\d{1,9})?(?:Z|[ ]?[+-]\\d{2}:?\\d{2})?)?";
const gap = "[ ,-]{0,3}";

/** Three numbers with the same mark between them, the year first or last. */
const numericWith = (mark: string): string =>
  `${year4}${mark}\\d{1,2}${mark}\\d{1,2}(?!\\d)${clock}|\\d{1,2}${mark}\\d{1,2}${mark}(?:${year4}${clock}|'?\\d{2}(?!\\d))`;
const marks = ["[ ]?/[ ]?", "[ ]?-[ ]?", "[ ]?[.][ ]?"];
const numeric = `(?:${marks.map(numericWith).join("|")}|\\d{1,2}[ ]\\d{1,2}[ ]${year4})`;

const monthFirst = `(?:${year4}[ ,.-]{1,2})?${month}[ -]{0,2}(?:the[ ])?${dayOrOrdinal}(?:(?:,[ ]?${dayOrOrdinal}){1,4},?[ ](?:and|or|&)[ ]${dayOrOrdinal}|[ ]?-[ ]?${dayOrOrdinal}|[ ](?:to|through|thru|and|or|&)[ ]${dayOrOrdinal})?(?:[ ,.-]{1,3}(?:of[ ])?${year})?`;
const dayFirst = `(?:(?:${dayOrOrdinal},[ ]){0,3}${dayOrOrdinal}\\.?[ ]?(?:-|to|and|&)[ ]?)?${dayOrOrdinal}\\.?[ -]{0,2}${of}${month}(?:${gap}${of}${year})?`;
const monthOfYear = `${month}${gap}${of}(?:${year4}|'\\d{2}(?!\\d))`;

/** "ninety one" and "oh three" after a month or a day, where no unit follows. */
const spokenYear = `(?:${spokenPattern.year}|${year4}|(?:(?:thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[ -]${spokenPattern.one})?|oh[ -]${spokenPattern.one})(?![a-z]|[ -](?:m[gl]\\b|milli|unit|percent|pound|day|week|hour|minute|time|kilo|people|tablet|pill|degree)))`;

const before = "(?<![\\w\\u00c0-\\u024f]|\\d[-/.]|[$#])";
const after = "(?![\\w\\u00c0-\\u024f]|[-/.]\\d)";

/** "29 Sept-5 Oct": a day that begins a span. */
const afterNamed = `(?![\\w\\u00c0-\\u024f]|[-/.]\\d(?!\\d?[ -]{0,2}(?:${monthPattern})))`;

/** Sources of patterns for the ways a date is written. The patterns bound the text; whether a date is meant is judged. */
export const datePatterns = {
  numeric: `${before}${numeric}(?:-${numeric})?${after}`,
  named: `${before}${weekday}(?:${monthFirst}|${dayFirst}|${monthOfYear})${afterNamed}`,
  monthAlone: `${before}${monthPattern}`,
  monthYear: `${before}(?:(?:0?[1-9]|1[0-2])[ ]?[/-][ ]?|(?:0[1-9]|1[0-2])[.])${year4}${after}`,
  compact: `${before}(?:(?:19|20)\\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])|(?:0[1-9]|[12]\\d|3[01]){2}(?:19|20)\\d{2})${after}`,
  dayMonth: `${before}(?:${day}[ ]?/[ ]?${day}|${day}-${day}|${day}[.]${day}[.]?)(?:-${day}/${day})?(?![\\w%]|[-/.:]\\d)`,
  ordinal: `${before}${ordinal}`,
  ordinalOfOrdinal: `${before}(?:the[ ])?(?:${ordinal}[ ]of[ ](?:the[ ])?${ordinal}(?:[ ,]{1,2}(?:of[ ])?${year})?|${spokenPattern.ordinal}[ ]of[ ]the[ ]${spokenPattern.ordinal}[ ,]{1,2}(?:of[ ])?${spokenYear})${after}`,
  spoken: `${before}(?:${monthPattern}[ ](?:of[ ])?${spokenPattern.year}(?![ -](?:twenty|nineteen|two|oh|teen))|${monthPattern}[ ](?:the[ ])?(?:${spokenPattern.ordinal}|${spokenPattern.number})(?:[ ,]{1,2}${spokenYear})?|(?:${spokenPattern.ordinal}(?:[ ]day)?|${spokenPattern.number})[ ](?:of[ ])?${monthPattern}(?:[ ,]{1,2}(?:of[ ])?${spokenYear})?|${monthPattern}[ ](?:of[ ])?${spokenPattern.year}|${monthPattern}[ ]of[ ]${spokenYear})`,
  spokenSlash: `${before}(?:${spokenPattern.number}|\\d{1,2})[ ](?:slash|dash)[ ](?:${spokenPattern.number}|\\d{1,2})(?:[ ](?:slash|dash)[ ](?:${spokenPattern.year}|${spokenPattern.number}|${year4}|\\d{2}))?(?![\\w])`,
} as const;

const compiled = (pattern: string): RegExp => new RegExp(pattern, "gi");

/** What every date with a month's name holds: asked before the pattern of such dates, which takes long to compile. */
export const monthWord = new RegExp(monthPattern, "i");

/** The patterns of whole dates, compiled once for all detectors that look for them. */
export const wholeDates = {
  numeric: compiled(datePatterns.numeric),
  named: compiled(datePatterns.named),
  monthYear: compiled(datePatterns.monthYear),
  compact: compiled(datePatterns.compact),
} as const;
