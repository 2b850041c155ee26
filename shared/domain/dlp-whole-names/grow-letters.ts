import { intAt } from "../dlp-names/cell.ts";
import { tags } from "../dlp-names/model-layout.ts";
import { isOrdinaryLine } from "../dlp-names/read-context.ts";
import { hashWord, shape } from "../dlp-names/read-tokens.ts";
import { classAt, follows, isWordAt, lookAt, type TaggedText, wordAt } from "../dlp-names/tagged-text.ts";
import { isNeverName } from "../dlp-names/telling-words.ts";
import { howCommon, nameList } from "../dlp-names/word-class.ts";
import { writtenAt } from "./written-at.ts";

const nameTag = tags.indexOf("NAME");
const sign = (written: string): number => written.charCodeAt(0) + 3;
const fullStop = sign(".");
const comma = sign(",");
const colon = sign(":");
const i = hashWord("i");

/** Takes the letters and the family name around a name into it: "P. Lindgren", "Hsieh M", "olson o l s o n", "Name: Long, Mei". */
export const growLetters = (text: TaggedText, from: number): void => {
  takeInitialBefore(text, from);
  takeNameBehindInitial(text, from);
  takeInitialBehind(text, from);
  takeSpelling(text, from);
  takeGeneration(text, from);
  takeFamilyNameBefore(text, from);
};

const everyday = 3;

const isInitial = (text: TaggedText, at: number): boolean => writtenAt(text, at) === shape.letter;

/** A letter before a full stop or at the end, that is none of those typed for words: "r", "u", "i". */
const isSmallInitial = (text: TaggedText, at: number): boolean =>
  isLetter(text, at) && writtenAt(text, at) === shape.small && !shortWords.has(wordAt(text, at));

const shortWords: ReadonlySet<number> = new Set(["a", "i", "u"].map(hashWord));

const takeInitialBefore = (text: TaggedText, from: number): void => {
  const stop = from - 1;
  if (stop < 1 || wordAt(text, stop) !== fullStop || text.path[stop - 1] !== 0 || !follows(text, from)) return;
  const isPair = stop > 2 && wordAt(text, stop - 2) === fullStop && isLetterAt(text, stop - 3);
  if (isPair && isPairOfWords(text, stop)) return;
  if (isLetterAt(text, stop - 1)) text.path.fill(nameTag, stop - (isPair ? 3 : 1), from);
};

const isLetterAt = (text: TaggedText, at: number): boolean => isInitial(text, at) || isSmallInitial(text, at);

/** "p.m. Smith", "i.v. Rocephin": letters that stand for words. */
const isPairOfWords = (text: TaggedText, stop: number): boolean =>
  pairs.has(wordAt(text, stop - 3) ^ Math.imul(wordAt(text, stop - 1), 31));
const pairs: ReadonlySet<number> = new Set(
  [
    "am",
    "pm",
    "iv",
    "im",
    "ie",
    "eg",
    "us",
    "uk",
    "po",
    "bp",
    "sc",
    "sq",
    "od",
    "os",
    "ou",
    "id",
    "qd",
    "hs",
    "dc",
    "pt",
    "rx",
  ].map((pair) => hashWord(pair.charAt(0)) ^ Math.imul(hashWord(pair.charAt(1)), 31)),
);

/** Whether at least two blanks stand behind, as between the columns of a form. */
const isColumnEnd = ({ tokens: { starts, ends } }: TaggedText, at: number): boolean =>
  intAt(starts, at + 1) > intAt(ends, at) + 1;

const takeNameBehindInitial = (text: TaggedText, from: number): void => {
  const name = from + 2;
  if (!isInitial(text, from) || wordAt(text, from + 1) !== fullStop || !isWordAt(text, name) || !follows(text, name)) return;
  const written = writtenAt(text, name);
  if (howCommon(classAt(text, name)) === everyday) return;
  if (written === shape.initial || written === shape.mixed) text.path.fill(nameTag, from + 1, name + 1);
};

/** A letter that ends what stands between two signs or columns, and is not "I". */
const takeInitialBehind = (text: TaggedText, from: number): void => {
  const at = from + 1;
  if (!isWordAt(text, at) || text.path[at] !== 0 || !follows(text, at)) return;
  if (isWordAt(text, at + 1) && !isColumnEnd(text, at) && !telling.has(wordAt(text, at + 1))) return;
  const isSmall = isSmallInitial(text, at) && writtenAt(text, from) === shape.small;
  if (isSmall || (isInitial(text, at) && wordAt(text, at) !== i && isOrdinaryLine(lookAt(text, at)))) text.path[at] = nameTag;
};

/** "linda k again" */
const telling: ReadonlySet<number> = new Set("again here calling speaking from needs wants called".split(" ").map(hashWord));

const generations: ReadonlySet<number> = new Set(["jr", "sr", "ii", "iii", "iv"].map(hashWord));

/** "Archibald Penhallow III", behind two words of a name. */
const takeGeneration = (text: TaggedText, from: number): void => {
  const at = from + 1;
  if (text.path[from - 1] === nameTag && text.path[at] === 0 && generations.has(wordAt(text, at)) && follows(text, at))
    text.path[at] = nameTag;
};

const fewestSpelled = 3;

const takeSpelling = (text: TaggedText, from: number): void => {
  let at = from + 1;
  while (isWordAt(text, at) && isLetter(text, at) && follows(text, at)) at += 1;
  if (at > from + fewestSpelled) text.path.fill(nameTag, from + 1, at);
};

const isLetter = ({ tokens: { starts, ends } }: TaggedText, at: number): boolean => intAt(ends, at) - intAt(starts, at) === 1;

/** "Patient: LONG, MEI-LING": behind a label, what stands before the comma belongs to the given name, whatever word it is. */
const takeFamilyNameBefore = (text: TaggedText, from: number): void => {
  const family = from - 2;
  if (wordAt(text, from - 1) !== comma || !isWordAt(text, family) || isNeverName(wordAt(text, family))) return;
  const isAnnounced = wordAt(text, family - 1) === colon || patients.has(wordAt(text, family - 1));
  if (isAnnounced && (classAt(text, from) & nameList.given) !== 0 && writtenAt(text, family) !== shape.small)
    text.path.fill(nameTag, family, from);
};

const patients: ReadonlySet<number> = new Set(["patient", "pt", "name"].map(hashWord));
