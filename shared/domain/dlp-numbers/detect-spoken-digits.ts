import { textBefore } from "../dlp/cue.ts";
import { type Candidate, certainty, type Detector } from "../dlp/detector.ts";
import { everyMatch } from "../dlp/every-match.ts";
import type { IdentifierType } from "../dlp/identifier-types.ts";
import { readLabelBefore } from "../dlp-labels/read-label.ts";
import { mayMatch } from "../dlp-scan/may-match.ts";
import { countSpokenWords, dashedRun, readSpokenDigits, spelledRun, spokenRun } from "./spoken-digits.ts";
import { kindOfDigits, kindOfSpelled } from "./spoken-kind.ts";

const run = new RegExp(spokenRun(3), "gi");
const spelled = new RegExp(spelledRun, "gi");
const dashed = new RegExp(dashedRun, "gi");
const needsDashes = /\d[ ](?:dash|hyphen|slash|minus)[ ]\d/i;
const needs =
  /(?:zero|oh|o|one|two|three|four|five|six|seven|eight|nine|ty|teen)[ ,.-]{1,3}(?:zero|oh|o|one|two|three|four|five|six|seven|eight|nine|double|triple|ten|eleven|twelve|\d)/i;
const fewestWords = 3;

/** Numbers dictated as words, as speech input writes them: "five five five, oh one double four", "one zee nine nine w". */
export const spokenDigitsDetector: Detector = {
  name: "spoken-digits",
  find: (text) => [
    ...(mayMatch(needs, text) && needs.test(text) ? [...matches(text, run, judge), ...matches(text, spelled, judgeSpelled)] : []),
    ...(mayMatch(needsDashes, text) && needsDashes.test(text) ? matches(text, dashed, judgeDashed) : []),
  ],
};

type Judge = (text: string, start: number, value: string) => readonly Candidate[];

const matches = (text: string, pattern: RegExp, judgeMatch: Judge): readonly Candidate[] =>
  everyMatch(text, pattern).flatMap((match) => judgeMatch(text, match.index, match[0]));

const judge: Judge = (text, start, value) => {
  const digits = readSpokenDigits(value.replace(/[ ]ext.{0,80}$/i, ""));
  if (countSpokenWords(value) < fewestWords) return [];
  const labelled = labelledType(text, start, digits);
  const type = labelled ?? kindOfDigits(digits, textBefore(text, start));
  if (type === undefined) return [];
  return [{ start, end: start + value.length, type, certainty: labelled === undefined ? certainty.shape : certainty.cued }];
};

/** Letters among the digits: only where a label says of what, or five digits say that it is no talk. */
const judgeSpelled: Judge = (text, start, value) => {
  if (!holdsLetter.test(value) || ofMedicine.test(value)) return [];
  const digits = readSpokenDigits(value.replace(/[ ](?:as[ ]in|for|like)[ ][a-z-]{2,12}/gi, ""));
  const type = labelledType(text, start, `${digits}0`) ?? kindOfSpelled(value, textBefore(text, start));
  const isCode = type === undefined ? isCodeAlone(value, digits) : countSpokenWords(value) > 0;
  return isCode ? [{ start, end: start + value.length, type: type ?? "UNIQUE_ID", certainty: certainty.shape }] : [];
};

const isCodeAlone = (value: string, digits: string): boolean =>
  countSpokenWords(value) >= fewestWords && digits.length >= (beginsWithLetters.test(value) ? 4 : 6);

const holdsLetter = /(?<![a-z])(?:[b-hj-np-z]|[a-z]{4,8}(?<!ne|wo|ee|ur|ve|ix|en|ht|ro|ty))(?![a-z])/i;

/** Letters of tests and codes of bills. */
const ofMedicine = /(?<![a-z])(?:[lh] d l|c o two|c p t|i c d|b u n|g f r|t s h|i n r|w b c|e k g|e c g|m r i|p h)(?![a-z])/i;

/** "h u d r three three zero nine": no stage, no vertebra. */
const beginsWithLetters = /^[a-z][ ][a-z][ ](?:[a-z][ ]){0,4}(?:(?:zero|oh|one|two|three|four|five|six|seven|eight|nine)[ ]){3}/i;

const judgeDashed: Judge = (text, start, value) => {
  const digits = readSpokenDigits(value);
  const type = labelledType(text, start, digits) ?? (digits.length >= 7 ? dashedType(value) : undefined);
  return type === undefined ? [] : [{ start, end: start + value.length, type, certainty: certainty.cued }];
};

const dashedType = (value: string): IdentifierType =>
  /^\d{3}\D{1,10}\d{2}\D{1,10}\d{4}$/.test(value) ? "US_SSN" : "PHONE_NUMBER";

const labelledType = (text: string, start: number, digits: string): IdentifierType | undefined => {
  const reading = readLabelBefore(text, start);
  if (
    reading === undefined ||
    reading.nearness === "bare" ||
    digits.length < (/(?<![a-z])ending[ ](?:in[ ])?$/i.test(textBefore(text, start, 12)) ? 3 : 4)
  )
    return undefined;
  const isSomeNumber = reading.label.type === "UNIQUE_ID" && !reading.label.isStrong && /^(?:\d{7}|1?\d{10})$/.test(digits);
  return reading.label.type === "OTHER" || isSomeNumber ? undefined : reading.label.type;
};
