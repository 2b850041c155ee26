import { cell } from "./cell.ts";
import { hashUnit } from "./letter-table.ts";
import type { ModelViews } from "./name-model.ts";
import { hashWord, margin, shape, type Tokens, withMargin } from "./read-tokens.ts";
import { endsAsMedicine } from "./telling-words.ts";
import { fillMedicine, list } from "./word-class.ts";
import { classOf, fillPlaceCues } from "./word-lists.ts";

/** Columns that features look at, with `margin` empty cells before the first and after the last token. */
export type Context = {
  readonly count: number;
  readonly words: Int32Array;
  readonly heads: Int32Array;
  readonly tails: Int32Array;
  /** What the word lists say of the word: name lists, how common a word it is, place or medical list. */
  readonly classes: Uint8Array;
  /** How the word is written and how much that means here. */
  readonly looks: Uint8Array;
  /** The word before the colon that rules this place of the line, or 0. */
  readonly labels: Int32Array;
  /** The last word before that says something: "um" and commas left out. */
  readonly saidBefore: Int32Array;
  /** Which kind of word a little before announces a place or an employer, and how far before; 0 where none does. */
  readonly cues: Uint8Array;
  /** How many words of medicine stand near before and behind, in one number. */
  readonly medicine: Uint8Array;
};

const shapeCount = 9;

/** What features can see of each token. */
export const readContext = (tokens: Tokens, { lexicon }: Pick<ModelViews, "lexicon">): Context => {
  const { count } = tokens;
  const stride = count + 2 * margin;
  const room = new ArrayBuffer(stride * 12);
  const context: Context = {
    count,
    words: withMargin(tokens.words, count),
    heads: withMargin(tokens.heads, count),
    tails: withMargin(tokens.tails, count),
    labels: new Int32Array(room, 0, stride),
    saidBefore: new Int32Array(room, stride * 4, stride),
    classes: new Uint8Array(room, stride * 8, stride),
    looks: new Uint8Array(room, stride * 9, stride),
    cues: new Uint8Array(room, stride * 10, stride),
    medicine: new Uint8Array(room, stride * 11, stride),
  };
  for (let at = 0; at < count; at += 1) {
    if (cell(tokens.shapes, at) <= shape.mixed) context.classes[at + margin] = classOfToken(tokens, at, lexicon);
  }
  fillLooks(tokens, context.looks);
  fillLabels(tokens, context.labels);
  fillSaid(tokens, context);
  fillPlaceCues(tokens, context.cues);
  fillMedicine(context);
  return context;
};

const smallS = "s".charCodeAt(0);
const smallG = "g".charCodeAt(0);
const smallIn = ("i".charCodeAt(0) << 8) | "n".charCodeAt(0);

/**
 * A word of no list that ends in "s" counts as what it is without: a plural, or a possessive typed in a hurry; "waitin" as
 * what it is with its "g"; one that ends as words of medicine do as such.
 */
const classOfToken = (tokens: Tokens, at: number, lexicon: Uint16Array): number => {
  const { words, stems, tails } = tokens;
  const listed = classOf(lexicon, cell(words, at));
  if (listed !== 0) return listed;
  const tail = cell(tails, at);
  const known = classOf(lexicon, otherForm(cell(words, at), cell(stems, at), tail));
  return known === 0 && isLong(tokens, at) && endsAsMedicine(tail) ? list.medical << 4 : known;
};

/** The word as it may be listed; the word itself when there is no other form of it. */
const otherForm = (word: number, stem: number, tail: number): number => {
  if ((tail & 0xff) === smallS) return stem;
  return (tail & 0xffff) === smallIn ? hashUnit(word, smallG) : word;
};

const isLong = ({ starts, ends }: Tokens, at: number): boolean => cell(ends, at) - cell(starts, at) > 6;

const fillers: ReadonlySet<number> = new Set(
  ["um", "uh", "umm", "uhh", "er", "ah", "hmm"].map(hashWord).concat(",".charCodeAt(0) + 3),
);

const fillSaid = ({ count, words }: Tokens, { saidBefore }: Context): void => {
  let last = 0;
  for (let at = 0; at < count; at += 1) {
    saidBefore[at + margin] = last;
    if (!fillers.has(cell(words, at))) last = cell(words, at);
  }
};

/** How much a capital letter means: in ordinary text, where none is typed, in a line of capitals, in a line of titles. */
const mode = { mixed: 0, careless: 1, upper: 2, title: 3 } as const;

const fillLooks = (tokens: Tokens, looks: Uint8Array): void => {
  const usual = writesNames(tokens) ? mode.mixed : mode.careless;
  for (let from = 0; from < tokens.count; ) {
    const to = endOfLine(tokens, from);
    const line = modeOfLine(tokens, { from, to, usual });
    for (let at = from; at < to; at += 1) looks[at + margin] = lookOf(tokens, at, line);
    from = to;
  }
};

/** Behind the line end that follows, or the end of the text. */
const endOfLine = ({ shapes, count }: Tokens, from: number): number => {
  let at = from;
  while (at < count && shapes[at] !== shape.line) at += 1;
  return Math.min(at + 1, count);
};

const lookOf = (tokens: Tokens, at: number, line: number): number => {
  const isShort = cell(tokens.ends, at) - cell(tokens.starts, at) <= longestShort;
  return 1 + line + (startsSentence(tokens, at) ? startBit : 0) + 8 * cell(tokens.shapes, at) + (isShort ? shortLooks : 0);
};

/** Abbreviations are short, and so are few names. */
const longestShort = 3;
const startBit = 4;
const shortLooks = 8 * shapeCount;

/** How a token is written, out of its look. */
export const writtenAs = (look: number): number => ((look - 1) % shortLooks) >>> 3;

/** Whether a token stands where a sentence starts, in a line that is not all capitals or titles. */
export const startsPlainly = (look: number): boolean => ((look - 1) & (startBit + mode.upper)) === startBit;

/** Whether a capital stands anywhere but where every sentence has one. */
const writesNames = (tokens: Tokens): boolean => {
  for (let at = 1; at < tokens.count; at += 1)
    if (isCapitalised(cell(tokens.shapes, at)) && !startsSentence(tokens, at)) return true;
  return false;
};

const isCapitalised = (written: number): boolean => written === shape.initial || written === shape.mixed;

/** Whether a token stands in a line where a capital means what it usually does. */
export const isOrdinaryLine = (look: number): boolean => ((look - 1) & 3) === mode.mixed;
export const startsSentenceAt = (look: number): boolean => ((look - 1) & startBit) !== 0;

type Line = { readonly from: number; readonly to: number; readonly usual: number };

const modeOfLine = ({ shapes }: Tokens, { from, to, usual }: Line): number => {
  const counts = new Uint32Array(shapeCount);
  for (let at = from; at < to; at += 1) counts[cell(shapes, at)] = cell(counts, cell(shapes, at)) + 1;
  const small = cell(counts, shape.small);
  const initial = cell(counts, shape.initial) + cell(counts, shape.mixed);
  const upper = cell(counts, shape.upper);
  if (upper >= 2 && upper > 2 * (small + initial)) return mode.upper;
  return initial >= 4 && initial > 3 * small ? mode.title : usual;
};

const stops: ReadonlySet<number> = new Set([...'…!?:;"([{<>*#-=|•'].map((sign) => sign.charCodeAt(0) + 3));
const fullStop = ".".charCodeAt(0) + 3;

const startsSentence = (tokens: Tokens, at: number): boolean => {
  const before = at === 0 ? shape.line : cell(tokens.shapes, at - 1);
  if (before !== shape.sign) return before === shape.line;
  const word = cell(tokens.words, at - 1);
  return word === fullStop ? !endsInitial(tokens, at - 2) : stops.has(word);
};

/** A full stop behind "J" or "Dr" ends no sentence. */
const endsInitial = ({ shapes, starts, ends }: Tokens, at: number): boolean => {
  const written = at < 0 ? shape.sign : cell(shapes, at);
  return written === shape.letter || (written === shape.initial && cell(ends, at) - cell(starts, at) <= 3);
};

const colon = ":".charCodeAt(0) + 3;
const equals = "=".charCodeAt(0) + 3;
const labelReach = 6;

const fillLabels = (tokens: Tokens, labels: Int32Array): void => {
  let label = 0;
  let until = 0;
  for (let at = 0; at < tokens.count; at += 1) {
    if (tokens.shapes[at] === shape.line) until = 0;
    if (at <= until) labels[at + margin] = label;
    if (!endsLabel(tokens, at)) continue;
    label = cell(tokens.words, at - 1);
    until = at + labelReach;
  }
};

const endsLabel = ({ shapes, words }: Tokens, at: number): boolean =>
  at > 0 && shapes[at] === shape.sign && (words[at] === colon || words[at] === equals);
