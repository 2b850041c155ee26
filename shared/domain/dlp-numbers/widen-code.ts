import { isWordOfLabel } from "../dlp-labels/labels.ts";
import { type Code, countDigits, findCodes } from "./find-codes.ts";

const last = "(?=[ ]{0,2}(?:[.,;)!?\\n]|$))";
const groupsAfter = new RegExp(
  `[ ]\\d{5}[ ]\\d(?!\\d)|(?:[ ]\\d(?![\\w/%-]|[.,]\\d)){4,18}|(?:[ ](?:-[ ])?\\d{2,6}(?:-\\d{1,4}|[A-Z])?(?![\\w/:%]|[.,-]\\d|[ ](?:mg|ml|mcg|units?|tab|day|week|year))){1,6}(?:[ ](?:\\d|[A-Z])${last})?|[ ](?:\\d|[A-Z])${last}|(?<=(?<![A-Za-z\\d])\\d[A-Za-z]{2})[ ]\\d[A-Za-z]{2}(?!\\w)|(?<=(?<![A-Za-z\\d])[A-Z]{1,2}\\d{1,3})[ ][A-Z]{3}(?!\\w)|(?<=(?<![A-Za-z\\d])[a-z]{2}\\d{2})[ ][a-z]{3}(?!\\w)`,
  "y",
);
const groupsBefore =
  /(?:^|(?<joint>\b(?:is|its|it's|no\.?|number|ID|id)[ ]{1,2}|[:#=][ ]{0,2})|(?<word>[a-z][ ])|[\s(])(?<prefix>[A-Z]{1,4}|[b-df-hj-np-tv-xz]{1,4})[ ]$/;
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
  if (text[code.end] !== " ") return code.end;
  groupsAfter.lastIndex = code.end;
  return groupsAfter.test(text) && groupsAfter.lastIndex - code.start <= longest ? groupsAfter.lastIndex : code.end;
};

/** Letters that are a word on their own are no prefix, unless they stand where the number is announced. */
const startOfPrefix = (text: string, start: number): number => {
  if (text[start - 1] !== " " || !/[A-Za-z]/.test(text[start - 2] ?? "")) return start;
  const { joint, word, prefix } = groupsBefore.exec(text.slice(Math.max(0, start - 14), start))?.groups ?? {};
  return prefix !== undefined && isPrefix(prefix, { joint, word }) ? start - prefix.length - 1 : start;
};

/** "license A 118842", "its d 384 5512", and not "a 1234". */
const isPrefix = (prefix: string, { joint, word }: { readonly joint?: string; readonly word?: string }): boolean => {
  if (prefix.length === 1)
    return joint !== undefined
      ? !/^[aA]$/.test(prefix) || (prefix === "A" && /^(?:n|#)/i.test(joint))
      : word !== undefined && /[A-Z]/.test(prefix);
  return joint !== undefined || !isWordOfLabel(prefix.toLowerCase());
};
