import { cell, intAt } from "../dlp-names/cell.ts";
import { tags } from "../dlp-names/model-layout.ts";
import { hashWord, shape } from "../dlp-names/read-tokens.ts";
import { classAt, follows, isWordAt, type TaggedText, wordAt } from "../dlp-names/tagged-text.ts";
import { howCommon, list, listOf, nameList } from "../dlp-names/word-class.ts";
import { writtenAt } from "./written-at.ts";

const nameTag = tags.indexOf("NAME");
/** "bill mason wants": behind a first name, a family name in small letters that is no everyday word, or that ends what is said of it. */
export const isSmallFamilyName = (reading: TaggedText, at: number): boolean =>
  writtenAt(reading, at) === shape.small &&
  writtenAt(reading, at - 1) === shape.small &&
  (classAt(reading, at - 1) & nameList.given) !== 0 &&
  (isFamilyAt(reading, at) || isUnknownAt(reading, at)) &&
  cell(reading.path, at - 2) !== nameTag;

const isFamilyAt = (reading: TaggedText, at: number): boolean =>
  ((classAt(reading, at) & nameList.family) !== 0 || isCommonFamilyName(reading, at)) &&
  (howCommon(classAt(reading, at)) < 3 || endsName(reading, at + 1));

/** "jolene haskew for 2pm": a longer word of no list where what is told of somebody goes on. */
const isUnknownAt = (reading: TaggedText, at: number): boolean =>
  (classAt(reading, at) & nameList.any) === 0 &&
  listOf(classAt(reading, at)) === 0 &&
  howCommon(classAt(reading, at)) < 2 &&
  intAt(reading.tokens.ends, at) - intAt(reading.tokens.starts, at) >= shortestFamily &&
  howCommon(classAt(reading, at - 1)) < 2 &&
  endsName(reading, at + 1);

const shortestFamily = 4;

/** A sign, a line, a removed number, or a word that begins what is told of somebody: "desiree lamb mrn", "rose bell, 71". */
/** Family names that medicine has taken: on no list of names. */
const eponyms: ReadonlySet<number> = new Set(
  "foley mcgrath apgar hodgkin colles yankauer macintosh bovie mallampati crohn hickman homan babinski braden wernicke epworth ladd ladds mcgill hartmann levine mcmurray tinel kussmaul glasgow penrose doppler swan holter norco ames barlow coombs down duke fallot gleason hashimoto heimlich kegel marfan moro osgood osler paget phalen raynaud rinne schirmer snellen tanner valsalva wilms huntington alzheimer parkinson addison cushing graves"
    .split(" ")
    .map(hashWord),
);
const calledAfter: ReadonlySet<number> = new Set(
  "'s s score scores scale test sign signs disease syndrome bag balloon maneuver forceps line".split(" ").map(hashWord),
);

/** The most common family names that are words, eponyms or firms as well: on no list of names. */
const families: ReadonlySet<number> = new Set(
  "edwards cox sanders tucker hicks sims carpenter hall butler peters fuller fields young bishop lord".split(" ").map(hashWord),
);

/** "paul edwards": such a name behind a first name. */
export const isCommonFamilyName = (reading: TaggedText, at: number): boolean =>
  families.has(wordAt(reading, at)) && at > 0 && (classAt(reading, at - 1) & nameList.given) !== 0;

/** "allen foley called": behind a first name, written as it is, such a family name, and nothing that is called after it. */
export const isEponymBehindGiven = (reading: TaggedText, at: number): boolean =>
  eponyms.has(wordAt(reading, at)) &&
  at > 0 &&
  follows(reading, at) &&
  (writtenAt(reading, at) === shape.small) === (writtenAt(reading, at - 1) === shape.small) &&
  (classAt(reading, at - 1) & nameList.given) !== 0 &&
  howCommon(classAt(reading, at - 1)) < 2 &&
  !(isWordAt(reading, at + 1) && (calledAfter.has(wordAt(reading, at + 1)) || listOf(classAt(reading, at + 1)) === list.medical));

/** Behind a first name, with a capital, what else is called so in medicine alone: "Joyce Pallister". */
export const isRareOfMedicine = (reading: TaggedText, at: number): boolean =>
  writtenAt(reading, at) === shape.initial &&
  (classAt(reading, at - 1) & nameList.given) !== 0 &&
  listOf(classAt(reading, at)) === list.medical &&
  howCommon(classAt(reading, at)) === 0;

const endsName = (reading: TaggedText, at: number): boolean =>
  at >= reading.tokens.count || writtenAt(reading, at) >= shape.digits || telling.has(wordAt(reading, at));

const telling: ReadonlySet<number> = new Set(
  "lic license licence dl plate vin zip tomorrow who whose mrn ssn dob id nhs acct account chart ext aged age policy phone cell room rm bed 's for needs wants called says said is was has here from"
    .split(" ")
    .map(hashWord),
);
