import { later } from "../dlp/later.ts";

/** What a UTF-16 unit is to the tokeniser. */
export const unitKind = {
  space: 0,
  lower: 1,
  upper: 2,
  digit: 3,
  other: 4,
  line: 5,
  apostrophe: 6,
  mask: 7,
  surrogate: 8,
  mark: 9,
} as const;

/** Kind of a UTF-16 unit by ranges alone, so that no Unicode version of a runtime can change a result. */
export const kindOf = (code: number): number => {
  if (code < firstLetter) return kinds[code] ?? unitKind.other;
  return code < lastLetter ? (latinKinds()[code - firstLetter] ?? unitKind.other) : kindOfRange(code);
};

/** The unit in lower case and without its accents; 0 for a mark that only decorates. */
export const foldUnit = (code: number): number => {
  if (code < firstLetter) return kinds[code] === unitKind.upper ? code + 32 : code;
  if (code < lastLetter) return latinFolds()[code - firstLetter] ?? code;
  return isVietnamese(code) ? (vietnameseFolds()[code - vietnamese] ?? code) : foldOther(code);
};

const foldOther = (code: number): number => {
  const kind = kindOfRange(code);
  if (kind === unitKind.mark) return 0;
  return kind === unitKind.upper ? code + 32 : code;
};

/** Latin letters beyond ASCII: their tables are made for the first text that has one. */
const firstLetter = 0xc0;
const lastLetter = 0x250;
const vietnamese = 0x1e00;
const isVietnamese = (code: number): boolean => code >= vietnamese && code < vietnamese + 0x100;

/** First unit of each range and the kind of all from there to the next range; below U+0250 the tables decide. */
const ranges: readonly (readonly [number, number])[] = [
  [0x250, unitKind.lower],
  [0x2b0, unitKind.other],
  [0x300, unitKind.mark],
  [0x370, unitKind.lower],
  [0x391, unitKind.upper],
  [0x3aa, unitKind.lower],
  [0x410, unitKind.upper],
  [0x430, unitKind.lower],
  [0x589, unitKind.other],
  [0x590, unitKind.lower],
  [0x600, unitKind.other],
  [0x620, unitKind.lower],
  [0x66a, unitKind.other],
  [0x66e, unitKind.lower],
  [0x964, unitKind.other],
  [0x966, unitKind.lower],
  [0x2000, unitKind.space],
  [0x200b, unitKind.other],
  [0x2028, unitKind.line],
  [0x202a, unitKind.other],
  [0x2c00, unitKind.lower],
  [0x2e00, unitKind.other],
  [0x3040, unitKind.lower],
  [0xd800, unitKind.surrogate],
  [0xe000, unitKind.other],
  [0xf900, unitKind.lower],
  [0xfe10, unitKind.other],
  [0xfe70, unitKind.lower],
  [0xff00, unitKind.other],
  [0xff10, unitKind.lower],
  [0xfff0, unitKind.other],
  [0xfffc, unitKind.mask],
  [0xfffd, unitKind.other],
];

const kindOfRange = (code: number): number => {
  let low = 0;
  let high = ranges.length;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if ((ranges[middle]?.[0] ?? 0) <= code) low = middle;
    else high = middle;
  }
  return ranges[low]?.[1] ?? unitKind.other;
};

/** Letters that Unicode does not compose of a base and a mark. */
const plainForms: Readonly<Record<string, string>> = { ß: "s", ø: "o", ł: "l", đ: "d", æ: "a", œ: "o", þ: "t", ð: "d", ı: "i" };

const foldLatin = (code: number): number => {
  const small = String.fromCharCode(code).toLowerCase();
  return (plainForms[small] ?? small.normalize("NFD")).charCodeAt(0);
};

/** Kinds of the units before U+00C0, by the first of each run. */
const runs: readonly (readonly [number, number])[] = [
  [0, unitKind.space],
  [0x0a, unitKind.line],
  [0x0e, unitKind.space],
  [0x21, unitKind.other],
  [0x27, unitKind.apostrophe],
  [0x28, unitKind.other],
  [0x30, unitKind.digit],
  [0x3a, unitKind.other],
  [0x41, unitKind.upper],
  [0x5b, unitKind.other],
  [0x61, unitKind.lower],
  [0x7b, unitKind.other],
  [0x85, unitKind.line],
  [0x86, unitKind.other],
  [0xa0, unitKind.space],
  [0xa1, unitKind.other],
];

const kindOfLetter = (code: number): number => {
  const character = String.fromCharCode(code);
  if (code === 0xd7 || code === 0xf7) return unitKind.other;
  return character.toLowerCase() === character ? unitKind.lower : unitKind.upper;
};

const kinds = new Uint8Array(firstLetter);
for (const [first, kind] of runs) kinds.fill(kind, first);

const latinKinds = later(() =>
  Uint8Array.from({ length: lastLetter - firstLetter }, (_, offset) => kindOfLetter(firstLetter + offset)),
);
const latinFolds = later(() =>
  Uint16Array.from({ length: lastLetter - firstLetter }, (_, offset) => foldLatin(firstLetter + offset)),
);
const vietnameseFolds = later(() => Uint16Array.from({ length: 0x100 }, (_, offset) => foldLatin(vietnamese + offset)));

/** The hash of a word with a folded unit behind it (FNV-1a). */
export const hashUnit = (hash: number, folded: number): number => (folded === 0 ? hash : Math.imul(hash ^ folded, 0x01000193));

/** A hash whose every bit depends on all of this one's (MurmurHash3's last step). */
export const mixBits = (hash: number): number => {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  mixed ^= mixed >>> 16;
  return mixed;
};
