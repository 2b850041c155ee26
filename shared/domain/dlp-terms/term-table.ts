import { mixBits } from "../dlp-names/letter-table.ts";

/** What a term is, as bits: of medicine and daily life, of trade (the name of a firm), or both. */
export const termKind = { plain: 1, trade: 2 } as const;

/** A term as a table has it: its key by `term-key.ts`, and how many words it has. */
export type TermKey = { readonly key: number; readonly words: number };

/** Terms of medicine and trade. `kindsOf` gives bits of `termKind`, 0 for what is none. */
export type TermTable = { readonly kindsOf: (term: TermKey) => number };

const magic = "TRM1";
const headerBytes = 8;
const bucketBits = 13;
const buckets = 1 << bucketBits;
const entryBytes = 3;

/**
 * A table from its file: after "TRM1" and the number of terms, where each of 8192 buckets begins (sixteen bits), then three bytes
 * a term: nineteen bits of its key, three for its words, two for its kinds; all little-endian. Of a million unknown words about
 * five are taken for terms.
 */
export const openTerms = (file: Uint8Array): TermTable => {
  if (String.fromCharCode(...file.subarray(0, 4)) !== magic) throw new TypeError("not a table of terms");
  const { starts, entries } = viewsOf(Uint8Array.from(file).buffer);
  return {
    kindsOf: (term) => {
      const { bucket, check } = placeOf(term);
      const end = starts[bucket + 1] ?? 0;
      for (let at = starts[bucket] ?? 0; at < end; at += 1) {
        const entry = entryAt(entries, at);
        if (entry >>> kindBits === check) return entry & kindMask;
      }
      return 0;
    },
  };
};

/** The file of a table with these terms and their kinds, in whatever order they come. */
export const packTerms = (terms: readonly (TermKey & { readonly kind: number })[]): Uint8Array => {
  const kinds = new Map<number, number>();
  for (const { kind, ...term } of terms) {
    const { bucket, check } = placeOf(term);
    const place = bucket * checks + check;
    kinds.set(place, (kinds.get(place) ?? 0) | kind);
  }
  const sorted = [...kinds].sort(([left], [right]) => left - right);
  const file = new ArrayBuffer(headerBytes + 2 * (buckets + 1) + entryBytes * sorted.length);
  new Uint8Array(file).set([...magic].map((character) => character.charCodeAt(0)));
  new DataView(file).setUint32(4, sorted.length, true);
  const { starts, entries } = viewsOf(file);
  for (const [at, [place, kind]] of sorted.entries()) {
    const entry = ((place % checks) << kindBits) | kind;
    entries.set([entry & 0xff, (entry >>> 8) & 0xff, entry >>> 16], at * entryBytes);
    starts[Math.floor(place / checks) + 1] = at + 1;
  }
  for (let bucket = 1; bucket <= buckets; bucket += 1) starts[bucket] = Math.max(starts[bucket] ?? 0, starts[bucket - 1] ?? 0);
  return new Uint8Array(file);
};

const kindBits = 2;
const kindMask = 3;
const wordBits = 3;
const wordMask = 7;
const keyMask = 0x7ffff;
/** How many different checks there are. */
const checks = 1 << 22;

const viewsOf = (file: ArrayBuffer): { readonly starts: Uint16Array; readonly entries: Uint8Array } => ({
  starts: new Uint16Array(file, headerBytes, buckets + 1),
  entries: new Uint8Array(file, headerBytes + 2 * (buckets + 1)),
});

const entryAt = (entries: Uint8Array, at: number): number => {
  const from = at * entryBytes;
  return (entries[from] ?? 0) | ((entries[from + 1] ?? 0) << 8) | ((entries[from + 2] ?? 0) << 16);
};

const placeOf = ({ key, words }: TermKey): { readonly bucket: number; readonly check: number } => {
  const mixed = mixBits(key);
  return { bucket: mixed >>> (32 - bucketBits), check: ((mixed & keyMask) << wordBits) | (words & wordMask) };
};
