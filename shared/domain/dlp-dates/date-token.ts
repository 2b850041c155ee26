import { type Language, monthPattern, readMonthName } from "./month-names.ts";
import { readSpoken, type SpokenKind, spokenPattern } from "./spoken-number.ts";
import { readWeekday, weekdayPattern } from "./weekday-names.ts";

/** Number, four-digit Year, Month name, Ordinal, eight digits (Compact), Weekday, Time of day. */
export type TokenKind = "N" | "Y" | "M" | "O" | "C" | "W" | "T";

/** A word or number of a date: what it is, how it is written, where, and its value. */
export type DateToken = {
  readonly kind: TokenKind;
  readonly text: string;
  readonly start: number;
  readonly value: number;
  readonly spoken?: SpokenKind;
  readonly language?: Language;
};

/** The tokens of a text that holds nothing but a date; nothing if anything else stands there. */
export const readTokens = (text: string): readonly DateToken[] | undefined => {
  const preferred = languageOf(text);
  const tokens: DateToken[] = [];
  let at = 0;
  for (const match of text.matchAll(token)) {
    if (!filler.test(text.slice(at, match.index))) return undefined;
    const read = readToken(match, preferred);
    if (read === undefined) return undefined;
    tokens.push(read);
    at = match.index + match[0].length;
  }
  return filler.test(text.slice(at)) && tokens.length <= 5 ? tokens : undefined;
};

const patterns = {
  T: "(?<=\\d)(?:T|,?[ ])\\d{1,2}:\\d{2}(?::\\d{2}(?:[.]\\d{1,9})?)?(?:[ ]?[ap]m|Z|[ ]?[+-]\\d{2}:?\\d{2})?",
  C: "\\d{8}(?!\\d)",
  Y: "(?:1[89]|20)\\d{2}(?!\\d)",
  O: "\\d{1,2}(?:st|nd|rd|th|er|[\\u00ba\\u00aa])(?![a-z])",
  N: "'?\\d{1,2}(?!\\d)",
  W: weekdayPattern,
  M: monthPattern,
  spokenY: spokenPattern.year,
  spokenO: spokenPattern.ordinal,
  spokenN: spokenPattern.number,
} as const;

const token = new RegExp(
  Object.entries(patterns)
    .map(([name, pattern]) => `(?<${name}>${pattern})`)
    .join("|"),
  "gi",
);

const filler = /^[\s,./_-]{0,6}(?:(?:of|the|de|del|den|der|le|el|am|slash|dash|mid|early|late|end|day)[\s,./-]{1,3}){0,2}$/i;

/** A day with a dot is German, "de" between day and month Spanish or Portuguese. */
const languageOf = (text: string): Language | undefined => {
  if (/\d\.[ ]?[a-z\u00e4]/i.test(text)) return "de";
  if (/\bdel?\b/i.test(text)) return "es";
  return undefined;
};

const readToken = (match: RegExpExecArray | RegExpMatchArray, preferred?: Language): DateToken | undefined => {
  const { groups = {}, 0: text, index: start = 0 } = match;
  const name = Object.keys(groups).find((key) => groups[key] !== undefined) ?? "";
  const kind = name.slice(-1) as TokenKind;
  if (name.startsWith("spoken")) return readSpokenToken({ kind, text, start });
  if (kind !== "M") return { kind, text, start, value: kind === "W" ? readWeekday(text) : readDigits(text) };
  const month = readMonthName(text, preferred);
  return month === undefined ? undefined : { kind, text, start, value: month.month, language: month.language };
};

const readDigits = (text: string): number => Number.parseInt(text.replace(/^\D/, ""), 10) || 0;

const spokenKinds: Readonly<Record<string, SpokenKind>> = { Y: "year", O: "ordinal", N: "number" };

const readSpokenToken = (said: Omit<DateToken, "value">): DateToken | undefined => {
  const spoken = spokenKinds[said.kind] ?? "number";
  const value = readSpoken(spoken, said.text);
  return value === undefined ? undefined : { ...said, value, spoken };
};
