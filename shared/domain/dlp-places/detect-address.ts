import { mask } from "../dlp/cue.ts";
import { type Candidate, certainty, type Detector } from "../dlp/detector.ts";
import { streetDetector } from "./detect-street.ts";
import { capitals, letters } from "./letters.ts";
import { isRegion, regionSources } from "./regions.ts";
import { streetSources } from "./street-words.ts";

const { unit } = streetSources;
const { stateNames, stateCodes, countries } = regionSources;

/** Quoted mail puts ">" or "???" before each line. */
const newLine = "[ ]{0,3},?[ ]?\\n{1,2}[>?]{0,3}[ ]{0,6},?[ ]{0,2}";
const gap = `(?:[ ]?[,.;][ ]{0,2}|[ ]{1,2}|${newLine})`;
const firmGap = `(?:[ ]?,[ ]{0,2}|[ ]?-[ ]|${newLine})`;
const unitBefore = new RegExp(
  `(?:(?:${unit})(?:[ ]?,[ ]?|[ ]|[ ]?-[ ]|[ ]?\\n)|(?<![${letters}])(?:flat|apt|apartment|unit|suite|ste|lot)\\.?[ ]?#?|(?<!\\d)\\d{1,3}\\/\\d{1,3},[ ])$`,
  "i",
);
const unitsAfter = new RegExp(`(?:${gap}${unit}){1,2}`, "iy");

const short = "(?:st|ste|ft|mt|pt)\\.";
const cityWord = `(?:${short}|[${letters}][${letters}'-]{0,24})`;
const city = `(?:${cityWord}[ ]){0,4}?${cityWord}(?:[ ]\\([${letters} ]{2,30}\\))?`;
const titleCity = `(?:(?:de|del|la|le|upon|on|the|of|am|an|der)[ -]|(?:S[Tt]e?|F[Tt]|M[Tt])\\.[ ]|[${capitals}][${letters}'-]{0,24}[ -]){0,4}[${capitals}][${letters}'-]{0,24}`;
const state = `(?:(?:[a-z]{1,3}|nan|\\d{2})${gap}(?:${countries})(?![${letters}])|(?:${stateNames}|${countries})(?![${letters}])|(?:${stateCodes})(?![${letters}\\d])\\.?|nan(?![a-z]))`;
/** Before a code, any short word or two digits may stand for a state. */
const anyState = `(?:${state}|[a-z]{1,3}(?![${letters}])|\\d{2}(?!\\d))`;
const ukCode = "[a-z]{1,2}\\d[a-z\\d]?[ ]?\\d[a-z]{2}(?![a-z\\d])";
const canadianCode = "[a-z]\\d[a-z][ -]?\\d[a-z]\\d(?![a-z\\d])";
const zip = `(?:\\d{5}(?:-\\d{4})?(?![\\d-])|${ukCode}|${canadianCode}|\\d{4}(?:[ ]?[A-Z]{2})?(?![\\d])|\\d{3}[ ]\\d{2}(?!\\d))`;

const near = `${gap}(?:(?:in|near|outside|by)[ ])?`;

/** What may follow a street, most telling first: city, state and code; city and code; a code; after a comma or on a new line, a city. */
const tails: readonly RegExp[] = [
  `${near}(?<city>${city})${gap}(?<state>${anyState})${gap}(?<zip>${zip})`,
  `${near}(?<city>${city})${gap}(?<zip>${ukCode}|${canadianCode}|\\d{5}(?:-\\d{4})?(?!\\d))`,
  `${gap}(?<zip>${ukCode}|${canadianCode}|\\d{5}-\\d{4}(?!\\d))`,
  `${firmGap}(?<zip>\\d{4,5})[ ](?<city>${city})(?=[\\s.,;]|$)`,
  `${near}(?<city>${city})${gap}(?<state>${state})(?![${letters}])`,
].map((source) => new RegExp(source, "iy"));
const cityAfterUnit = new RegExp(`[ ](?<city>${titleCity})(?=[ ]?(?:[.,;\\n]|$))`, "y");
const cityOnly = new RegExp(
  `${firmGap}(?<city>${titleCity})(?=[ ]?(?:[,.;:)\\n]|$)|[ ](?:and|where|since|but|so|to|for)\\b)`,
  "y",
);
const region = new RegExp(`${gap}(?<state>(?:${countries})(?![${letters}]))(?:${gap}(?<zip>${zip}))?`, "iy");
const zipAfter = new RegExp(`${gap}(?<zip>${ukCode}|${canadianCode})`, "iy");

type Part = { readonly start: number; readonly end: number };
type Tail = {
  readonly city: Part | undefined;
  readonly zip: Part | undefined;
  readonly end: number;
  readonly hasCountry: boolean;
};

/** Streets with their flat, city and postal code. A state between city and code stays; a country inside the block goes with it. */
export const addressDetector: Detector = {
  name: "address",
  find: (text) => streetDetector.find(text).flatMap((street) => complete(text, street)),
};

const complete = (text: string, street: Candidate): readonly Candidate[] => {
  const start = withUnitBefore(text, street.start);
  const end = withUnitsAfter(text, street.end);
  const tail = readTail(text, end) ?? (end > street.end ? matchTail(cityAfterUnit, text, end) : undefined);
  const found: Candidate = { ...street, start, end };
  if (tail === undefined) return [found];
  if (tail.hasCountry) return [{ ...found, end: tail.end }];
  return [found, ...placed("LOCATION", tail.city), ...placed("ZIP_CODE", tail.zip)];
};

const placed = (type: "LOCATION" | "ZIP_CODE", part: Part | undefined): readonly Candidate[] =>
  part === undefined ? [] : [{ ...part, type, certainty: certainty.cued }];

const withUnitBefore = (text: string, start: number): number => {
  const before = text.slice(Math.max(0, start - 24), start);
  return start - (unitBefore.exec(before)?.[0].length ?? 0);
};

const stickyEnd = (pattern: RegExp, text: string, at: number): number => {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
};

const withUnitsAfter = (text: string, end: number): number => stickyEnd(unitsAfter, text, end);

const readTail = (text: string, at: number): Tail | undefined => {
  for (const pattern of [...tails, cityOnly]) {
    const tail = matchTail(pattern, text, at);
    if (tail !== undefined) return withRegion(text, tail);
  }
  return undefined;
};

const matchTail = (pattern: RegExp, text: string, at: number): Tail | undefined => {
  pattern.lastIndex = at;
  const match = pattern.exec(text);
  const groups = match?.groups ?? {};
  if (match === null || match[0].includes(mask) || isSentence(groups.city ?? "") || isRegion(groups.city ?? "")) return undefined;
  const part = (value: string | undefined): Part | undefined => {
    if (value === undefined) return undefined;
    const start = at + match[0].lastIndexOf(value);
    return { start, end: start + value.length };
  };
  return { city: part(groups.city), zip: part(groups.zip), end: pattern.lastIndex, hasCountry: isForeign(groups.state ?? "") };
};

/** Anything but a state of the United States, Canada or Australia: it belongs to the block and goes with it. */
const isForeign = (name: string): boolean => name !== "" && !isState.test(name);
const isState = new RegExp(`^(?:${stateNames}|(?:${stateCodes})\\.?)$`, "i");

/** The country, or the code, after a city that stands alone. */
const withRegion = (text: string, tail: Tail): Tail => {
  const zipAt = tail.zip === undefined ? stickyEnd(zipAfter, text, tail.end) : tail.end;
  if (zipAt > tail.end) return { ...tail, zip: { start: tail.end + 1, end: zipAt }, end: zipAt };
  const end = stickyEnd(region, text, tail.end);
  return end > tail.end ? { ...tail, end, hasCountry: true } : tail;
};

/** Words that make a run of words no city. */
const isSentence = (words: string): boolean => sentence.test(words);
const sentence =
  /(?:^|[ ])(?:i|i'm|im|my|me|we|he|she|they|you|your|it|its|is|was|are|be|the apt|please|so|can|could|will|would|and i|but|because|if|when|with|at|from|to|for|have|has|had|need|needs|phone|tel|call|cell|fax|email|dob|mrn|ssn|since|until|after|before|not|no|yes|also|that|this|there|where|who|which|or|his|her|our|patient|pt|mg|daily|today|tomorrow|yesterday|attn|attention|re|mr|mrs|ms|miss|dr)(?=[ ]|$)/i;
