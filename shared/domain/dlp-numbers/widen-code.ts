import { rawBefore } from "../dlp/cue.ts";
import { fillers, isWordOfLabel, labelOf } from "../dlp-labels/labels.ts";
import { oncePerText } from "../dlp-scan/text-read.ts";
import { type Code, countDigits, findCodes } from "./find-codes.ts";

const last = "(?=[ ]{0,2}(?:[.,;:)!?|\\n]|$))";
const groupsAfter = new RegExp(
  `[ ]\\d{5}[ ]\\d(?!\\d)|(?:[ ]\\d(?![\\w/%-]|[.,]\\d)){4,18}|(?:[ ](?:-[ ]|[A-Z][ ](?=\\d{4})|(?<=[A-Z\\d]{4}[ ]|[A-Z]\\d{1,3}[ ])\\d{1,3}(?=\\d{6}))?\\d{2,6}(?:-\\d{1,4}|[A-Z])?(?![\\w/%]|[.,:-]\\d|[ ](?:mg|ml|mcg|units?|tab|day|week|year))){1,6}(?:[ ](?:\\d|[A-Z]|\\d[A-Z])${last}|[ ][B-EGHJ-LN-Z](?=[ ][a-z])|(?<=\\d{4}[ ]\\d{4})[ ](?:\\d{1,2}[A-Z][A-Z\\d]{1,2}(?!\\w)|\\d(?=[ ](?:in|on|is|was|and|for|my)[ ])))?|[ ](?:\\d|[A-Z])${last}|(?<=(?<![A-Za-z\\d])\\d[A-Za-z]{2})[ ]\\d[A-Za-z]{2}(?!\\w)|(?<=(?<![A-Za-z\\d])[A-Z]{1,2}\\d{1,3})[ ][A-Z]{3}(?!\\w)|(?<=(?<![A-Za-z\\d])[a-z]{2}\\d{2})[ ][a-z]{3}(?!\\w)`,
  "y",
);
const groupsBefore =
  /(?:^|(?<joint>\b(?:is|its|it's|no\.?|number|ID|id|record|card|medic|cert|MRN|mrn)[ ]{1,2}|[:#=][ ]{0,2})|(?<word>[a-z][ ])|[\s("'])(?<prefix>[A-Z]{1,6}(?:-[A-Z]{1,4})?|[a-z]{1,4})[ ]$/;
const longest = 40;

/** Codes long enough for an identifier, with what belongs to them across single spaces: groups of digits, a prefix in capitals. */
export const widenCodes = oncePerText((text): readonly Code[] => {
  const wide: Code[] = [];
  let from = 0;
  for (const code of findCodes(text)) {
    if (code.start < from) continue;
    const whole = widenCode(text, code);
    from = whole.end;
    if (whole.digits >= 2 && whole.value.length >= 4) wide.push(whole);
  }
  return wide;
});

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
  if (text[start - 1] === "#") return startOfMarked(text, start);
  if (text[start - 1] !== " " || !/[A-Za-z]/.test(text[start - 2] ?? "")) return start;
  const { joint, word, prefix } = groupsBefore.exec(rawBefore(text, start, 18))?.groups ?? {};
  return prefix !== undefined && isPrefix(prefix, { joint, word }) ? start - prefix.length - 1 : start;
};

type Near = { readonly joint?: string; readonly word?: string };

/** "license A 118842", "its d 384 5512", and not "a 1234". */
const isPrefix = (prefix: string, near: Near): boolean => {
  if (prefix.length === 1) return isLetter(prefix, near);
  const { joint } = near;
  if (isLabel(prefix.toLowerCase())) return /^(?:no|number|id)/i.test(joint ?? "");
  if (smallWords.test(prefix)) return false;
  if (/^[A-Z]|^[^aeiouy]{1,4}$/.test(prefix)) return joint !== undefined || !isWordOfLabel(prefix.toLowerCase());
  return joint !== undefined && prefix.length < 4 && !isWordOfLabel(prefix);
};

const isLetter = (letter: string, { joint, word }: Near): boolean => {
  if (joint === undefined) return word !== undefined && /[A-Z]/.test(letter);
  return !/^[aA]$/.test(letter) || (letter === "A" && /^(?:n|#)/i.test(joint));
};

/** "BIN 004682", "label: MRN 3-309-118". */
const isLabel = (word: string): boolean => {
  const label = labelOf(word);
  return label !== undefined && label.isAmount !== true && (word.length > 2 || label.type !== "OTHER");
};

/** Whether a word in small letters is one of talk, and no part of a code. */
export const isSmallWord = (word: string): boolean => smallWords.test(word) || fillers.has(word);

const smallWords =
  /^(?:and|are|at|but|by|can|get|got|has|had|he|if|like|not|now|one|out|say|see|she|so|the|they|two|up|use|we|you|vs|pls|plz|thx|btw|tbh|wt|hr|ppl|lbs|mg|dr|mr|st|rd)$/;

/** "ORD#5581930", and not "MRN#00482913". */
const startOfMarked = (text: string, start: number): number => {
  const prefix = /(?<![A-Za-z\d])[A-Z]{2,4}#$/.exec(rawBefore(text, start, 6))?.[0];
  return prefix === undefined || isWordOfLabel(prefix.slice(0, -1).toLowerCase()) ? start : start - prefix.length;
};
