import { byteAt, intAt } from "./cell.ts";
import { type Context, margin } from "./read-context.ts";

/** How many features each token has. */
export const featureCount = 47;

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
  out[5] = mix(5, before, word);
  out[6] = mix(6, word, after);
  out[7] = mix(7, before2, before);
  out[8] = mix(8, after, after2);
  out[9] = mix(9, before, after);
  out[10] = mix(10, intAt(words, place - 3), mix(7, before2, before));
  out[11] = mix(11, before, mix(8, after, after2));
  out[12] = mix(12, intAt(words, place - 3), 0);
};

const fillLists = ({ words, classes }: Context, place: number, out: Int32Array): void => {
  const own = byteAt(classes, place) + 1;
  const before = byteAt(classes, place - 1) + 1;
  const after = byteAt(classes, place + 1) + 1;
  const wordBefore = intAt(words, place - 1);
  const wordAfter = intAt(words, place + 1);
  out[13] = mix(13, own, 0);
  out[14] = mix(14, before, own);
  out[15] = mix(15, own, after);
  out[16] = mix(16, own * 64 + before, after);
  out[17] = mix(17, wordBefore, own);
  out[18] = mix(18, wordAfter, own);
  out[19] = mix(19, mix(7, intAt(words, place - 2), wordBefore), own);
  out[20] = mix(20, mix(8, wordAfter, intAt(words, place + 2)), own);
  out[21] = mix(21, mix(9, wordBefore, wordAfter), own);
  out[22] = mix(22, intAt(words, place - 2), own * 64 + before);
  out[23] = mix(23, intAt(words, place + 2), own * 64 + after);
};

const fillLooks = ({ words, classes, looks, labels }: Context, place: number, out: Int32Array): void => {
  const look = byteAt(looks, place);
  const lookBefore = byteAt(looks, place - 1);
  const lookAfter = byteAt(looks, place + 1);
  const own = byteAt(classes, place);
  const label = intAt(labels, place);
  out[24] = mix(24, look, 0);
  out[25] = mix(25, look, own);
  out[26] = mix(26, look * 256 + lookBefore, 0);
  out[27] = mix(27, look * 256 + lookAfter, 0);
  out[28] = mix(28, look * 256 + lookBefore, lookAfter);
  out[29] = mix(29, look, intAt(words, place - 1));
  out[30] = mix(30, look, intAt(words, place + 1));
  out[31] = mix(31, look * 256 + lookAfter, own * 64 + byteAt(classes, place + 1));
  out[32] = mix(32, look * 256 + lookBefore, own * 64 + byteAt(classes, place - 1));
  out[33] = mix(33, label, look);
  out[34] = mix(34, label, own + 1);
  out[35] = mix(35, look, mix(7, intAt(words, place - 2), intAt(words, place - 1)));
  out[36] = mix(36, look, intAt(words, place));
};

const fillParts = ({ heads, tails, looks }: Context, place: number, out: Int32Array): void => {
  const head = intAt(heads, place);
  const tail = intAt(tails, place);
  out[37] = mix(37, tail & 0xffff, 0);
  out[38] = mix(38, tail & 0xffffff, 0);
  out[39] = mix(39, tail, 0);
  out[40] = mix(40, head, 0);
  out[41] = mix(41, tail & 0xffffff, byteAt(looks, place));
  out[42] = mix(42, intAt(tails, place - 1) & 0xffffff, byteAt(looks, place - 1));
  out[43] = mix(43, intAt(tails, place + 1) & 0xffffff, byteAt(looks, place + 1));
};

const fillSaid = ({ saidBefore, saidBefore2, classes, looks }: Context, place: number, out: Int32Array): void => {
  const before = intAt(saidBefore, place);
  const both = mix(7, intAt(saidBefore2, place), before);
  out[44] = mix(44, before, byteAt(classes, place) + 1);
  out[45] = mix(45, both, byteAt(classes, place) + 1);
  out[46] = mix(46, both, byteAt(looks, place));
};
