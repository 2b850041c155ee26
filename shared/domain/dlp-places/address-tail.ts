import { mask } from "../dlp/cue.ts";
import { gapSource, joined, type Part, readParts } from "./address-parts.ts";
import { capitals, letters } from "./letters.ts";
import { isCountry, isRegion, isState } from "./regions.ts";

/** What follows a street: its city and code, and whether a country goes with them. */
export type Tail = {
  readonly city?: Range | undefined;
  readonly zip?: Range | undefined;
  readonly end: number;
  readonly hasCountry: boolean;
};
type Range = { readonly start: number; readonly end: number };

/** What stands behind the street that ends here; most telling first: city, state and code; city and code; a code; a city. */
export const readTail = (text: string, at: number): Tail | undefined => {
  const parts = readParts(text, at);
  const first = /^(?:in|near|outside|by)$/i.test(parts[0]?.text ?? "") ? 1 : 0;
  const after = parts.slice(first);
  const found =
    withStateAndCode(text, after) ??
    withCode(text, after) ??
    codeAlone(text, parts) ??
    codeBefore(text, at) ??
    withState(after) ??
    cityOnly(text, at);
  return found === undefined ? undefined : withRegion(text, found);
};

const ukCode = "[a-z]{1,2}\\d[a-z\\d]?[ ]?\\d[a-z]{2}(?![a-z\\d])";
const canadianCode = "[a-z]\\d[a-z][ -]?\\d[a-z]\\d(?![a-z\\d])";
const anyZip = new RegExp(
  `(?:\\d{5}(?:-\\d{4})?(?![\\d-])|${ukCode}|${canadianCode}|\\d{4}(?:[ ]?[A-Z]{2})?(?![\\d])|\\d{3}[ ]\\d{2}(?!\\d))`,
  "iy",
);
const sureZip = new RegExp(`(?:${ukCode}|${canadianCode}|\\d{5}(?:-\\d{4})?(?!\\d))`, "iy");
const zipAlone = new RegExp(`(?:${ukCode}|${canadianCode}|\\d{5}(?:-\\d{4}(?!\\d)|(?=[ ]?(?:[.,;)\\n]|$))(?![.,]\\d)))`, "iy");

const zipAt = (pattern: RegExp, text: string, part: Part | undefined): Range | undefined => {
  if (part === undefined) return undefined;
  pattern.lastIndex = part.start;
  return pattern.test(text) ? { start: part.start, end: pattern.lastIndex } : undefined;
};

const mostCityWords = 5;

/** The numbers of words a city may have here, the least first: words without a digit, none of a sentence. */
const cityLengths = (parts: readonly Part[]): readonly number[] => {
  const isNoCity = (part: Part, at: number): boolean =>
    /\d/.test(part.text) || (at > 0 && part.start !== (parts[at - 1]?.end ?? 0) + 1);
  const end = parts.findIndex(isNoCity);
  const most = Math.min(mostCityWords, end < 0 ? parts.length : end);
  return Array.from({ length: most }, (_, at) => at + 1).filter((length) => !sentence.test(joined(parts.slice(0, length))));
};

/** As many, but states and countries are no cities. */
const sureCityLengths = (parts: readonly Part[]): readonly number[] =>
  cityLengths(parts).filter((length) => !isRegion(joined(parts.slice(0, length))));

const isCity = (words: string): boolean => !sentence.test(words) && !isRegion(words);

/** Words that make a run of words no city. */
const sentence =
  /(?:^|[ ])(?:i|i'm|im|my|me|we|he|she|they|you|your|it|its|is|was|are|be|the apt|please|so|can|could|will|would|and i|but|because|if|when|with|at|from|to|for|have|has|had|need|needs|phone|tel|call|cell|fax|email|dob|mrn|ssn|since|until|after|before|not|no|yes|also|that|this|there|where|who|which|or|his|her|our|patient|pt|mg|daily|today|tomorrow|yesterday|attn|attention|re|mr|mrs|ms|miss|dr)(?=[ ]|$)/i;

const cityOf = (parts: readonly Part[], length: number): Range => ({
  start: parts[0]?.start ?? 0,
  end: parts[length - 1]?.end ?? 0,
});

/** How many parts from a place on are a state or a country, perhaps behind a short code; 0 when none are. */
const regionLength = (parts: readonly Part[], from: number): number => {
  for (let length = Math.min(4, parts.length - from); length > 0; length -= 1)
    if (areRegion(parts.slice(from, from + length))) return length;
  return parts[from]?.text === "nan" ? 1 : 0;
};

const areRegion = (parts: readonly Part[]): boolean => {
  const words = joined(parts);
  return isRegion(words) || isState(words) || (isShort(parts[0]) && isCountry(joined(parts.slice(1))));
};

/** Before a code, any short word or two digits may stand for a state. */
const isShort = (part: Part | undefined): boolean => /^(?:[a-z]{1,3}|\d{2})$/i.test(part?.text ?? "");

const withStateAndCode = (text: string, parts: readonly Part[]): Tail | undefined => {
  for (const length of cityLengths(parts)) {
    const state = regionLength(parts, length) || (isShort(parts[length]) ? 1 : 0);
    const zip = state === 0 ? undefined : zipAt(anyZip, text, parts[length + state]);
    if (zip === undefined) continue;
    const words = joined(parts.slice(length, length + state));
    return { city: cityOf(parts, length), zip, end: zip.end, hasCountry: !isState(words) };
  }
  return undefined;
};

const withCode = (text: string, parts: readonly Part[]): Tail | undefined => {
  for (const length of sureCityLengths(parts)) {
    const zip = zipAt(sureZip, text, parts[length]);
    if (zip !== undefined) return { city: cityOf(parts, length), zip, end: zip.end, hasCountry: false };
  }
  return undefined;
};

const codeAlone = (text: string, parts: readonly Part[]): Tail | undefined => {
  const zip = zipAt(zipAlone, text, parts[0]);
  return zip === undefined ? undefined : { zip, end: zip.end, hasCountry: false };
};

const firmGap = `(?:[ ]?,[ ]{0,2}|[ ]?-[ ]|[ ]{0,3},?[ ]?\\n{1,2}[>?]{0,3}[ ]{0,6},?[ ]{0,2})`;
const codeFirst = new RegExp(`${firmGap}(?=\\d{4,5}[ ])`, "y");

/** "10115 Berlin". */
const codeBefore = (text: string, at: number): Tail | undefined => {
  codeFirst.lastIndex = at;
  if (!codeFirst.test(text)) return undefined;
  const start = codeFirst.lastIndex;
  const end = start + (/^\d+/.exec(text.slice(start, start + 6))?.[0].length ?? 0);
  const parts = readParts(text, end);
  const length = sureCityLengths(parts).find((words) => /^(?:[\s.,;]|$)/.test(text.slice(parts[words - 1]?.end ?? 0)));
  if (length === undefined) return undefined;
  const city = cityOf(parts, length);
  return { city, zip: { start, end }, end: city.end, hasCountry: false };
};

const withState = (parts: readonly Part[]): Tail | undefined => {
  for (const length of sureCityLengths(parts)) {
    const state = regionLength(parts, length);
    const words = joined(parts.slice(length, length + state));
    if (/^(?:me|in|on|or|hi|ok|oh)$/.test(words)) return undefined;
    if (state === 0) continue;
    return { city: cityOf(parts, length), end: parts[length + state - 1]?.end ?? 0, hasCountry: !isState(words) };
  }
  return undefined;
};

const titleCity = `(?:(?:de|del|la|le|upon|on|the|of|am|an|der)[ -]|(?:S[Tt]e?|F[Tt]|M[Tt])\\.[ ]|[${capitals}][${letters}'-]{0,24}[ -]){0,4}[${capitals}][${letters}'-]{0,24}`;
const cityAfterUnit = new RegExp(`[ ](?<city>${titleCity})(?=[ ]?(?:[.,;\\n]|$))`, "y");
const cityAfterComma = new RegExp(
  `${firmGap}(?<city>${titleCity})(?=[ ]?(?:[,.;:)\\n]|$)|[ ](?:and|where|since|but|so|to|for)\\b)`,
  "y",
);

const matchCity = (pattern: RegExp, text: string, at: number): Tail | undefined => {
  pattern.lastIndex = at;
  const match = pattern.exec(text);
  const city = match?.groups?.city ?? "";
  if (match === null || match[0].includes(mask) || !isCity(city)) return undefined;
  const start = at + match[0].length - city.length;
  return { city: { start, end: start + city.length }, end: start + city.length, hasCountry: false };
};

const cityOnly = (text: string, at: number): Tail | undefined => matchCity(cityAfterComma, text, at);

/** A city right behind a flat's number. */
export const readCityAfterUnit = (text: string, at: number): Tail | undefined => matchCity(cityAfterUnit, text, at);

const zipAfter = new RegExp(`${gapSource}(?=(?:${ukCode}|${canadianCode}))`, "iy");

/** The country, or the code, after a city that stands alone. */
const withRegion = (text: string, tail: Tail): Tail => {
  zipAfter.lastIndex = tail.end;
  const start = tail.zip === undefined && zipAfter.test(text) ? zipAfter.lastIndex : -1;
  const zip = start < 0 ? undefined : zipAt(zipAlone, text, { text: "", start, end: start });
  if (zip !== undefined) return { ...tail, zip, end: zip.end };
  return withCountry(text, tail);
};

const withCountry = (text: string, tail: Tail): Tail => {
  const parts = readParts(text, tail.end);
  for (let length = Math.min(4, parts.length); length > 0; length -= 1) {
    if (!isCountry(joined(parts.slice(0, length)))) continue;
    const zip = zipAt(anyZip, text, parts[length]);
    return { ...tail, end: zip?.end ?? parts[length - 1]?.end ?? tail.end, hasCountry: true };
  }
  return tail;
};
