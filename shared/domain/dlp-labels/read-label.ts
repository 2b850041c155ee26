import { textAfter, textBefore } from "../dlp/cue.ts";
import { beginsLabel, endsLabel, fillers, type Label, labelOf } from "./labels.ts";

/** What a text calls the number at a place, and how: directly, with other words between, or only as a number of something. */
export type Reading = {
  readonly label: Label;
  readonly nearness: "tight" | "loose" | "bare";
};

const reach = 72;
const mostWords = 14;
const mostWordsBetween = 6;
/** A label on the line before has few words between itself and the number. */
const mostWordsOfLine = 1;
const part =
  /[a-z](?:\.[a-z]){1,3}(?![a-z])|\n(?!\n)|[A-Za-z\u00C0-\u024F]{1,72}(?:['&/][A-Za-z]{1,72})?|#|\d[\w.,/-]{0,72}|(?<!\.)[.;!?](?=\s|$)|\n\n|[|\t]/gi;

const numberWords: ReadonlySet<string> = new Set("number num no nr nbr id ids identifier numbers".split(" "));
const sentenceEnds = /^(?:[;!?]|\n\n)$/;
const shortForms: ReadonlySet<string> = new Set(
  "no num nr nbr acct acc med rec ref ins id pol sec tel ph lic cert reg cust hosp pt mem grp subs".split(" "),
);

/** What the words before a place call the number that stands there. */
export const readLabelBefore = (text: string, at: number): Reading | undefined => {
  const parts = splitWords(sinceLastDigit(textBefore(text, at, reach))).match(part) ?? [];
  // "What is your MRN? 4471829": who asks and tells in one breath still calls it that.
  const told = parts.at(-1) === "?" ? parts.slice(0, -1) : parts;
  return walkBack(withoutStops(told.map(plain)).slice(-mostWords));
};

/** "med. rec. no." as three words. */
const withoutStops = (words: readonly string[]): readonly string[] =>
  words.filter((word, at) => word !== "." || !endsShortForm(words[at - 1] ?? ""));

/** A label never reaches across another number. */
const sinceLastDigit = (text: string): string => {
  let at = text.length;
  while (at > 0 && !isDigit(text.charCodeAt(at - 1))) at -= 1;
  return text.slice(at);
};

const isDigit = (unit: number): boolean => unit >= 48 && unit <= 57;

const plain = (word: string): string => {
  if (word === "#") return "number";
  const small = withoutMarks(word).toLowerCase();
  return small.includes("'") || small.includes(".") ? small.replace(/['.](?=.)/g, "") : small;
};

/** "medicalRecordNumber" as three words. */
const splitWords = (text: string): string => (/[a-z][A-Z]/.test(text) ? text.replace(/([a-z])(?=[A-Z])/g, "$1 ") : text);

const withoutMarks = (word: string): string => (/[^\x20-\x7f]/.test(word) ? word.normalize("NFD").replace(/\p{M}/gu, "") : word);

/** Reads from the nearest word to the farthest; the first label that is found decides. */
const walkBack = (words: readonly string[]): Reading | undefined => {
  const walk: Walk = { between: 0 };
  for (let at = words.length - 1; at >= 0 && walk.between <= mostWordsBetween; at -= 1) {
    if (isBarrier(words, at, walk)) break;
    const label = labelEndingAt(words, at);
    if (label !== undefined && isHeard(label, walk)) return toReading(label, walk);
    passWord(words[at] ?? "", walk);
  }
  return walk.fallback;
};

/** How far the walk is: words passed that are no fillers, and what holds if no label comes. */
type Walk = { between: number; fallback?: Reading };

/** A weak label with other words after it is just a word; after "number" only identifiers are listened for. */
const isHeard = (label: Label, { between, fallback }: Walk): boolean => {
  if (between === 0) return true;
  return fallback === undefined ? label.isStrong || label.type === "OTHER" : label.type !== "OTHER";
};

const toReading = (label: Label, { between, fallback }: Walk): Reading => {
  if (between === 0) return { label, nearness: "tight" };
  if (fallback === undefined || label.isStrong) return { label, nearness: "loose" };
  return { label: { type: label.type, isStrong: false }, nearness: fallback.nearness };
};

const passWord = (word: string, walk: Walk): void => {
  if (fillers.has(word)) walk.fallback ??= readingOfFiller(word, walk.between);
  else if (!/^[.|\n]$/.test(word)) {
    if (walk.fallback === alone && walk.between === 0) walk.fallback = ofSomething;
    walk.between += 1;
  }
};

const readingOfFiller = (word: string, between: number): Reading | undefined => {
  if (between === 0 && /^(?:patients?|pt)$/.test(word)) return ofPatient;
  return isNumberWord(word, between) ? alone : undefined;
};

/** "The id on his wristband says": an id may be a few words away. */
const isNumberWord = (word: string, between: number): boolean =>
  between === 0 ? numberWords.has(word) : between < 4 && /^(?:ids?|identifier)$/.test(word);

/** "<something> number": what it is the number of is not known, so it must look like one. */
const ofSomething: Reading = { label: { type: "UNIQUE_ID", isStrong: false }, nearness: "tight" };
/** "Patient: 8827163". */
const ofPatient: Reading = { label: { type: "MEDICAL_RECORD_NUMBER", isStrong: false }, nearness: "bare" };
/** "the number", "#": nothing is said of it. */
const alone: Reading = { label: { type: "UNIQUE_ID", isStrong: false }, nearness: "bare" };

const isBarrier = (words: readonly string[], at: number, { between }: Walk): boolean => {
  const word = words[at] ?? "";
  if (word === "\n") return between > mostWordsOfLine;
  return word === "." || /^\d/.test(word) || sentenceEnds.test(word);
};

const endsShortForm = (word: string): boolean => shortForms.has(word) || labelOf(word)?.isStrong === true;

const longestPhrase = 4;

/** The longest known phrase that ends with a word. */
const labelEndingAt = (words: readonly string[], at: number): Label | undefined => {
  if (!endsLabel(words[at] ?? "")) return undefined;
  for (let length = Math.min(longestPhrase, at + 1); length > 0; length -= 1) {
    const label = labelOf(words.slice(at + 1 - length, at + 1).join(" "));
    if (label !== undefined) return label;
  }
  return undefined;
};

const connectionAfter = /^[ ]?(?:[(=]|[ ,-]{0,2}\b(?:is|was|as|are|for|being)\b)[ ]?((?:[A-Za-z#']{1,14}[ ]?){1,6})/;

const connected = /[ (=,-]/;

/** What the words after a place call the number: "00482913 is my MRN", "00482913 (MRN)". */
export const readLabelAfter = (text: string, at: number): Reading | undefined => {
  if (!connected.test(text[at] ?? "")) return undefined;
  const words = connectionAfter.exec(textAfter(text, at))?.[1]?.match(part)?.map(plain) ?? [];
  const first = words.findIndex((word, index) => !fillers.has(word) || labelStartingAt(words, index) !== undefined);
  const label = labelStartingAt(words, first) ?? (first < 0 ? undefined : strongOnly(labelStartingAt(words, first + 1)));
  return label !== undefined && (label.isStrong || first > 0) ? { label, nearness: "tight" } : undefined;
};

/** "is my medical license": a word before a label says which one. */
const strongOnly = (label: Label | undefined): Label | undefined => (label?.isStrong === true ? label : undefined);

const labelStartingAt = (words: readonly string[], start: number): Label | undefined => {
  if (start < 0 || !beginsLabel(words[start] ?? "")) return undefined;
  for (let length = longestPhrase; length > 0; length -= 1) {
    const label = labelOf(words.slice(start, start + length).join(" "));
    if (label !== undefined) return label;
  }
  return undefined;
};
