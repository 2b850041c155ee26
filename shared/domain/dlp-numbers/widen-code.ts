import { isWordOfLabel } from "../dlp-labels/labels.ts";
import { type Code, countDigits, findCodes } from "./find-codes.ts";

const last = "(?=[ ]{0,2}(?:[.,;)!?\\n]|$))";
const groupsAfter = new RegExp(
  `[ ]\\d{5}[ ]\\d(?!\\d)|(?:[ ]\\d(?![\\w/%-]|[.,]\\d)){4,18}|(?:[ ](?:-[ ])?\\d{2,6}[A-Z]?(?![\\w/:%]|[.,-]\\d|[ ](?:mg|ml|mcg|units?|tab|day|week|year))){1,6}(?:[ ](?:\\d|[A-Z])${last})?|[ ](?:\\d|[A-Z])${last}|(?<=(?<![A-Za-z\\d])[A-Z]{1,2}\\d{1,3})[ ][A-Z]{3}(?!\\w)|(?<=(?<![A-Za-z\\d])[a-z]{2}\\d{2})[ ][a-z]{3}(?!\\w)`,
  "y",
);
const groupsBefore =
  /(?:^|(?<joint>(?:\bis|\bno\.?|\bnumber|[:#=])[ ]{0,2})|[\s(])(?<prefix>[A-Z]{1,4}|[b-df-hj-np-tv-xz]{2,4})[ ]$/;
const longest = 40;

/** Codes long enough for an identifier, with what belongs to them across single spaces: groups of digits, a prefix in capitals. */
export const widenCodes = (text: string): readonly Code[] => {
  const wide: Code[] = [];
  let from = 0;
  for (const code of findCodes(text)) {
    if (code.start < from) continue;
    const whole = widenCode(text, code);
    from = whole.end;
    if (whole.digits >= 2 && whole.value.length >= 4) wide.push(whole);
  }
  return wide;
};

const widenCode = (text: string, code: Code): Code => {
  const end = endOfGroups(text, code);
  const start = startOfPrefix(text, code.start);
  if (start === code.start && end === code.end) return code;
  const value = text.slice(start, end);
  return { start, end, value, digits: countDigits(value) };
};

const endOfGroups = (text: string, code: Code): number => {
  groupsAfter.lastIndex = code.end;
  return groupsAfter.test(text) && groupsAfter.lastIndex - code.start <= longest ? groupsAfter.lastIndex : code.end;
};

/** Letters that are a word on their own are no prefix, unless they stand where the number is announced. */
const startOfPrefix = (text: string, start: number): number => {
  const { joint, prefix } = groupsBefore.exec(text.slice(Math.max(0, start - 14), start))?.groups ?? {};
  if (prefix === undefined || (isWordOfLabel(prefix.toLowerCase()) && (joint === undefined || prefix.length < 2))) return start;
  return start - prefix.length - 1;
};
