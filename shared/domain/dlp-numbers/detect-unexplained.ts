import { rawBefore, textAfter, textBefore } from "../dlp/cue.ts";
import { certainty, type Detector } from "../dlp/detector.ts";
import { readLabelAfter, readLabelBefore } from "../dlp-labels/read-label.ts";
import { topicAround } from "../dlp-labels/topic-around.ts";
import { type Code, countDigits } from "./find-codes.ts";
import { isIdentifierLike } from "./is-identifier-like.ts";
import { isColour, isCounted, isMeasured } from "./is-other-value.ts";
import { widenCodes } from "./widen-code.ts";

/** Numbers and codes that are written like somebody's where nothing calls them something else. For what all others leave. */
export const unexplainedDetector: Detector = {
  name: "unexplained",
  find: (text) =>
    widenCodes(text)
      .flatMap(fieldsOf)
      .filter((code) => isUnexplained(text, code))
      .map((code) => ({ start: code.start, end: code.end, type: topicAround(text, code), certainty: certainty.shape })),
};

/** In messages of X12 a star divides fields. */
const fieldsOf = (code: Code): readonly Code[] => {
  if (!code.value.includes("*")) return [code];
  let start = code.start;
  return code.value.split("*").map((value) => {
    const field = { start, end: start + value.length, value, digits: countDigits(value) };
    start = field.end + 1;
    return field;
  });
};

const isUnexplained = (text: string, code: Code): boolean =>
  isIdentifierLike(code, isAnnounced(text, code)) &&
  !isWithinNotation(text, code) &&
  !isMeasured(textBefore(text, code.start, 2), code.value, textAfter(text, code.end, 16)) &&
  !isCounted(text, code) &&
  !isCalledOther(text, code) &&
  !hasFailedCheck(text, code);

/**
 * "396:1204-22", "chr7:117559590", "color: #1a2b3c": behind a colon that has a number before it, a colour; a part, the result of
 * a power; times of day in a row, a rate, what a ventilator is set to, a drip.
 */
const isWithinNotation = (text: string, { start, value }: Code): boolean => {
  const before = rawBefore(text, start, 64);
  return (
    /[\dA-Za-z]\d:$|\bchr\w{1,2}:$|ISBN-1\d:? $|\bpart $|\^\d{1,3} = $|\bA?B[FK]:$/.test(before) ||
    isColour(before, value) ||
    /^(?:[A-Z]\d{2} \d{2,3}[A-Z]|\d{1,2}(?: \d{1,2}){2,8}|(?:[A-Z\d]{2,4} )?(?:[01]\d|2[0-3])[0-5]\d(?: (?:[01]\d|2[0-3])[0-5]\d){1,6}|[BTQ][A-Z\d]{1,2}H? 0\d00|\d{1,3}(?:-\d{1,3}|m?mol|m?c?g)\/\d{1,4}h?|.{0,14}(?:PEEP|FiO2).{0,9}|D5\w{0,3} \d{2,3})$/.test(
      value.replace(/^(?:\d ){1,40}\d$/, ""),
    )
  );
};

/** By what stands before it, or as all that stands on a line of several. */
const isAnnounced = (text: string, { start, end, digits }: Code): boolean =>
  announced.test(rawBefore(text, start, 12)) ||
  (digits > 8 && /\n$/.test(rawBefore(text, start, 1)) && /^(?:\n|$)/.test(text.slice(end, end + 1)));

/** By a mark or a word, or by an identifier just before it. */
const announced =
  /(?:[:#=([{"'>|]|\uFFFC[ ]?\/?|\b(?:is|its|it's|was|says?|reads?|no|nos|numbers?|numbered|under|ref|id))[ .]{0,2}$/i;

const mostDigitsOfAmount = 8;
const mostDigitsOfReading = 6;
/** As many digits as identifiers have: a word further away says nothing of them. */
const fewestDigits = 7;

/** A label that names something else, in the same part of the sentence and not in the header of a table. */
const isCalledOther = (text: string, { start, end, digits, value }: Code): boolean => {
  const clause = clauseOf(rawBefore(text, start, 72));
  return [readLabelBefore(clause, clause.length), readLabelAfter(text, end)].some(
    (reading) =>
      reading?.label.type === "OTHER" &&
      (reading.nearness === "tight" || digits < fewestDigits) &&
      (reading.label.isAmount !== true || digits <= (/[A-Za-z]/.test(value) ? mostDigitsOfReading : mostDigitsOfAmount)),
  );
};

/** From the last comma, unless it stands right before the number, or from the beginning of a row of a table. */
const clauseOf = (before: string): string => {
  const comma = before.lastIndexOf(", ", before.length - 6) + 1;
  const row = before.lastIndexOf("\n") + 1;
  return before.slice(Math.max(comma, /[,;|\t]/.test(before.slice(0, row)) ? row : 0));
};

/** A number that is all of a text, in the layout of those with a checksum, is one of them or none at all. */
const hasFailedCheck = (text: string, { digits }: Code): boolean => {
  if (text.length >= 48) return false;
  if (/^\s?[\d -]{9,23}\s?$/.test(text)) return digits >= 9;
  return /^\s?[A-Z\d\uFFFC][A-Za-z\d\uFFFC .-]{6,40}\s?$/.test(text) && !/[a-z]{3}/.test(text);
};
