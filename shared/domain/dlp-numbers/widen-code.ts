import { type Code, countDigits } from "./find-codes.ts";

const last = "(?=[ ]{0,2}(?:[.,;)!?\\n]|$))";
const groupsAfter = new RegExp(
  `(?:[ ]\\d(?![\\w.,/%-])){4,18}|(?:[ ](?:-[ ])?\\d{2,6}(?![\\w/:%]|[.,-]\\d|[ ](?:mg|ml|mcg|units?|tab|day|week|year))){1,6}(?:[ ](?:\\d|[A-Z])${last})?|[ ](?:\\d|[A-Z])${last}`,
  "y",
);
const groupsBefore = /(?:^|[\s:#(=])([A-Z]{1,4})[ ]$/;
const notPrefixes: ReadonlySet<string> = new Set(
  "IS NO ID NR THE MY HIS HER AND OR OF AT IN ON TO MRN SSN NHS NPI DEA VIN IS ARE WAS PIN DL LIC NUM ACCT REF CASE SIN TFN ABN ACN BSB MR PT RX EIN DOB BIN PCN MBI IBAN PHN".split(
    " ",
  ),
);
const longest = 40;

/** The code with what belongs to it across single spaces: further groups of digits, and a short prefix in capitals. */
export const widenCode = (text: string, code: Code): Code => {
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

const startOfPrefix = (text: string, start: number): number => {
  const prefix = groupsBefore.exec(text.slice(Math.max(0, start - 6), start))?.[1];
  return prefix === undefined || notPrefixes.has(prefix) ? start : start - prefix.length - 1;
};
