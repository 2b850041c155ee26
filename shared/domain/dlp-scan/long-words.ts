import { codeOf, maskOf } from "./word-code.ts";

export const shortestLong = 4;

/** A word of four to six letters, which a text holds where its last letters, with this mask, are this code; and the next word that ends like it. */
type LongWord = {
  readonly code: number;
  readonly mask: number;
  readonly clauses: number[];
  readonly next: LongWord | undefined;
};

const endBits = 15;
const endOf = (code: number): number => Math.imul(code & maskOf(shortestLong), 0x9e3779b1) >>> (32 - endBits);
/** For each place of four letters the number of the first word that may end in them. So many places that most have none, which is 0. */
const firstByEnd = new Uint16Array(1 << endBits);
const firsts: (LongWord | undefined)[] = [undefined];

/** The first of the longer words that may end in these letters. */
export const firstLong = (code: number): LongWord | undefined => firsts[firstByEnd[endOf(code)] ?? 0];

/** Keeps a word of a clause. */
export const addLong = (word: string, clause: number): void => {
  const code = codeOf(word);
  const mask = maskOf(word.length);
  const known = sameLong(code, mask);
  if (known === undefined) addFirst({ code, mask, clauses: [clause], next: firstLong(code) });
  else known.clauses.push(clause);
};

const sameLong = (code: number, mask: number): LongWord | undefined => {
  let word = firstLong(code);
  while (word !== undefined && (word.code !== code || word.mask !== mask)) word = word.next;
  return word;
};

const addFirst = (word: LongWord): void => {
  const end = endOf(word.code);
  const number = firstByEnd[end] || firsts.length;
  firstByEnd[end] = number;
  firsts[number] = word;
};
