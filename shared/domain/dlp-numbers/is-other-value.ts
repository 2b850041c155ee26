import { textAfter, textBefore } from "../dlp/cue.ts";

const month = "(?:0?[1-9]|1[0-2])";
const day = "(?:0?[1-9]|[12]\\d|3[01])";
const year = "(?:19|20)\\d{2}";
const monthName = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}";
const calendarDate = new RegExp(
  `^(?:(?:${month}[-/.]${day}|${day}[-/.]${month})[-/.](?:${year}|\\d{2})|${year}[-/.]${month}(?:[-/.]${day})?|${month}[-/]${year}|${day}-?${monthName}-?(?:\\d{2,4})?)$`,
  "i",
);
const amount = /^\d{1,6}\.\d{1,3}$|^\d{1,3}\/\d{1,3}$|^\d{1,6}(?:\.\d{1,3})?[-/]\d{1,6}(?:\.\d{1,3})?(?:mg|mcg|ml|g|iu)$/i;
/** Trials, papers and variants have public numbers. */
const publicNumber =
  /^(?:NCT|PMID|PMC|ISRCTN|EudraCT|CRD)-?\d|^rs\d|^UN\d{4}$|^C\d{1,2}H\d{1,3}[A-Za-z\d]{0,8}$|^[A-TV-Z]\d[\dA-Z]\.[\dA-Z]{1,4}$|^[A-Za-z]{2,4}-?\d(?:\/[A-Za-z]{2,4}\d)? \d{2,3}$/;
const fileName = /\.[a-z]{3,4}\d?$/i;
const yearRange = /^(?:19|20)\d{2}[-/](?:(?:19|20)\d{2}|\d{2})$/;
const withUnit =
  /^\d{1,6}(?:\.\d{1,4})?(?:mg|mcg|ug|ml|dl|l|g|kg|lbs?|iu|units?|mm|cm|m|hz|bpm|kcal|cal|hrs?|h|mins?|days?|wks?|weeks?|yrs?|yo|x|st|nd|rd|th|am|pm|k|meq|mmol|s|m\d\ds|h\d\dm|\/24h|-(?:year|month|week|day)s?-old)$/i;
const unit =
  /^[ ]?(?:%|(?:mg|mcg|ug|\u00B5g|\u03BCg|ml|dl|mL|g|gm|grams?|kg|lbs?|pounds?|oz|ounces?|iu|units?|mm|cm|mmhg|bpm|kcal|cal|calories?|hrs?(?![ ]\d{2,3}(?!\d))|hours?|mins?|minutes?|seconds?|days?|weeks?|months?|years?|yrs?|times|tablets?|tabs?|pills?|capsules?|caps|doses?|puffs?|drops?|meq|mmol|mosm|cells?|copies|steps|people|patients|dollars|bucks|usd|eur|euros?|percent|ppm|[kmg]?hz|x10|per|miles?|km|feet|ft|inches|calorie|points?)(?![\w-])|\/(?:10|100|min|hr|day|mm|ml|dl|l|ul)(?!\w)|[\u00B0]|>[ACGT](?![a-z]))/i;

/** Whether a code is written as a date, a ratio, a decimal amount or the name of a file. */
export const isDateOrTime = (value: string): boolean =>
  publicNumber.test(value) || fileName.test(value) || calendarDate.test(value) || amount.test(value) || yearRange.test(value);

/** Whether a code is an amount of money or of something with a unit. */
export const isMeasured = (before: string, value: string, after: string): boolean =>
  /[$\u20AC\u00A3\u00A5]$/.test(before) || withUnit.test(value) || unit.test(after);

/** "border: 1px solid #1a2b3c": a colour of a page. */
export const isColour = (before: string, value: string): boolean =>
  /^[\da-f]{6}$/i.test(value) && /(?:^|[;{(]|(?:colou?r|background|border|solid|fill|paint|button)[^\n]{0,48})#$/i.test(before);

const countedAfter =
  /^[ ](?:rows?|records|reads|tests|views|votes|households|visits|tokens|inhabitants|residents|cad|aud|gbp|euros?)(?![a-z])/i;
const amountBefore =
  /(?<![a-z])(?:populations?|deficit|budget|grant|revenue|total(?:s|ed|ling)?|sum|counted|bigger[ ]than|smaller[ ]than|more[ ]than|less[ ]than|nearly|roughly|approximately|e\.g\.)[^\n\d;]{0,24}$/i;

/** Whether digits in a row that nothing labels are the number of many things: "412558903 people", "a deficit of 536221780". */
export const isCounted = (
  text: string,
  { start, end, value }: { readonly start: number; readonly end: number; readonly value: string },
): boolean => {
  if (!/^\d{6,10}$/.test(value)) return false;
  const after = textAfter(text, end, 16);
  return isMeasured("", value, after) || countedAfter.test(after) || amountBefore.test(textBefore(text, start, 40));
};
