import { type DateToken, readTokens, type TokenKind } from "./date-token.ts";

/** Which of two numbers is the month where the numbers themselves do not tell: 3/4 is March 4 or 3 April. */
export type DateOrder = "mdy" | "dmy";

/** A part of a date as it stands in a text. */
export type DatePart = DateToken & { readonly unit: "day" | "month" | "year" | "weekday"; readonly value: number };

/** A date's parts and what stands between them, in the order of the text. */
export type DateFormat = readonly (string | DatePart)[];

/** What a text says of a day. Parts it does not say are absent; a two-digit year is read as 1940 to 2039. */
export type CalendarDate = {
  readonly year?: number;
  readonly month?: number;
  readonly day?: number;
  readonly format: DateFormat;
};

/**
 * The date a text consists of, with the format to write another date in its place; nothing if the text is no single
 * valid date (a range is none). Reads normalised text; `writeCalendarDate` gives the same text back.
 */
export const readCalendarDate = (text: string, { order }: { readonly order: DateOrder }): CalendarDate | undefined => {
  const tokens = readTokens(text);
  if (tokens === undefined) return undefined;
  const said = tokens.filter(({ kind }) => kind !== "W" && kind !== "T");
  const units = assignUnits(said, { order, separators: gapsBetween(text, said) });
  if (units === undefined) return undefined;
  const parts = tokens.flatMap((token) => toPart(token, units[said.indexOf(token)]));
  const date = { ...pick(parts), format: withGaps(text, parts) };
  return isValid(date) ? date : undefined;
};

type Unit = "d" | "m" | "y";
type Context = { readonly order: DateOrder; readonly separators: readonly string[] };

/** Kinds of tokens in a row, and what each then says. */
const shapes: readonly (readonly [kinds: string, units: string])[] = [
  ["YNN", "ymd"],
  ["NY", "my"],
  ["MY", "my"],
  ["YM", "ym"],
  ["YMN", "ymd"],
  ["MN", "md"],
  ["MO", "md"],
  ["MNN", "mdy"],
  ["MNY", "mdy"],
  ["MON", "mdy"],
  ["MOY", "mdy"],
  ["NM", "dm"],
  ["OM", "dm"],
  ["NMN", "dmy"],
  ["NMY", "dmy"],
  ["OMN", "dmy"],
  ["OMY", "dmy"],
  ["NMC", ""],
  ["O", "d"],
  ["M", "m"],
  ["C", "ymd"],
];
const unitsByKinds = new Map(shapes.map(([kinds, units]) => [kinds, [...units] as readonly Unit[]] as const));

const assignUnits = (tokens: readonly DateToken[], context: Context): readonly Unit[] | undefined => {
  const kinds = tokens.map(({ kind }) => kind).join("");
  if (/^NN[NY]?$/.test(kinds)) return orderNumbers(tokens, context);
  if (kinds === "MN" && tokens[1]?.text.startsWith("'")) return ["m", "y"];
  if (kinds === "MNN" && isRange(context.separators)) return undefined;
  return unitsByKinds.get(kinds);
};

/** "March 3-5" has a dash between its numbers alone. */
const isRange = ([first = "", second = ""]: readonly string[]): boolean => /-|to/.test(second) && !first.includes("-");

const orderNumbers = ([first, second]: readonly DateToken[], { order }: Context): readonly Unit[] => {
  const isDayFirst = order === "dmy" ? (second?.value ?? 0) <= 12 : (first?.value ?? 0) > 12;
  return isDayFirst ? ["d", "m", "y"] : ["m", "d", "y"];
};

const unitNames = { d: "day", m: "month", y: "year" } as const satisfies Record<Unit, DatePart["unit"]>;

const toPart = (token: DateToken, unit: Unit | undefined): readonly DatePart[] => {
  if (token.kind === "C") return splitCompact(token);
  if (token.kind === "W") return [{ ...token, unit: "weekday" }];
  if (unit === undefined) return [];
  const value = unit === "y" && token.kind === "N" ? fullYear(token.value) : token.value;
  return [{ ...token, unit: unitNames[unit], value }];
};

const fullYear = (value: number): number => (value > 99 ? value : value + (value < 40 ? 2000 : 1900));

/** "20240304", or "03042024" where the first four digits are no year. */
const splitCompact = ({ text, start }: DateToken): readonly DatePart[] => {
  const piece = (unit: DatePart["unit"], from: number, length: number): DatePart => {
    const digits = text.slice(from, from + length);
    const kind: TokenKind = unit === "year" ? "Y" : "N";
    return { kind, unit, text: digits, start: start + from, value: Number(digits) };
  };
  if (/^(?:1[89]|20)/.test(text)) return [piece("year", 0, 4), piece("month", 4, 2), piece("day", 6, 2)];
  return [piece("month", 0, 2), piece("day", 2, 2), piece("year", 4, 4)];
};

const pick = (parts: readonly DatePart[]): Omit<CalendarDate, "format"> =>
  Object.fromEntries(parts.filter(({ unit }) => unit !== "weekday").map(({ unit, value }) => [unit, value]));

const gapsBetween = (text: string, tokens: readonly DateToken[]): readonly string[] =>
  tokens.slice(1).map((token, at) => {
    const before = tokens[at];
    return text.slice((before?.start ?? 0) + (before?.text.length ?? 0), token.start);
  });

const withGaps = (text: string, parts: readonly DatePart[]): DateFormat => {
  const format: (string | DatePart)[] = [];
  let at = 0;
  for (const part of parts) {
    if (part.start > at) format.push(text.slice(at, part.start));
    format.push(part);
    at = part.start + part.text.length;
  }
  if (at < text.length) format.push(text.slice(at));
  return format;
};

const isValid = ({ year = 2000, month, day }: Omit<CalendarDate, "format">): boolean => {
  if (month === undefined && day === undefined) return false;
  if (month !== undefined && (month < 1 || month > 12)) return false;
  return day === undefined || (day >= 1 && day <= lastDay(year, month ?? 1));
};

const lastDay = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();
