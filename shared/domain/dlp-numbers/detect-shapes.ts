import { rawBefore, textAfter, textBefore } from "../dlp/cue.ts";
import { type Candidate, certainty, type Detector } from "../dlp/detector.ts";
import { hasPhoneCue } from "../dlp-contact/phone-cue.ts";
import { isWordOfLabel } from "../dlp-labels/labels.ts";
import { topicAround } from "../dlp-labels/topic-around.ts";
import { nationalShapes } from "../dlp-national/national-shapes.ts";
import { type Code, findCodes } from "./find-codes.ts";
import { generalShapes } from "./general-shapes.ts";
import { isCounted, isMeasured } from "./is-other-value.ts";
import { readPrefix } from "./prefixed-codes.ts";
import { anyOf, type ShapeRule } from "./shape-rule.ts";

const rules: readonly ShapeRule[] = [...generalShapes, ...nationalShapes];
const anyRule = anyOf(rules);

/** Numbers and codes known by their own form: national ids, wallets, vehicle numbers, codes with a speaking prefix. */
export const shapesDetector: Detector = {
  name: "shapes",
  find: (text) => findCodes(text).flatMap((code) => [...readCode(text, code)]),
};

const readCode = (text: string, code: Code): readonly Candidate[] => {
  if (isLoneDigit(text, code) || isTooShort(text, code)) return [];
  const found = startsOf(text, code).flatMap((start) => [...readShapes(text, start)]);
  const type = readPrefix(code, () => topicAround(text, code));
  if (type !== undefined) found.push({ start: code.start, end: code.end, type, certainty: certainty.shape });
  return found.length === 0 || otherNumber.test(textBefore(text, code.start, 24)) ? [] : found;
};

/** A single digit begins a number only if a group of more digits follows. */
const isLoneDigit = (text: string, { start, end }: Code): boolean =>
  end - start === 1 && !/^[ ]\d{2}/.test(text.slice(end, end + 3));

/** No form has fewer than five letters and digits, and few go on behind a space with a letter that do not begin with letters. */
const isTooShort = (text: string, { start, end }: Code): boolean =>
  end - start < 5 &&
  !/[A-Z] $/.test(rawBefore(text, start, 2)) &&
  (text[end] !== " " || (end - start < 4 && text.length > 16 && /[A-Za-z]/.test(text[end + 1] ?? "")));

const readShapes = (text: string, start: number): readonly Candidate[] => {
  anyRule.lastIndex = start;
  return anyRule.test(text) ? rules.flatMap((rule) => tryRule(text, start, rule)) : [];
};

/** Catalogue numbers of things, whatever they look like. */
const otherNumber =
  /(?:\b(?:ndc|lot|part|model|sku|item|batch|version|nct|pmid|doi|isbn|icd|cpt|hcpcs|catalog(?:ue)?|commit|sha-?\d{0,3}|md5|digest|checksum|hash)(?:-1[03])?[ ]?(?:numbers?|codes?|no|#)?[ .:#]{0,3}|[$\u20AC\u00A3\u00A5])$/i;

/** The code itself, and with the letters that stand before it across a space. */
const startsOf = (text: string, { start }: Code): readonly number[] => {
  if (text[start - 1] !== " ") return [start];
  const letters = lettersBefore.exec(rawBefore(text, start, 11))?.[1];
  return letters === undefined || isWordOfLabel(letters.toLowerCase()) ? [start] : [start - letters.length - 1, start];
};

const lettersBefore = /(?:^|[^A-Za-z\d-])((?:[A-Z]{1,3}-)?[A-Za-z]{2,5}|[A-Z]{1,3}-[A-Z])[ ]$/;

const tryRule = (text: string, start: number, rule: ShapeRule): readonly Candidate[] => {
  rule.pattern.lastIndex = start;
  const value = rule.pattern.exec(text)?.[0];
  if (value === undefined || !holds(value, rule)) return [];
  const end = start + value.length;
  if (isOtherThing(text, { start, value }, rule)) return [];
  return [{ start, end, type: rule.type, certainty: isSure(rule) ? certainty.verified : certainty.shape }];
};

type Match = { readonly start: number; readonly value: string };

const isOtherThing = (text: string, { start, value }: Match, { isWeak, isPhoneLike }: ShapeRule): boolean =>
  (isWeak === true && text.trim() !== value) ||
  isCounted(text, { start, end: start + value.length, value }) ||
  isInList(text, start, value) ||
  (isPhoneLike === true && (isPhone(text, start, value) || hasPrefix(text, start, value)));

const isSure = ({ isRight, isDistinct }: ShapeRule): boolean => isRight !== undefined || isDistinct === true;

const holds = (value: string, { isRight }: ShapeRule): boolean => isRight?.(value.toUpperCase().replace(/[^A-Z\d]/g, "")) ?? true;

/** Ten digits that are a possible North American number, or any that are called a number to ring. */
const isPhone = (text: string, start: number, value: string): boolean =>
  /^(?:[2-9]\d{2}(?:[ -]\d{3}[ -]|[2-9]\d{2})\d{4}|0[1-9]\d{8,9})$/.test(value) ||
  /^0[1-9]\d{1,4}[ -]\d{3,6}(?:[ -]\d{3,4})?$/.test(value) ||
  hasPhoneCue(text, start, start + value.length);

/** "zgp 884 120 665" is one code. */
const hasPrefix = (text: string, start: number, value: string): boolean => {
  const prefix = /^\d{3} /.test(value) && /(?:^|[ ])([A-Z]{3}|[b-df-hj-np-tv-xz]{3})[ ]$/.exec(rawBefore(text, start, 5))?.[1];
  return typeof prefix === "string" && !isWordOfLabel(prefix.toLowerCase());
};

/** Groups with more numbers around them, or with a unit after them, are measurements. */
const isInList = (text: string, start: number, value: string): boolean => {
  if (!value.includes(" ")) return false;
  const after = textAfter(text, start + value.length, 16);
  return /\d[ ,]{1,2}$/.test(textBefore(text, start, 3)) || /^[ ,]{1,2}\d/.test(after) || isMeasured("", value, after);
};
