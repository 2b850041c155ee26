import { textBefore } from "../dlp/cue.ts";
import { type Candidate, certainty, type Detector } from "../dlp/detector.ts";
import type { IdentifierType } from "../dlp/identifier-types.ts";
import { readLabelBefore } from "../dlp-labels/read-label.ts";
import { countSpokenWords, readSpokenDigits, spokenRun } from "./spoken-digits.ts";

const run = new RegExp(spokenRun(3), "gi");
const needs =
  /(?:zero|oh|o|one|two|three|four|five|six|seven|eight|nine|ty|teen)[ ,.-]{1,3}(?:zero|oh|o|one|two|three|four|five|six|seven|eight|nine|double|triple|ten|eleven|twelve|\d)/i;
const fewestWords = 3;

/** Numbers dictated as words, as speech input writes them: "five five five, oh one double four". */
export const spokenDigitsDetector: Detector = {
  name: "spoken-digits",
  find: (text) => {
    if (!needs.test(text)) return [];
    return [...text.matchAll(run)].flatMap((match) => judge(text, match.index, match[0]));
  },
};

const judge = (text: string, start: number, value: string): readonly Candidate[] => {
  const digits = readSpokenDigits(value);
  if (countSpokenWords(value) < fewestWords) return [];
  const labelled = labelledType(text, start, digits);
  const type = labelled ?? typeByLength(digits, textBefore(text, start));
  if (type === undefined) return [];
  return [{ start, end: start + value.length, type, certainty: labelled === undefined ? certainty.shape : certainty.cued }];
};

const labelledType = (text: string, start: number, digits: string): IdentifierType | undefined => {
  const reading = readLabelBefore(text, start);
  if (reading === undefined || reading.nearness === "bare" || digits.length < 4) return undefined;
  return reading.label.type === "OTHER" ? undefined : reading.label.type;
};

/** Breaths, steps and scales go up or down one by one. */
const isCounting = (digits: string): boolean =>
  "123456789101112".includes(digits.slice(0, 12)) || "10987654321".includes(digits.slice(0, 10));

const callCue = /\b(?:call|phone|cell|mobile|number|text|reach|fax|dial|ring|tel)\b[^\d]{0,32}$/i;
const areaCodeCue = /\barea code(?:[ ]is)?[ ]{1,2}$/i;

const typeByLength = (digits: string, before: string): IdentifierType | undefined => {
  if (isCounting(digits)) return undefined;
  if (digits.length >= 13) return digits.length <= 19 ? "CREDIT_CARD" : undefined;
  return digits.length >= 7 || isPartOfPhone(digits, before) ? "PHONE_NUMBER" : undefined;
};

const isPartOfPhone = (digits: string, before: string): boolean =>
  (digits.length >= 5 && callCue.test(before)) || (digits.length === 3 && areaCodeCue.test(before));
