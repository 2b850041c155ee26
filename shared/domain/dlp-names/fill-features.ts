import { byteAt, intAt } from "./cell.ts";
import type { Context } from "./read-context.ts";
import { margin } from "./read-tokens.ts";

/** How many features each token has. */
export const featureCount = 40;

/** Writes the hashes of what can be seen at a token, one number a feature. No strings are made. */
export const fillFeatures = (context: Context, at: number, out: Int32Array): void => {
  const place = at + margin;
  fillWords(context.words, place, out);
  fillLists(context, place, out);
  fillLooks(context, place, out);
  fillParts(context, place, out);
  fillSaid(context, place, out);
};

/** One hash of up to three numbers, apart for each kind of feature. */
const mix = (kind: number, first: number, second: number): number => {
  let hash = Math.imul(first ^ Math.imul(kind + 1, 0x9e3779b1), 0x85ebca6b);
  hash = Math.imul((hash ^ (hash >>> 15)) + second, 0xc2b2ae35);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0x27d4eb2f);
  return hash ^ (hash >>> 16);
};

const fillWords = (words: Int32Array, place: number, out: Int32Array): void => {
  const word = intAt(words, place);
  const before = intAt(words, place - 1);
  const before2 = intAt(words, place - 2);
  const after = intAt(words, place + 1);
  const after2 = intAt(words, place + 2);
  out[0] = mix(0, word, 0);
  out[1] = mix(1, before, 0);
  out[2] = mix(2, after, 0);
  out[3] = mix(3, before2, 0);
  out[4] = mix(4, after2, 0);
  out[5] = mix(5, before2, before);
  out[6] = mix(6, after, after2);
  out[7] = mix(7, before, after);
  out[8] = mix(8, intAt(words, place - 3), 0);
};

const fillLists = ({ words, classes }: Context, place: number, out: Int32Array): void => {
  const own = byteAt(classes, place) + 1;
  const before = byteAt(classes, place - 1) + 1;
  const after = byteAt(classes, place + 1) + 1;
  const wordBefore = intAt(words, place - 1);
  const wordAfter = intAt(words, place + 1);
  out[9] = mix(9, own, 0);
  out[10] = mix(10, before, own);
  out[11] = mix(11, own, after);
  out[12] = mix(12, own * 64 + before, after);
  out[13] = mix(13, wordBefore, own);
  out[14] = mix(14, wordAfter, own);
  out[15] = mix(15, intAt(words, place - 2), own * 64 + before);
  out[16] = mix(16, intAt(words, place + 2), own * 64 + after);
};

const fillLooks = ({ words, classes, looks, labels }: Context, place: number, out: Int32Array): void => {
  const look = byteAt(looks, place);
  const lookBefore = byteAt(looks, place - 1);
  const lookAfter = byteAt(looks, place + 1);
  const own = byteAt(classes, place);
  const label = intAt(labels, place);
  out[17] = mix(17, look, 0);
  out[18] = mix(18, look, own);
  out[19] = mix(19, look * 256 + lookBefore, 0);
  out[20] = mix(20, look * 256 + lookAfter, 0);
  out[21] = mix(21, look * 256 + lookBefore, lookAfter);
  out[22] = mix(22, look, intAt(words, place - 1));
  out[23] = mix(23, look, intAt(words, place + 1));
  out[24] = mix(24, look * 256 + lookAfter, own * 64 + byteAt(classes, place + 1));
  out[25] = mix(25, look * 256 + lookBefore, own * 64 + byteAt(classes, place - 1));
  out[26] = mix(26, label, look);
  out[27] = mix(27, label, own + 1);
  out[28] = mix(28, look, intAt(words, place));
};

const fillParts = ({ heads, tails, looks }: Context, place: number, out: Int32Array): void => {
  const head = intAt(heads, place);
  const tail = intAt(tails, place);
  out[29] = mix(29, tail & 0xffff, 0);
  out[30] = mix(30, tail & 0xffffff, 0);
  out[31] = mix(31, tail, 0);
  out[32] = mix(32, head, 0);
  out[33] = mix(33, tail & 0xffffff, byteAt(looks, place));
  out[34] = mix(34, intAt(tails, place - 1) & 0xffffff, byteAt(looks, place - 1));
  out[35] = mix(35, intAt(tails, place + 1) & 0xffffff, byteAt(looks, place + 1));
};

const fillSaid = ({ saidBefore, classes, cues, medicine, looks }: Context, place: number, out: Int32Array): void => {
  const own = byteAt(classes, place) + 1;
  out[36] = mix(36, intAt(saidBefore, place), own);
  out[37] = mix(37, byteAt(cues, place), own);
  out[38] = mix(38, byteAt(medicine, place), own);
  out[39] = mix(39, byteAt(medicine, place), byteAt(looks, place));
};
