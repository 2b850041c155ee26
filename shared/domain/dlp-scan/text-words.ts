import { foldNumber } from "./fold-letter.ts";
import { bits, clausesOfLong, keyOf, pairsFrom, placeOf, shortNumbers, shortWords, table, triplesFrom } from "./word-table.ts";

let read: string | undefined;
let texts = 0;
/** For each short word, and for each clause, the number of the last text that holds it; and of a long text the blocks. */
const shortSeen = new Int32Array(shortNumbers);
const shortBlocks = new Int32Array(shortNumbers);
const heldBy: number[] = [];
const heldIn: number[] = [];

/** A text of more than two blocks is divided into at most 32, a bit each. */
const leastBlock = 256;
let block = Number.POSITIVE_INFINITY;

const maskOf = (length: number): number => (1 << (bits * length)) - 1;
const masks = {
  single: maskOf(1),
  pair: maskOf(2),
  triple: maskOf(3),
  four: maskOf(4),
  five: maskOf(5),
  six: maskOf(6),
} as const;

/** Reads a text, so that `isHeld` answers for it: one walk finds the words of all clauses. */
export const readWords = (text: string): void => {
  if (text === read) return;
  texts += 1;
  read = text;
  block = text.length > 2 * leastBlock ? Math.max(leastBlock, Math.ceil(text.length / 32)) : Number.POSITIVE_INFINITY;
  const { single, pair, triple, four, five, six } = masks;
  const seen = shortSeen;
  const now = texts;
  const size = text.length;
  const isLong = block < size;
  if (isLong) shortBlocks.fill(0);
  // Before a text stand letters that no word begins with.
  let code = six;
  let bit = 1;
  let edge = block;
  for (let at = 0; at < size; at += 1) {
    if (at === edge) {
      bit <<= 1;
      edge += block;
    }
    code = ((code << bits) | foldNumber(text.charCodeAt(at))) & six;
    seen[code & single] = now;
    seen[pairsFrom + (code & pair)] = now;
    seen[triplesFrom + (code & triple)] = now;
    if (isLong) markShort(code, bit);
    lookUp(keyOf(code & four, 4), bit);
    lookUp(keyOf(code & five, 5), bit);
    lookUp(keyOf(code, 6), bit);
  }
};

const markShort = (code: number, bit: number): void => {
  shortBlocks[code & masks.single] = (shortBlocks[code & masks.single] ?? 0) | bit;
  const pair = pairsFrom + (code & masks.pair);
  shortBlocks[pair] = (shortBlocks[pair] ?? 0) | bit;
  const triple = triplesFrom + (code & masks.triple);
  shortBlocks[triple] = (shortBlocks[triple] ?? 0) | bit;
};

const lookUp = (key: number, bit: number): void => {
  const place = placeOf(key);
  if (table[place] !== 0) for (const clause of clausesOfLong(place, key)) markHeld(clause, bit);
};

const markHeld = (clause: number, bit: number): void => {
  heldIn[clause] = heldBy[clause] === texts ? (heldIn[clause] ?? 0) | bit : bit;
  heldBy[clause] = texts;
};

/** How many texts were read so far. */
export const countRead = (): number => texts;

/** Lets go of the text, and of what was made of it. */
export const forgetWords = (): void => {
  read = undefined;
  for (const forget of forgetting) forget();
};

const forgetting: (() => void)[] = [];

/** What is made of a text, once for the text that was read however often it is asked for. */
export const oncePerText = <Made extends object>(make: (text: string) => Made): ((text: string) => Made) => {
  let made: Made | undefined;
  let madeOf = 0;
  forgetting.push(() => {
    made = undefined;
  });
  return (text) => {
    if (!isRead(text)) return make(text);
    if (made === undefined || madeOf !== texts) made = make(text);
    madeOf = texts;
    return made;
  };
};

/** Whether it is this text that was read. */
export const isRead = (text: string): boolean => text === read;

/** Whether the text that was read holds a word of a clause. */
export const isHeld = (clause: number): boolean => heldBy[clause] === texts || holdsShort(shortWords[clause]);

const holdsShort = (either: Uint16Array | undefined): boolean => {
  if (either !== undefined) for (let at = 0; at < either.length; at += 1) if (shortSeen[either[at] ?? 0] === texts) return true;
  return false;
};

/** For a clause that nobody looked for when the text was read: it may be held anywhere. */
export const assumeHeld = (clause: number): void => {
  heldIn[clause] = everyBlock;
  heldBy[clause] = texts;
};

const everyBlock = -1;

/** How long the blocks of the text that was read are; more than its length where it is short. */
export const blockLength = (): number => block;

/** In which blocks of a long text words of a clause end, a bit each. */
export const blocksOf = (clause: number): number => {
  let blocks = heldBy[clause] === texts ? (heldIn[clause] ?? 0) : 0;
  for (const word of shortWords[clause] ?? none) blocks |= shortBlocks[word] ?? 0;
  return blocks;
};

const none = new Uint16Array(0);
