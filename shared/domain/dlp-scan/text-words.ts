import { isShortAsked, mostClauses, short, shortWordsOf } from "./asked-words.ts";
import { foldNumber } from "./fold-letter.ts";
import { firstLong } from "./long-words.ts";
import { blocks, divide, mostNumbers } from "./text-blocks.ts";
import { isRead, startText } from "./text-read.ts";
import { bits, letters, maskOf } from "./word-code.ts";

/** The number of the text that was read. Numbers come again after some thousand million texts: then a word may be taken for held that is not, which does no harm. */
let now = 0;

/** For each short word the last text that holds it, and the set of the blocks in which it ends. */
const shortHeldBy = new Int32Array(short.count);
const shortBlocks = new Int32Array(short.count * mostNumbers);
/** The same for each clause, once its short words were looked up in a text. */
const heldBy = new Int32Array(mostClauses);
const blocksOf = new Int32Array(mostClauses * mostNumbers);
const lookedUpIn = new Int32Array(mostClauses);

const { pairs: pairsFrom, triples: triplesFrom } = short;
const single = maskOf(1);
const pair = maskOf(2);
const triple = maskOf(3);
const whole = maskOf(letters);

/** Reads a text, so that `isHeld` answers for it: one walk finds all words. */
export const readWords = (text: string): void => {
  if (isRead(text)) return;
  startText(text);
  now = (now + 1) | 0;
  divide(text.length);
  // Before a text stand letters that no word begins with.
  let code = whole;
  if (blocks.count === 0) readWhole(text, code);
  for (let block = 0; block < blocks.count; block += 1) code = readBlock(text, block, code);
};

const readWhole = (text: string, before: number): void => {
  let code = before;
  for (let at = 0; at < text.length; at += 1) {
    code = ((code << bits) | foldNumber(text.charCodeAt(at))) & whole;
    shortHeldBy[code & single] = now;
    shortHeldBy[pairsFrom + (code & pair)] = now;
    shortHeldBy[triplesFrom + (code & triple)] = now;
    for (let word = firstLong(code); word !== undefined; word = word.next)
      if ((code & word.mask) === word.code) holdAll(word.clauses);
  }
};

const holdAll = (clauses: readonly number[]): void => {
  for (const clause of clauses) heldBy[clause] = now;
};

/** Reads a block, with the letters before it. */
const readBlock = (text: string, block: number, before: number): number => {
  const number = block >>> 5;
  const bit = 1 << (block & 31);
  const { shift } = blocks;
  const end = Math.min(text.length, (block + 1) << shift);
  let code = before;
  for (let at = block << shift; at < end; at += 1) {
    code = ((code << bits) | foldNumber(text.charCodeAt(at))) & whole;
    seeShort(code & single, number, bit);
    seeShort(pairsFrom + (code & pair), number, bit);
    seeShort(triplesFrom + (code & triple), number, bit);
    for (let word = firstLong(code); word !== undefined; word = word.next)
      if ((code & word.mask) === word.code) seeLong(word.clauses, number, bit);
  }
  return code;
};

const seeShort = (word: number, number: number, bit: number): void => {
  if (isShortAsked[word] === 0) return;
  if (shortHeldBy[word] !== now) {
    shortHeldBy[word] = now;
    for (let each = 0; each < blocks.numbers; each += 1) shortBlocks[word * mostNumbers + each] = 0;
  }
  const at = word * mostNumbers + number;
  shortBlocks[at] = (shortBlocks[at] ?? 0) | bit;
};

const seeLong = (clauses: readonly number[], number: number, bit: number): void => {
  for (const clause of clauses) {
    hold(clause);
    const at = clause * mostNumbers + number;
    blocksOf[at] = (blocksOf[at] ?? 0) | bit;
  }
};

const hold = (clause: number): void => {
  if (heldBy[clause] === now) return;
  heldBy[clause] = now;
  for (let number = 0; number < blocks.numbers; number += 1) blocksOf[clause * mostNumbers + number] = 0;
};

/** Whether the text that was read holds a word of a clause. */
export const isHeld = (clause: number): boolean => heldBy[clause] === now || holdsShort(shortWordsOf(clause));

const holdsShort = (words: Uint16Array): boolean => {
  for (let at = 0; at < words.length; at += 1) if (shortHeldBy[words[at] ?? 0] === now) return true;
  return false;
};

const lookUpShort = (clause: number): void => {
  lookedUpIn[clause] = now;
  const words = shortWordsOf(clause);
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? 0;
    if (shortHeldBy[word] === now) addShort(clause, word);
  }
};

const addShort = (clause: number, word: number): void => {
  hold(clause);
  for (let number = 0; number < blocks.numbers; number += 1) {
    const at = clause * mostNumbers + number;
    blocksOf[at] = (blocksOf[at] ?? 0) | (shortBlocks[word * mostNumbers + number] ?? 0);
  }
};

/** For a clause that nobody asked for when the text was read: it may be held anywhere. */
export const assumeHeld = (clause: number): void => {
  hold(clause);
  lookedUpIn[clause] = now;
  for (let number = 0; number < blocks.numbers; number += 1) blocksOf[clause * mostNumbers + number] = -1;
};

/** Copies the blocks of the text that was read in which a word of a clause ends. */
export const copyBlocks = (clause: number, into: Int32Array): void => {
  if (lookedUpIn[clause] !== now) lookUpShort(clause);
  for (let number = 0; number < blocks.numbers; number += 1) into[number] = blocksOf[clause * mostNumbers + number] ?? 0;
};
