import { foldNumber } from "./fold-letter.ts";
import { bits, clausesOfLong, keyOf, pairsFrom, placeOf, shortNumbers, shortWords, table, triplesFrom } from "./word-table.ts";

let read: string | undefined;
let texts = 0;
/** For each short word, and for each clause, the number of the last text that holds it. */
const shortSeen = new Int32Array(shortNumbers);
const heldBy: number[] = [];

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
  texts += 1;
  read = text;
  const { single, pair, triple, four, five, six } = masks;
  const seen = shortSeen;
  const now = texts;
  const size = text.length;
  // Before a text stand letters that no word begins with.
  let code = six;
  for (let at = 0; at < size; at += 1) {
    code = ((code << bits) | foldNumber(text.charCodeAt(at))) & six;
    seen[code & single] = now;
    seen[pairsFrom + (code & pair)] = now;
    seen[triplesFrom + (code & triple)] = now;
    lookUp(keyOf(code & four, 4));
    lookUp(keyOf(code & five, 5));
    lookUp(keyOf(code, 6));
  }
};

const lookUp = (key: number): void => {
  const place = placeOf(key);
  if (table[place] !== 0) for (const clause of clausesOfLong(place, key)) heldBy[clause] = texts;
};

/** How many texts were read so far. */
export const countRead = (): number => texts;

/** Lets go of the text. */
export const forgetWords = (): void => {
  read = undefined;
};

/** Whether it is this text that was read. */
export const isRead = (text: string): boolean => text === read;

/** Whether the text that was read holds a word of a clause. */
export const isHeld = (clause: number): boolean => heldBy[clause] === texts || holdsShort(shortWords[clause]);

const holdsShort = (either: Uint16Array | undefined): boolean => {
  if (either !== undefined) for (let at = 0; at < either.length; at += 1) if (shortSeen[either[at] ?? 0] === texts) return true;
  return false;
};

/** For a clause that nobody looked for when the text was read: it may be held. */
export const assumeHeld = (clause: number): void => {
  heldBy[clause] = texts;
};
