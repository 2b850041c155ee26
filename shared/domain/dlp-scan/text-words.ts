import { foldNumber } from "./fold-letter.ts";
import { clausesOfShort, short, shortWordsOf } from "./short-words.ts";
import { isRead, startText } from "./text-read.ts";
import { bits } from "./word-code.ts";
import { clausesOfLong, keyOf, placeOf, table } from "./word-table.ts";

/** A text of more than a few blocks is divided into them, so that it is known where in it words stand. */
const leastBlock = 128;
const mostBlocks = 128;
const fewBlocks = 4;
let block = Number.POSITIVE_INFINITY;

/**
 * Every block of every text has a number of its own, of 32 bits; `first` is that of the first block of the text that was read.
 * After some thousand million blocks numbers come again: then a word may be taken for held that is not, which does no harm.
 */
let first = 0;
let now = 0;
const isOfThisText = (number: number): boolean => ((number - first) | 0) >= 0;

/** For each short word, and for each clause, the last block that holds it; and of a long text every block, a bit each. */
const shortSeen = new Int32Array(short.count);
const heldBy: number[] = [];
const heldIn: number[] = [];
const bitsPerNumber = 32;
const numbersPerClause = mostBlocks / bitsPerNumber;

const { pairs: pairsFrom, triples: triplesFrom } = short;
const maskOf = (length: number): number => (1 << (bits * length)) - 1;
const single = maskOf(1);
const pair = maskOf(2);
const triple = maskOf(3);
const four = maskOf(4);
const five = maskOf(5);
const six = maskOf(6);

/** Reads a text, so that `isHeld` answers for it: one walk finds the words of all clauses. */
export const readWords = (text: string): void => {
  if (isRead(text)) return;
  startText(text);
  first = (now + 1) | 0;
  const isLong = text.length > fewBlocks * leastBlock;
  block = isLong ? Math.max(leastBlock, Math.ceil(text.length / mostBlocks)) : Number.POSITIVE_INFINITY;
  const readPart = isLong ? readBlock : readShort;
  // Before a text stand letters that no word begins with.
  let code = six;
  for (let from = 0; from < Math.max(1, text.length); from += block) {
    now = (now + 1) | 0;
    code = readPart(text, { from, to: Math.min(text.length, from + block), code });
  }
};

/** A part of a text, and the letters before it. */
type Part = { readonly from: number; readonly to: number; readonly code: number };

const readShort = (text: string, { from, to, code: before }: Part): number => {
  const seen = shortSeen;
  const part = now;
  let code = before;
  for (let at = from; at < to; at += 1) {
    code = ((code << bits) | foldNumber(text.charCodeAt(at))) & six;
    seen[code & single] = part;
    seen[pairsFrom + (code & pair)] = part;
    seen[triplesFrom + (code & triple)] = part;
    lookUpLong(code);
  }
  return code;
};

const readBlock = (text: string, { from, to, code: before }: Part): number => {
  let code = before;
  for (let at = from; at < to; at += 1) {
    code = ((code << bits) | foldNumber(text.charCodeAt(at))) & six;
    seeShort(code & single);
    seeShort(pairsFrom + (code & pair));
    seeShort(triplesFrom + (code & triple));
    lookUpLong(code);
  }
  return code;
};

const seeShort = (word: number): void => {
  if (shortSeen[word] === now) return;
  shortSeen[word] = now;
  for (const clause of clausesOfShort(word)) markHeld(clause);
};

const lookUpLong = (code: number): void => {
  lookUp(keyOf(code & four, 4));
  lookUp(keyOf(code & five, 5));
  lookUp(keyOf(code, 6));
};

const lookUp = (key: number): void => {
  const place = placeOf(key);
  if (table[place] !== 0) for (const clause of clausesOfLong(place, key)) markHeld(clause);
};

const markHeld = (clause: number): void => {
  const last = heldBy[clause] ?? 0;
  if (last === now) return;
  heldBy[clause] = now;
  if (block !== Number.POSITIVE_INFINITY) markBlock(clause, !isOfThisText(last));
};

const markBlock = (clause: number, isFirst: boolean): void => {
  const from = clause * numbersPerClause;
  if (isFirst) for (let number = 0; number < numbersPerClause; number += 1) heldIn[from + number] = 0;
  const number = (now - first) | 0;
  const at = from + (number >>> 5);
  heldIn[at] = (heldIn[at] ?? 0) | (1 << (number & 31));
};

/** Whether the text that was read holds a word of a clause. */
export const isHeld = (clause: number): boolean => isOfThisText(heldBy[clause] ?? 0) || holdsShort(shortWordsOf(clause));

const holdsShort = (either: Uint16Array | undefined): boolean => {
  if (either !== undefined)
    for (let at = 0; at < either.length; at += 1) if (isOfThisText(shortSeen[either[at] ?? 0] ?? 0)) return true;
  return false;
};

/** For a clause that nobody looked for when the text was read: it may be held anywhere. */
export const assumeHeld = (clause: number): void => {
  heldBy[clause] = now;
  for (let number = 0; number < numbersPerClause; number += 1) heldIn[clause * numbersPerClause + number] = everywhere;
};

const everywhere = -1;

/** How long the blocks of the text that was read are; more than its length where it is short. */
export const blockLength = (): number => block;

/** Whether a word of a clause ends in a block of a long text. */
export const isHeldIn = (clause: number, at: number): boolean =>
  isOfThisText(heldBy[clause] ?? 0) && ((heldIn[clause * numbersPerClause + (at >>> 5)] ?? 0) & (1 << (at & 31))) !== 0;
