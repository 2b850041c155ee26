import { intAt } from "../dlp-names/cell.ts";
import { tags } from "../dlp-names/model-layout.ts";
import { hashWord, shape } from "../dlp-names/read-tokens.ts";
import { classAt, follows, isWordAt, type TaggedText, wordAt } from "../dlp-names/tagged-text.ts";
import { nameList } from "../dlp-names/word-class.ts";
import { isEponymBehindGiven } from "./small-family-name.ts";
import { writtenAt } from "./written-at.ts";

const nameTag = tags.indexOf("NAME");
const placeTag = tags.indexOf("LOCATION");
const regionTag = tags.indexOf("REGION");

/** Tags a given and a family name that the words around them make somebody's, and a state behind its town as such. */
export const settlePair = (reading: TaggedText, at: number): void => {
  nameBeforeNumber(reading, at);
  stateBehindTown(reading, at);
  if (isEponymBehindGiven(reading, at + 1)) reading.path.fill(nameTag, at, at + 2);
};

/** "Jane Doe 22", "John Smith 2:": a given and a family name before a number are somebody, whatever else is numbered like that. */
const nameBeforeNumber = (reading: TaggedText, at: number): void => {
  const isNumbered = at + 2 < reading.tokens.count && writtenAt(reading, at + 2) === shape.digits;
  if (!isNumbered || !isCapitalOn(reading, at, nameList.given) || !mayBeFamily(reading, at + 1)) return;
  if (!follows(reading, at + 1) || isWordAt(reading, at - 1) || !isOpen(reading, at) || !isOpen(reading, at + 1)) return;
  reading.path.fill(nameTag, at, at + 2);
};

/** "Columbus, Georgia": a state behind its town is nobody. */
const stateBehindTown = ({ path, tokens }: TaggedText, at: number): void => {
  const isAlone = path[at] === nameTag && path[at + 1] !== nameTag && path[at - 1] === 0 && path[at - 2] === placeTag;
  if (isAlone && states.has(intAt(tokens.words, at)) && intAt(tokens.words, at - 1) === comma) path[at] = regionTag;
};
const states: ReadonlySet<number> = new Set("georgia virginia montana dakota jordan chad".split(" ").map(hashWord));
const comma = ",".charCodeAt(0) + 3;

/** What people without a name are called: on no list, and words besides. */
const anonymous = new Set(["doe", "roe"].map(hashWord));

const mayBeFamily = (reading: TaggedText, at: number): boolean =>
  isCapitalOn(reading, at, nameList.family) || (writtenAt(reading, at) === shape.initial && anonymous.has(wordAt(reading, at)));

const isOpen = (reading: TaggedText, at: number): boolean => reading.path[at] !== placeTag && reading.path[at] !== regionTag;

const isCapitalOn = (reading: TaggedText, at: number, names: number): boolean =>
  writtenAt(reading, at) === shape.initial && (classAt(reading, at) & names) !== 0;
