import { clausesOfShort, isShortAsked, mostClauses, shortWordsOf } from "./asked-words.ts";
import { foldNumber } from "./fold-letter.ts";
import { firstLong } from "./long-words.ts";
import { blocks, divide, mostNumbers } from "./text-blocks.ts";
import { isRead, startText } from "./text-read.ts";
import { bits, letters, maskOf, short } from "./word-code.ts";

/** The number of the text that was read. Numbers come again after some thousand million texts: then a word may be taken for held that is not, which does no harm. */
let now = 0;

/** For each short word the last text that holds it, and the set of the blocks in which it ends. */
const shortHeldBy = new Int32Array(short.count);
const shortBlocks = new Int32Array(short.count * mostNumbers);
/** The same for each clause: the text that holds one of its words, the set of the blocks in which they end, and the texts for which it is begun and whole. */
const heldBy = new Int32Array(mostClauses);
const blocksOf = new Int32Array(mostClauses * mostNumbers);
const begunFor = new Int32Array(mostClauses);
const wholeFor = new Int32Array(mostClauses);

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
    meetShort(code & single);
    meetShort(pairsFrom + (code & pair));
    meetShort(triplesFrom + (code & triple));
    for (let word = firstLong(code); word !== undefined; word = word.next)
      if ((code & word.mask) === word.code) holdAll(word.clauses);
  }
};

/** Whether it is a short word that a clause has and that this text was not yet known to hold. */
const isNew = (word: number): boolean => isShortAsked[word] === 1 && shortHeldBy[word] !== now;

const meetShort = (word: number): void => {
  if (!isNew(word)) return;
  shortHeldBy[word] = now;
  holdAll(clausesOfShort(word));
};

const holdAll = (clauses: readonly number[]): void => {
  for (let at = 0; at < clauses.length; at += 1) heldBy[clauses[at] ?? 0] = now;
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
  if (isNew(word)) {
    meetShort(word);
    for (let each = 0; each < blocks.numbers; each += 1) shortBlocks[word * mostNumbers + each] = 0;
  }
  const at = word * mostNumbers + number;
  shortBlocks[at] = (shortBlocks[at] ?? 0) | bit;
};

const seeLong = (clauses: readonly number[], number: number, bit: number): void => {
  for (const clause of clauses) {
    heldBy[clause] = now;
    beginBlocks(clause);
    const at = clause * mostNumbers + number;
    blocksOf[at] = (blocksOf[at] ?? 0) | bit;
  }
};

const beginBlocks = (clause: number): void => {
  if (begunFor[clause] === now) return;
  begunFor[clause] = now;
  for (let number = 0; number < blocks.numbers; number += 1) blocksOf[clause * mostNumbers + number] = 0;
};

/** Whether the text that was read holds a word of a clause. */
export const isHeld = (clause: number): boolean => heldBy[clause] === now;

const addShortWords = (clause: number): void => {
  wholeFor[clause] = now;
  beginBlocks(clause);
  const words = shortWordsOf(clause);
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? 0;
    if (shortHeldBy[word] === now) addShort(clause, word);
  }
};

const addShort = (clause: number, word: number): void => {
  for (let number = 0; number < blocks.numbers; number += 1) {
    const at = clause * mostNumbers + number;
    blocksOf[at] = (blocksOf[at] ?? 0) | (shortBlocks[word * mostNumbers + number] ?? 0);
  }
};

/** For a clause that nobody asked for when the text was read: it may be held anywhere. */
export const assumeHeld = (clause: number): void => {
  heldBy[clause] = now;
  begunFor[clause] = now;
  wholeFor[clause] = now;
  for (let number = 0; number < blocks.numbers; number += 1) blocksOf[clause * mostNumbers + number] = -1;
};

/** Copies the blocks of the text that was read in which a word of a clause ends. */
export const copyBlocks = (clause: number, into: Int32Array): void => {
  if (wholeFor[clause] !== now) addShortWords(clause);
  for (let number = 0; number < blocks.numbers; number += 1) into[number] = blocksOf[clause * mostNumbers + number] ?? 0;
};
