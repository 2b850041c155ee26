import { later } from "../dlp/later.ts";

const ones = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
const teens = ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"];
const tens = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const smallOrdinals = [
  "first",
  "second",
  "third",
  "fourth",
  "fifth",
  "sixth",
  "seventh",
  "eighth",
  "ninth",
  "tenth",
  "eleventh",
  "twelfth",
];

/** "seven", "oh seven", "seventeen", "forty two" for 0 to 99; a single digit after a decade says "oh". */
const spellNumber = (value: number, zero = ""): string => {
  if (value < 10) return zero + (ones[value - 1] ?? "zero");
  if (value < 20) return teens[value - 10] ?? "";
  const rest = value % 10 === 0 ? "" : ` ${ones[(value % 10) - 1]}`;
  return `${tens[Math.floor(value / 10) - 2]}${rest}`;
};

const spellOrdinal = (value: number): string => {
  if (value <= 12) return smallOrdinals[value - 1] ?? "";
  if (value < 20) return `${teens[value - 10]}th`;
  if (value % 10 === 0) return `${(tens[value / 10 - 2] ?? "").slice(0, -1)}ieth`;
  return `${tens[Math.floor(value / 10) - 2]} ${smallOrdinals[(value % 10) - 1]}`;
};

const spellYear = (year: number): string => {
  if (year >= 2000 && year < 2010) return year === 2000 ? "two thousand" : `two thousand ${spellNumber(year - 2000)}`;
  const rest = year % 100 === 0 ? "hundred" : spellNumber(year % 100, "oh ");
  return `${spellNumber(Math.floor(year / 100))} ${rest}`;
};

/** How dictation says a day, a number or a year. */
export const speak = { number: spellNumber, ordinal: spellOrdinal, year: spellYear } as const;

const range = (from: number, to: number): readonly number[] => Array.from({ length: to - from + 1 }, (_, at) => from + at);

const listen = (values: readonly number[], say: (value: number) => readonly string[]): ReadonlyMap<string, number> =>
  new Map(values.flatMap((value) => say(value).map((words) => [words, value] as const)));

const yearWords = (year: number): readonly string[] => {
  const rest = year % 100;
  const thousand = year >= 2000 && rest > 0 ? [`two thousand ${spellNumber(rest)}`, `two thousand and ${spellNumber(rest)}`] : [];
  return [spellYear(year), ...thousand];
};

const heard = later(() => ({
  year: listen(range(1910, 2049), yearWords),
  ordinal: listen(range(1, 31), (value) => [spellOrdinal(value)]),
  number: listen(range(1, 99), (value) => [
    spellNumber(value),
    ...(value < 10 ? [spellNumber(value, "oh "), spellNumber(value, "zero ")] : []),
  ]),
}));

export type SpokenKind = keyof ReturnType<typeof heard>;

/** The value of number words, or nothing; hyphens and spaces are the same. */
export const readSpoken = (kind: SpokenKind, words: string): number | undefined =>
  heard()[kind].get(words.toLowerCase().replace(/[\s-]{1,4}/g, " "));

const one = `(?:${ones.join("|")})`;
const ten = `(?:${tens.join("|")})`;
const teen = `(?:${teens.join("|")})`;
const gap = "[ -]";
const below100 = `(?:${ten}(?:${gap}${one})?|${teen})`;
const end = "(?![a-z])";

/** Sources of patterns for number words. A number needs its own end: "sixteen" is not "six". */
export const spokenPattern = {
  one,
  year: `(?:(?:nineteen|twenty)${gap}(?:${below100}|oh${gap}${one})|two thousand(?: (?:and )?(?:${below100}|${one}))?)${end}`,
  ordinal: `(?:${smallOrdinals.join("|")}|(?:thir|four|fif|six|seven|eigh|nine)teenth|twentieth|thirtieth|(?:twenty|thirty)${gap}(?:${smallOrdinals.slice(0, 9).join("|")}))${end}`,
  number: `(?:(?:oh|zero)${gap}${one}|${below100}|${one})${end}`,
} as const satisfies Record<SpokenKind | "one", string>;
