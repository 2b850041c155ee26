import { cell, intAt } from "../dlp-names/cell.ts";
import { tags } from "../dlp-names/model-layout.ts";
import { isOrdinaryLine, startsSentenceAt } from "../dlp-names/read-context.ts";
import { hashWord, shape } from "../dlp-names/read-tokens.ts";
import { classAt, follows, isWordAt, lookAt, type TaggedText, wordAt } from "../dlp-names/tagged-text.ts";
import { isCareWord, isNeverName, isParticle, isRole } from "../dlp-names/telling-words.ts";
import { howCommon, list, listOf, nameList } from "../dlp-names/word-class.ts";
import { releaseTerms } from "../dlp-terms/release-terms.ts";
import type { TermTable } from "../dlp-terms/term-table.ts";
import { growLetters } from "./grow-letters.ts";
import { settlePair } from "./settle-pair.ts";
import { isCommonFamilyName, isRareOfMedicine, isSmallFamilyName } from "./small-family-name.ts";
import { writtenAt } from "./written-at.ts";

const nameTag = tags.indexOf("NAME");
const placeTag = tags.indexOf("LOCATION");
const regionTag = tags.indexOf("REGION");
const facilityTag = tags.indexOf("FACILITY");

/**
 * Makes whole what the model tagged in part: both halves of "Lund-Hassan", all capitalised words of a name in a row, what a
 * place of care is called after its name; and takes off what does not belong: "nonna", "daily", "Babysitter".
 */
export const settleTags = (reading: TaggedText, terms?: TermTable): void => {
  for (let at = 0; at < reading.tokens.count; at = endOfRun(reading.path, at)) {
    if (reading.path[at] === nameTag) trimName(reading, at, endOfRun(reading.path, at));
    else trimConjunction(reading, at, endOfRun(reading.path, at));
  }
  for (let at = 0; at + 1 < reading.tokens.count; at += 1) settlePair(reading, at);
  for (let at = 0; at < reading.tokens.count; at += 1) growFrom(reading, at);
  if (terms !== undefined) releaseAll(reading, terms);
};

const releaseAll = (reading: TaggedText, terms: TermTable): void => {
  for (let at = 0; at < reading.tokens.count; ) {
    const end = endOfRun(reading.path, at);
    const tag = reading.path[at];
    if (tag !== 0 && end > at + 2)
      releaseTerms(reading, { first: at, last: end - 1 }, { terms, takenFor: tag === nameTag ? "person" : "other" });
    at = end;
  }
};

const endOfRun = (path: Uint8Array, from: number): number => {
  let at = from + 1;
  while (at < path.length && path[at] === path[from]) at += 1;
  return at;
};

const trimName = (reading: TaggedText, from: number, to: number): void => {
  let first = from;
  let last = to - 1;
  while (first < last && (isRoleAt(reading, first) || isNoPart(reading, first))) reading.path[first++] = 0;
  while (last > first && (isNoPart(reading, last) || isCredential(reading, last)) && !isSyllable(reading, last))
    reading.path[last--] = 0;
};

/** "Joon-ho": what is a word besides, but short and behind a hyphen. */
const isSyllable = (reading: TaggedText, at: number): boolean =>
  wordAt(reading, at - 1) === hyphen &&
  isTight(reading, at - 1) &&
  intAt(reading.tokens.ends, at) - intAt(reading.tokens.starts, at) < 5;

/** "on ￼ and still", "at rest and": what joins sentences, or says how often, begins and ends no place. */
const trimConjunction = (reading: TaggedText, from: number, to: number): void => {
  for (let at = from; at < to && conjunctions.has(wordAt(reading, at)); at += 1) reading.path[at] = 0;
  for (let at = to - 1; at >= from && conjunctions.has(wordAt(reading, at)); at -= 1) reading.path[at] = 0;
};

const conjunctions: ReadonlySet<number> = new Set(
  "wiv hav wivout and or but so about with every each seen my your his her their if when because until while than"
    .split(" ")
    .map(hashWord),
);

const isOnNameList = (reading: TaggedText, at: number): boolean =>
  (classAt(reading, at) & nameList.any) !== 0 || isCommonFamilyName(reading, at);

const isRoleAt = (reading: TaggedText, at: number): boolean => isRole(wordAt(reading, at));

/** A word in small letters that is in use and nobody's name, at an end of what was taken for one. */
const isPlainSmall = (reading: TaggedText, at: number): boolean =>
  writtenAt(reading, at) === shape.small &&
  !isOnNameList(reading, at) &&
  howCommon(classAt(reading, at)) >= 2 &&
  !isParticle(wordAt(reading, at));

/** Neither a sign nor such a word, nor one of medicine, begins or ends a name. */
const isNoPart = (reading: TaggedText, at: number): boolean =>
  writtenAt(reading, at) === shape.sign || isPlainSmall(reading, at) || isDrug(reading, at);

const isDrug = (reading: TaggedText, at: number): boolean =>
  writtenAt(reading, at) === shape.small && listOf(classAt(reading, at)) === list.medical && !isOnNameList(reading, at);

/** "Imogen Satterthwaite FRCS": capitals where names are written otherwise. */
const isCredential = (reading: TaggedText, at: number): boolean =>
  isOrdinaryLine(lookAt(reading, at)) && writtenAt(reading, at) === shape.upper && !isOnNameList(reading, at);

const growFrom = (reading: TaggedText, at: number): void => {
  const tag = cell(reading.path, at);
  if (tag === 0 || tag === regionTag || writtenAt(reading, at) > shape.mixed) return;
  joinHyphened(reading, at, tag);
  if (tag === nameTag) {
    growLeft(reading, at);
    growRight(reading, at, isPartOfName);
    growRight(reading, at, isSmallFamilyName);
    growRight(reading, at, isRareOfMedicine);
    growLetters(reading, at);
    return;
  }
  if (tag !== placeTag) growRight(reading, at, isPartOfTitle);
  growCare(reading, at);
};

/** A word in small letters joins no name with a capital: "Okafor-style". */
const mayJoin = (reading: TaggedText, at: number, other: number): boolean =>
  reading.path[other] === 0 && (!isPlainSmall(reading, other) || writtenAt(reading, at) === shape.small);

const hyphen = "-".charCodeAt(0) + 3;

/** Both sides of a hyphen are one name, unless one is an ordinary word in small letters. */
const joinHyphened = (reading: TaggedText, at: number, tag: number): void => {
  for (const step of [-1, 1]) {
    const sign = at + step;
    const other = sign + step;
    if (!isWordAt(reading, other) || wordAt(reading, sign) !== hyphen || !isTight(reading, sign)) continue;
    if (reading.path[other] !== tag && !mayJoin(reading, at, other)) continue;
    reading.path[sign] = tag;
    reading.path[other] = tag;
  }
};

/** Whether a sign stands between its neighbours without a blank. */
const isTight = ({ tokens: { starts, ends } }: TaggedText, sign: number): boolean =>
  intAt(ends, sign - 1) === intAt(starts, sign) && intAt(ends, sign) === intAt(starts, sign + 1);

const isCapitalised = (reading: TaggedText, at: number): boolean => {
  const shaped = writtenAt(reading, at);
  return isOrdinaryLine(lookAt(reading, at)) && (shaped === shape.initial || shaped === shape.mixed);
};

const growLeft = (reading: TaggedText, from: number): void => {
  for (let at = from - 1; at >= 0 && reading.path[at] === 0 && isWordAt(reading, at) && follows(reading, at + 1); at -= 1) {
    const isStart = startsSentenceAt(lookAt(reading, at));
    if (!isPartOfName(reading, at) || (isStart && !isOnNameList(reading, at) && howCommon(classAt(reading, at)) > 0)) return;
    reading.path[at] = nameTag;
  }
};

type Belongs = (reading: TaggedText, at: number) => boolean;

const growRight = (reading: TaggedText, from: number, belongs: Belongs): void => {
  for (
    let at = from + 1;
    isWordAt(reading, at) && reading.path[at] === 0 && follows(reading, at) && belongs(reading, at);
    at += 1
  )
    reading.path[at] = cell(reading.path, from);
};

/** A capitalised word that is not everyday English, no drug, no firm, no title and no month. */
const isPartOfName: Belongs = (reading, at) =>
  isCapitalised(reading, at) &&
  (isOnNameList(reading, at) || (howCommon(classAt(reading, at)) < 3 && listOf(classAt(reading, at)) < list.medical)) &&
  (!isRoleAt(reading, at) || isCommonFamilyName(reading, at)) &&
  !isNeverName(wordAt(reading, at));

const isPartOfTitle: Belongs = (reading, at) => isCapitalised(reading, at) && !isNeverName(wordAt(reading, at));

const joints: ReadonlySet<number> = new Set([hashWord("and"), "&".charCodeAt(0) + 3]);

/** What says behind a name that it is that of a place of care: "er", "L&D", "Hand & Ortho", "nursery". */
const growCare = (reading: TaggedText, from: number): void => {
  const { path } = reading;
  let at = from + 1;
  for (; at < reading.tokens.count && path[at] === 0; at += 1) {
    const isJoint = joints.has(wordAt(reading, at)) && at + 1 < reading.tokens.count && isCareWord(wordAt(reading, at + 1));
    if (!isJoint && !isCareWord(wordAt(reading, at))) break;
  }
  if (at > from + 1 && intAt(reading.tokens.starts, from + 1) <= intAt(reading.tokens.ends, from) + 1)
    path.fill(facilityTag, from + 1, at);
};
