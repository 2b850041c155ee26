import { byteAt, cell, intAt } from "./cell.ts";
import { tags } from "./model-layout.ts";
import { type Context, isOrdinaryLine, startsSentenceAt, writtenAs } from "./read-context.ts";
import { hashWord, margin, shape, type Tokens } from "./read-tokens.ts";
import { isCareWord, isNeverName, isParticle, isRole } from "./telling-words.ts";
import { howCommon, list, listOf, nameList } from "./word-class.ts";

/** A text as the tagger read it. `path` is the tag of each token. */
export type Reading = { readonly tokens: Tokens; readonly context: Context; readonly path: Uint8Array };

const nameTag = tags.indexOf("NAME");
const placeTag = tags.indexOf("LOCATION");
const regionTag = tags.indexOf("REGION");
const facilityTag = tags.indexOf("FACILITY");

/**
 * Makes whole what the model tagged in part: both halves of "Lund-Hassan", all capitalised words of a name in a row, what a
 * place of care is called after its name; and takes off what does not belong: "nonna", "daily", "Babysitter".
 */
export const settleTags = (reading: Reading): void => {
  for (let at = 0; at < reading.tokens.count; at = endOfRun(reading.path, at)) {
    if (reading.path[at] === nameTag) trimName(reading, at, endOfRun(reading.path, at));
  }
  for (let at = 0; at < reading.tokens.count; at += 1) growFrom(reading, at);
};

const endOfRun = (path: Uint8Array, from: number): number => {
  let at = from + 1;
  while (at < path.length && path[at] === path[from]) at += 1;
  return at;
};

const trimName = (reading: Reading, from: number, to: number): void => {
  let first = from;
  let last = to - 1;
  while (first < last && (isRoleAt(reading, first) || isPlainSmall(reading, first))) reading.path[first++] = 0;
  while (last > first && (isPlainSmall(reading, last) || isCredential(reading, last))) reading.path[last--] = 0;
};

const look = ({ context }: Reading, at: number): number => byteAt(context.looks, at + margin);
const listed = ({ context }: Reading, at: number): number => byteAt(context.classes, at + margin);
const written = (reading: Reading, at: number): number => writtenAs(look(reading, at));
const word = ({ tokens }: Reading, at: number): number => intAt(tokens.words, at);
const isOnNameList = (reading: Reading, at: number): boolean => (listed(reading, at) & nameList.any) !== 0;

const isRoleAt = (reading: Reading, at: number): boolean => isRole(word(reading, at));

/** A word in small letters that is in use and nobody's name, at an end of what was taken for one. */
const isPlainSmall = (reading: Reading, at: number): boolean =>
  written(reading, at) === shape.small &&
  !isOnNameList(reading, at) &&
  howCommon(listed(reading, at)) >= 2 &&
  !isParticle(word(reading, at));

/** "Imogen Satterthwaite FRCS": capitals where names are written otherwise. */
const isCredential = (reading: Reading, at: number): boolean =>
  isOrdinaryLine(look(reading, at)) && written(reading, at) === shape.upper && !isOnNameList(reading, at);

const growFrom = (reading: Reading, at: number): void => {
  const tag = cell(reading.path, at);
  if (tag === 0 || tag === regionTag || written(reading, at) > shape.mixed) return;
  joinHyphened(reading, at, tag);
  if (tag === nameTag) {
    growLeft(reading, at);
    growInitial(reading, at);
    growRight(reading, at, isPartOfName);
    growRight(reading, at, isSmallFamilyName);
    growRight(reading, at, isInitial);
    growSpelled(reading, at);
    return;
  }
  if (tag !== placeTag) growRight(reading, at, isPartOfTitle);
  growCare(reading, at);
};

const hyphen = "-".charCodeAt(0) + 3;

/** Both sides of a hyphen are one name, unless one is an ordinary word in small letters. */
const joinHyphened = (reading: Reading, at: number, tag: number): void => {
  for (const step of [-1, 1]) {
    const sign = at + step;
    const other = sign + step;
    if (!isWord(reading, other) || word(reading, sign) !== hyphen || !isTight(reading, sign)) continue;
    if (reading.path[other] !== 0 || (isPlainSmall(reading, other) && written(reading, at) !== shape.small)) continue;
    reading.path[sign] = tag;
    reading.path[other] = tag;
  }
};

const isWord = (reading: Reading, at: number): boolean =>
  at >= 0 && at < reading.tokens.count && written(reading, at) <= shape.mixed;

/** Whether a sign stands between its neighbours without a blank. */
const isTight = ({ tokens: { starts, ends } }: Reading, sign: number): boolean =>
  intAt(ends, sign - 1) === intAt(starts, sign) && intAt(ends, sign) === intAt(starts, sign + 1);

/** Whether a word stands one blank behind the one before it. */
const follows = ({ tokens: { starts, ends } }: Reading, at: number): boolean => intAt(starts, at) === intAt(ends, at - 1) + 1;

const isCapitalised = (reading: Reading, at: number): boolean => {
  const shaped = written(reading, at);
  return isOrdinaryLine(look(reading, at)) && (shaped === shape.initial || shaped === shape.mixed);
};

const growLeft = (reading: Reading, from: number): void => {
  for (let at = from - 1; at >= 0 && reading.path[at] === 0 && isWord(reading, at) && follows(reading, at + 1); at -= 1) {
    const isStart = startsSentenceAt(look(reading, at));
    if (!isPartOfName(reading, at) || (isStart && !isOnNameList(reading, at) && howCommon(listed(reading, at)) > 0)) return;
    reading.path[at] = nameTag;
  }
};

const fullStop = ".".charCodeAt(0) + 3;

/** The initial before a name: "P. Lindgren". */
const growInitial = ({ tokens, context, path }: Reading, from: number): void => {
  const reading = { tokens, context, path };
  const stop = from - 1;
  if (stop < 1 || word(reading, stop) !== fullStop || path[stop - 1] !== 0 || !follows(reading, from)) return;
  if (written(reading, stop - 1) === shape.letter) path.fill(nameTag, stop - 1, from);
};

/** The letters of a name that is spelled after it was said: "olson o l s o n". */
const growSpelled = (reading: Reading, from: number): void => {
  let at = from + 1;
  while (isWord(reading, at) && isLetter(reading, at) && follows(reading, at)) at += 1;
  if (at > from + 3) reading.path.fill(nameTag, from + 1, at);
};

const isLetter = ({ tokens: { starts, ends } }: Reading, at: number): boolean => intAt(ends, at) - intAt(starts, at) === 1;

type Belongs = (reading: Reading, at: number) => boolean;

const growRight = (reading: Reading, from: number, belongs: Belongs): void => {
  for (let at = from + 1; isWord(reading, at) && reading.path[at] === 0 && follows(reading, at) && belongs(reading, at); at += 1)
    reading.path[at] = cell(reading.path, from);
};

/** A capitalised word that is not everyday English, no drug, no firm, no title and no month. */
const isPartOfName: Belongs = (reading, at) =>
  isCapitalised(reading, at) &&
  (isOnNameList(reading, at) || (howCommon(listed(reading, at)) < 3 && listOf(listed(reading, at)) < list.medical)) &&
  !isRoleAt(reading, at) &&
  !isNeverName(word(reading, at));

/** "bill mason wants": behind a first name, a family name in small letters that is no everyday word. */
const isSmallFamilyName: Belongs = (reading, at) =>
  written(reading, at) === shape.small &&
  written(reading, at - 1) === shape.small &&
  (listed(reading, at - 1) & nameList.given) !== 0 &&
  (listed(reading, at) & nameList.family) !== 0 &&
  howCommon(listed(reading, at)) < 3 &&
  cell(reading.path, at - 2) !== nameTag;

/** "Hsieh M": a letter behind a name, that begins nothing else. */
const isInitial: Belongs = (reading, at) =>
  written(reading, at) === shape.letter &&
  isOrdinaryLine(look(reading, at)) &&
  word(reading, at) !== i &&
  (at + 1 >= reading.tokens.count || written(reading, at + 1) >= shape.sign);

const i = hashWord("i");

const isPartOfTitle: Belongs = (reading, at) => isCapitalised(reading, at) && !isNeverName(word(reading, at));

const joints: ReadonlySet<number> = new Set([hashWord("and"), "&".charCodeAt(0) + 3]);

/** What says behind a name that it is that of a place of care: "er", "L&D", "Hand & Ortho", "nursery". */
const growCare = (reading: Reading, from: number): void => {
  const { path } = reading;
  let at = from + 1;
  for (; at < reading.tokens.count && path[at] === 0; at += 1) {
    const isJoint = joints.has(word(reading, at)) && at + 1 < reading.tokens.count && isCareWord(word(reading, at + 1));
    if (!isJoint && !isCareWord(word(reading, at))) break;
  }
  if (at > from + 1 && intAt(reading.tokens.starts, from + 1) <= intAt(reading.tokens.ends, from) + 1)
    path.fill(facilityTag, from + 1, at);
};
