import type { CalendarDate, DateFormat, DatePart } from "./calendar-date.ts";
import { readMonthName, spellMonth } from "./month-names.ts";
import { speak } from "./spoken-number.ts";
import { spellWeekday } from "./weekday-names.ts";

/**
 * The date as text in its format: read 3 Mar '24, write another day, and get 11 Apr '24. Parts that the format has no
 * place for are not written; a weekday follows the day, or is left out where the date has no year to tell it by.
 */
export const writeCalendarDate = (date: CalendarDate): string => {
  const { format } = date;
  const isSame = format.every((part) => typeof part === "string" || newValue(part, date) === part.value);
  if (isSame) return format.map((part) => (typeof part === "string" ? part : part.text)).join("");
  const padded = isPadded(format);
  return withoutLostWeekday(format, date)
    .map((part) => (typeof part === "string" ? part : writePart(part, date, padded)))
    .join("");
};

const newValue = (part: DatePart, date: CalendarDate): number =>
  part.unit === "weekday" ? part.value : (date[part.unit] ?? part.value);

const withoutLostWeekday = (format: DateFormat, { year, month, day }: CalendarDate): DateFormat => {
  if (year !== undefined && month !== undefined && day !== undefined) return format;
  const isWeekday = (part: string | DatePart | undefined) => typeof part === "object" && part.unit === "weekday";
  return format.filter((part, at) => !isWeekday(part) && !(typeof part === "string" && isWeekday(format[at - 1])));
};

/** Two digits throughout: year first, no gaps between the parts, or a leading zero somewhere. */
const isPadded = (format: DateFormat): boolean => {
  const parts = format.filter((part) => typeof part !== "string");
  const gaps = format.length - parts.length;
  return parts[0]?.unit === "year" || gaps === 0 || parts.some(({ unit, text }) => unit !== "year" && /^0\d$/.test(text));
};

const writePart = (part: DatePart, date: CalendarDate, padded: boolean): string => {
  if (part.unit === "weekday") return writeWeekday(part, date);
  const value = newValue(part, date);
  if (value === part.value) return part.text;
  if (part.spoken !== undefined) return speakLike(part, value);
  if (part.kind === "M") return spellMonthLike(part, value);
  if (part.unit === "year") return spellYear(part.text, value);
  if (part.kind === "O") return `${value}${ordinalSuffix(value, part.text.replace(/^\d+/, ""))}`;
  return String(value).padStart(padded ? 2 : 1, "0");
};

const speakLike = ({ spoken = "number", kind, unit, text }: DatePart, value: number): string => {
  const zero = /^(?:oh|zero)[ -]/i.exec(text)?.[0] ?? (unit === "year" ? "oh " : "");
  if (unit === "year" && value % 100 === 0) return speak.year(value);
  return spoken === "number" ? speak.number(kind === "N" ? value % 100 : value, zero) : speak[spoken](value);
};

const spellMonthLike = ({ text, language = "en" }: DatePart, value: number): string =>
  spellMonth(value, { sample: text, language, isShort: readMonthName(text, language)?.isShort ?? false });

const spellYear = (sample: string, year: number): string => {
  if (/^\d{4}$/.test(sample)) return String(year);
  return `${sample.startsWith("'") ? "'" : ""}${String(year % 100).padStart(2, "0")}`;
};

const ordinalSuffix = (value: number, sample: string): string => {
  if (/^er$/i.test(sample)) return value === 1 ? sample : "";
  if (!/^(?:st|nd|rd|th)$/i.test(sample)) return sample;
  const isTeen = value >= 11 && value <= 13;
  const suffix = (isTeen ? undefined : englishSuffixes[value % 10]) ?? "th";
  return sample === sample.toUpperCase() ? suffix.toUpperCase() : suffix;
};

const englishSuffixes: Readonly<Record<number, string>> = { 1: "st", 2: "nd", 3: "rd" };

const writeWeekday = ({ text }: DatePart, { year = 2000, month = 1, day = 1 }: CalendarDate): string =>
  spellWeekday(new Date(Date.UTC(year, month - 1, day)).getUTCDay(), text);
