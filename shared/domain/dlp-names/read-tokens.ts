import { cell } from "./cell.ts";
import { foldUnit, hashUnit, kindOf, unitKind } from "./letter-table.ts";

/** How a token is written. */
export const shape = { small: 0, initial: 1, letter: 2, upper: 3, mixed: 4, digits: 5, sign: 6, line: 7, mask: 8 } as const;

/** The words and signs of a text as columns: where they stand, how they are written, and what they hash to. */
export type Tokens = {
  count: number;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** Hash of the folded word, digits as "0". */
  readonly words: Int32Array;
  /** The same without the last unit: "poppys" as "poppy". */
  readonly stems: Int32Array;
  /** The first and the last four folded units, eight bits each. */
  readonly heads: Int32Array;
  readonly tails: Int32Array;
  readonly shapes: Uint8Array;
};

/** Empty cells before the first and after the last token of each column, so that features may look there. */
export const margin = 3;

/** The cells of a column with the empty ones around them: the same memory. */
export const withMargin = ({ buffer, byteOffset }: Int32Array, count: number): Int32Array =>
  new Int32Array(buffer, byteOffset - margin * 4, count + 2 * margin);

/** All columns are parts of one block of memory: taking many small ones would cost more than filling them. */
const wideColumns = 6;

/**
 * Splits a text into words, signs and line ends. A possessive or contracted ending is a token of its own, the apostrophe
 * of "O'Brien" is part of its word, and masks in a row are one.
 */
export const readTokens = (text: string): Tokens => {
  const size = text.length;
  const stride = size + 2 * margin;
  const room = new ArrayBuffer(stride * (wideColumns * 4 + 1));
  const column = (nth: number): Int32Array => new Int32Array(room, (nth * stride + margin) * 4, size);
  const tokens: Tokens = {
    count: 0,
    starts: column(0),
    ends: column(1),
    words: column(2),
    stems: column(3),
    heads: column(4),
    tails: column(5),
    shapes: new Uint8Array(room, wideColumns * stride * 4 + margin, size),
  };
  let at = 0;
  while (at < size) at = readToken(text, at, tokens);
  return tokens;
};

/** FNV-1a over the folded units: the same for a word wherever it stands and however it is written. */
export const hashWord = (word: string): number => {
  let hash = seed;
  for (let at = 0; at < word.length; at += 1) hash = hashUnit(hash, foldForHash(word.charCodeAt(at)));
  return hash;
};

const seed = 0x811c9dc5 | 0;

const foldForHash = (code: number): number => {
  if (code >= 0x61 && code <= 0x7a) return code;
  return code >= 0x30 && code <= 0x39 ? 0x30 : foldUnit(code);
};

type Word = { readonly start: number; readonly end: number; readonly shape: number };

const readToken = (text: string, at: number, tokens: Tokens): number => {
  const kind = kindOf(text.charCodeAt(at));
  if (kind === unitKind.space || kind === unitKind.mark) return at + 1;
  if (isWordKind(kind)) return readWord(text, at, tokens);
  if (kind === unitKind.line) return pushSign(tokens, { start: at, end: endOfLines(text, at), shape: shape.line }, 1);
  if (kind === unitKind.mask) return pushSign(tokens, { start: at, end: endOfMasks(text, at), shape: shape.mask }, 2);
  if (kind === unitKind.apostrophe && endOfClitic(text, at) > at + 1)
    return pushWord(tokens, text, { start: at, end: endOfClitic(text, at), shape: shape.small });
  return pushSign(tokens, { start: at, end: endOfSign(text, at, kind), shape: shape.sign }, text.charCodeAt(at) + 3);
};

const isWordKind = (kind: number): boolean => (kind >= unitKind.lower && kind <= unitKind.digit) || kind === unitKind.mark;

const endOfLines = (text: string, at: number): number => {
  let end = at + 1;
  while (end < text.length && isGap(kindOf(text.charCodeAt(end)))) end += 1;
  return end;
};

const isGap = (kind: number): boolean => kind === unitKind.line || kind === unitKind.space;

const endOfMasks = (text: string, at: number): number => {
  let end = at + 1;
  while (end < text.length && kindOf(text.charCodeAt(end)) === unitKind.mask) end += 1;
  return end;
};

/** A pair of surrogates is one sign. */
const endOfSign = (text: string, at: number, kind: number): number =>
  kind === unitKind.surrogate && at + 1 < text.length && kindOf(text.charCodeAt(at + 1)) === unitKind.surrogate ? at + 2 : at + 1;

const clitic = /'(?:[smdt]|re|ve|ll)(?![a-z0-9'])/iy;

/** The end of "'s" and the like, or of the apostrophe alone. */
const endOfClitic = (text: string, at: number): number => {
  clitic.lastIndex = at;
  return clitic.test(text) ? clitic.lastIndex : at + 1;
};

const readWord = (text: string, at: number, tokens: Tokens): number => {
  counts.fill(0);
  let end = at;
  for (; end < text.length; end += 1) {
    const kind = kindOf(text.charCodeAt(end));
    if (!isWordKind(kind) && !isInnerApostrophe(text, end, kind)) break;
    counts[kind] = cell(counts, kind) + 1;
  }
  const isInitial = kindOf(text.charCodeAt(at)) === unitKind.upper;
  return pushWord(tokens, text, { start: at, end, shape: shapeOf(isInitial) });
};

const kindCount = 10;
/** Of the word that is read: taking memory for each word would cost more than reading it. */
const counts = new Uint32Array(kindCount);

const isInnerApostrophe = (text: string, at: number, kind: number): boolean =>
  kind === unitKind.apostrophe &&
  at + 1 < text.length &&
  isWordKind(kindOf(text.charCodeAt(at + 1))) &&
  endOfClitic(text, at) === at + 1;

const shapeOf = (isInitial: boolean): number => {
  const uppers = cell(counts, unitKind.upper);
  if (cell(counts, unitKind.digit) > 0) return shape.digits;
  if (uppers === 0) return shape.small;
  if (cell(counts, unitKind.lower) === 0) return uppers === 1 ? shape.letter : shape.upper;
  return uppers === 1 && isInitial ? shape.initial : shape.mixed;
};

type Hashes = { readonly word: number; readonly stem: number; readonly head: number; readonly tail: number };

const push = (tokens: Tokens, { start, end, shape: written }: Word, { word, stem, head, tail }: Hashes): number => {
  const at = tokens.count;
  tokens.starts[at] = start;
  tokens.ends[at] = end;
  tokens.words[at] = word;
  tokens.stems[at] = stem;
  tokens.heads[at] = head;
  tokens.tails[at] = tail;
  tokens.shapes[at] = written;
  tokens.count = at + 1;
  return end;
};

const pushSign = (tokens: Tokens, sign: Word, word: number): number =>
  push(tokens, sign, { word, stem: word, head: word, tail: word });

const pushWord = (tokens: Tokens, text: string, { start, end, shape: written }: Word): number => {
  let hash = seed;
  let stem = seed;
  let head = 0;
  let tail = 0;
  let length = 0;
  for (let unit = start; unit < end; unit += 1) {
    const folded = foldForHash(text.charCodeAt(unit));
    if (folded === 0) continue;
    stem = hash;
    hash = hashUnit(hash, folded);
    if (length < 4) head = (head << 8) | (folded & 0xff);
    tail = (tail << 8) | (folded & 0xff);
    length += 1;
  }
  return push(tokens, { start, end, shape: written }, { word: hash, stem, head, tail });
};
