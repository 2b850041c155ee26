const ones: readonly string[] = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
const teens: readonly string[] = [
  "ten",
  "eleven",
  "twelve",
  "thirteen",
  "fourteen",
  "fifteen",
  "sixteen",
  "seventeen",
  "eighteen",
  "nineteen",
];
const tens: readonly string[] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

const one = `(?:${ones.join("|")}|oh|o|nought|niner)`;
const many = `(?:${tens.join("|")})(?:[ -](?:${ones.slice(1).join("|")})(?![a-z]))?`;
const group = `(?:(?:double|triple|treble|quadruple)[ -]${one}|${teens.join("|")}|${many}|${one}(?:[ ]hundred)?)(?![a-z])`;
const alphabet =
  "alpha|alfa|bravo|charlie|delta|echo|foxtrot|golf|hotel|india|juliett?e?|kilo|lima|mike|november|oscar|papa|quebec|romeo|sierra|tango|uniform|victor|whiskey|whisky|x-ray|xray|yankee|zulu|zee|zed";
/** "x as in x-ray", "delta", "w". */
const letter = `(?:[a-z][ ](?:as[ ]in|for|like)[ ][a-z-]{2,12}|${alphabet}|[b-hj-z])(?![a-z'])`;
const gap = "(?:[ ]?[,.-][ ]?|[ ]{1,2}|[ ](?:dash|hyphen|dot|space|(?:and[ ])?then|uh|um|ext(?:ension)?)[ ])";

/** Source of a pattern for a run of spelled numbers, at least `fewest` words or numerals long. */
export const spokenRun = (fewest: number): string =>
  `(?<![\\w-])(?:area[ ]code[ ](?=(?:[a-z]{1,6}[ ,-]{1,2}){6}))?(?:(?:${group}|\\d{1,4}(?![\\d/%]))${gap}){${fewest - 1},23}(?:${group}|\\d{1,4}(?![\\w/%]))(?![a-z\\d])`;

/** As `letter`, within a run, where "a" and "i" are letters too. */
const anyLetter = letter.replace("[b-hj-z])", "[a-z])");

/** Source of a pattern for numbers and letters that are spelled one by one, at least four of them. */
export const spelledRun = `(?<![\\w'-])(?:${group}|${letter}|\\d{1,4}(?![\\d/%]))${gap}(?:(?:${group}|${anyLetter}|\\d{1,4}(?![\\d/%]))${gap}){2,22}(?:${group}|${letter}|\\d{1,4}(?![\\w/%]))(?![a-z\\d])`;

/** Source of a pattern for numerals with spoken dashes between them: "221 dash 67 dash 0043". */
export const dashedRun = "(?<![\\w-])\\d{1,6}(?:[ ](?:dash|hyphen|slash|minus)[ ]\\d{1,6}){1,5}(?!\\w)";

const tensAndOnes = new RegExp(`(${tens.join("|")})(?:[ -](${ones.slice(1).join("|")})(?![a-z]))?`, "g");
const repeated = /(double|triple|treble|quadruple)[ -]([a-z]{1,12})/g;
const times: Readonly<Record<string, number>> = { double: 2, triple: 3, treble: 3, quadruple: 4 };

const values: ReadonlyMap<string, string> = new Map([
  ...[...ones, ...teens].map((word, value) => [word, String(value)] as const),
  ["oh", "0"],
  ["o", "0"],
  ["nought", "0"],
  ["niner", "9"],
]);

/** The digits that a run of spelled numbers stands for: "oh one double four" gives "0144", "twenty one" gives "21". */
export const readSpokenDigits = (run: string): string =>
  run
    .toLowerCase()
    .replace(tensAndOnes, (_, ten: string, unit?: string) => `${tens.indexOf(ten) + 2}${values.get(unit ?? "zero")}`)
    .replace(repeated, (_, repeat: string, word: string) => `${word} `.repeat(times[repeat] ?? 1))
    .replace(/([a-z]{3,5})[ ]hundred/g, "$1 zero zero")
    .replace(/[a-z]{1,12}/g, (word) => values.get(word) ?? "")
    .replace(/\D/g, "");

/** How many of the numbers in a run are written as words. */
export const countSpokenWords = (run: string): number => (run.match(new RegExp(one, "gi")) ?? []).length;
