import { rawBefore } from "../dlp/cue.ts";
import { type Candidate, certainty, type Detector } from "../dlp/detector.ts";
import { gapSource } from "./address-parts.ts";
import { readCityAfterUnit, readTail, type Tail } from "./address-tail.ts";
import { streetDetector } from "./detect-street.ts";
import { letters } from "./letters.ts";
import { streetSources } from "./street-words.ts";

const { unit } = streetSources;

const unitBefore = new RegExp(
  `(?:(?:${unit})(?:[ ]?,[ ]?|[ ]|[ ]?-[ ]|[ ]?\\n)|(?<![${letters}])(?:flat|apt|apartment|unit|suite|ste|lot|level)\\.?[ ]?#?|(?<!\\d)\\d{1,3}\\/\\d{1,3},[ ])$`,
  "i",
);
const unitsAfter = new RegExp(
  `(?:${gapSource}${unit}|[ ]\\d{1,3}[a-h](?![a-z\\d])|,[ ](?:door[ ]\\d|\\d{1,3}-?[a-z](?![a-z\\d])|\\d{1,2}[ ]fl(?![a-z]|[ ]?oz)\\.?|(?:rear(?:[ ](?:cottage|house|unit))?|side door|upstairs|downstairs|basement)(?![a-z])|\\d{1,2}[\\u00ba\\u00aa\\u00b0][ ]?(?:izq|dcha|der|[a-d])(?![a-z])\\.?)){1,3}`,
  "iy",
);

/** Streets with their flat, city and postal code. A state between city and code stays; a country inside the block goes with it. */
export const addressDetector: Detector = {
  name: "address",
  find: (text) => streetDetector.find(text).flatMap((street) => complete(text, street)),
};

const complete = (text: string, street: Candidate): readonly Candidate[] => {
  const start = withUnitBefore(text, street.start);
  const end = withUnitsAfter(text, street.end);
  const tail = readTail(text, end) ?? (end > street.end ? readCityAfterUnit(text, end) : undefined);
  const found: Candidate = { ...street, start, end };
  if (tail === undefined) return [found];
  if (tail.hasCountry) return [{ ...found, end: tail.end }];
  return [found, ...placed("LOCATION", tail.city), ...placed("ZIP_CODE", tail.zip)];
};

const placed = (type: "LOCATION" | "ZIP_CODE", part: Tail["city"]): readonly Candidate[] =>
  part === undefined ? [] : [{ ...part, type, certainty: certainty.cued }];

const withUnitBefore = (text: string, start: number): number => {
  const before = rawBefore(text, start, 24);
  return start - (unitBefore.exec(before)?.[0].length ?? 0);
};

const stickyEnd = (pattern: RegExp, text: string, at: number): number => {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
};

const withUnitsAfter = (text: string, end: number): number => stickyEnd(unitsAfter, text, end);
