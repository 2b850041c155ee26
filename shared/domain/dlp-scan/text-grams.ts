import { foldNumber } from "./fold-letter.ts";
import { bits, type Grams, pairsAt, singlesAt } from "./grams.ts";

const tripleMask = pairsAt - 1;
const pairMask = singlesAt - pairsAt - 1;

/** Which runs of one, two and three folded letters are in the text that was read last: a bit each. */
const seen = new Int32Array((singlesAt >>> 5) + 1);
let read: string | undefined;
let texts = 0;

/** Reads a text, so that `mayHold` answers for it. */
export const readGrams = (text: string): void => {
  seen.fill(0);
  let last = tripleMask;
  for (let at = 0; at < text.length; at += 1) {
    const letter = foldNumber(text.charCodeAt(at));
    last = ((last << bits) | letter) & tripleMask;
    mark(last);
    mark(pairsAt + (last & pairMask));
    mark(singlesAt + letter);
  }
  read = text;
  texts += 1;
};

/** How many texts were read so far. */
export const countRead = (): number => texts;

/** Lets go of the text. */
export const forgetGrams = (): void => {
  read = undefined;
};

/** Whether it is this text that was read. */
export const isRead = (text: string): boolean => text === read;

const mark = (gram: number): void => {
  seen[gram >>> 5] = (seen[gram >>> 5] ?? 0) | (1 << (gram & 31));
};

const isSeen = (gram: number): boolean => ((seen[gram >>> 5] ?? 0) & (1 << (gram & 31))) !== 0;

/** Whether the text that was read may hold one of the words: false only if it holds none. */
export const mayHold = (grams: Grams): boolean => {
  let at = 0;
  while (at < grams.length) {
    const end = at + 1 + (grams[at] ?? 0);
    at += 1;
    while (at < end && isSeen(grams[at] ?? 0)) at += 1;
    if (at === end) return true;
    at = end;
  }
  return false;
};
