import { rawBefore } from "../dlp/cue.ts";
import { writtenAs } from "./read-context.ts";
import { shape } from "./read-tokens.ts";
import { classAt, follows, lookAt, type TaggedText } from "./tagged-text.ts";
import { nameList } from "./word-class.ts";

/** Where a finding stands: its characters, and its first and last token. */
export type Place = { readonly start: number; readonly end: number; readonly first: number; readonly last: number };

const title = /(?:^|[^\p{L}])(?:mr|mrs|ms|miss|mister|mx|dr|doctor|prof|professor|nurse|pastor|rev|sir|aunt|uncle)\.?[ ]$/iu;
export const longestTitle = 12;

/** "Dr Brown" */
export const isTitled = (text: string, { start }: Place): boolean =>
  text[start - 1] === " " && title.test(rawBefore(text, start, longestTitle));

/** "her name is Joy" */
export const isCalled = (text: string, { start }: Place): boolean =>
  /(?:^|[^a-z])(?:called|named|nicknamed|name(?:['\u2019]?s| is))[ ]$/i.test(rawBefore(text, start, longestTitle));

/** "Joan Flexion": a first name with a capital, that no full stop ends. */
export const isBehindGiven = (reading: TaggedText, { first }: Place): boolean =>
  first > 0 &&
  follows(reading, first) &&
  writtenAs(lookAt(reading, first - 1)) === shape.initial &&
  (classAt(reading, first - 1) & nameList.given) !== 0;
