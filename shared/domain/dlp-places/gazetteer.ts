import { placeKey } from "./place-key.ts";

/**
 * What a name is to the gazetteer: `large` a city of 100,000 or more, `sure` a place and nothing else known, `named` also
 * what people are called ("Houston"), `doubtful` also an English word or an eponym ("Reading", "Lyme").
 */
export type PlaceKind = "large" | "sure" | "named" | "doubtful";

export type Gazetteer = { readonly kindOf: (name: string) => PlaceKind | undefined };

const kinds = ["large", "sure", "named", "doubtful"] as const satisfies readonly PlaceKind[];
const magic = "PLC1";

/**
 * A gazetteer from its file: after "PLC1", the number of hashes and the sizes of four Bloom filters in bits (each a
 * 32-bit little-endian number), then the filters in the order of the kinds, then the exceptions, one a line:
 * everyday words that a filter takes for places. Of other unknown names about one in 5,000 is taken for one.
 */
export const openGazetteer = (file: Uint8Array): Gazetteer => {
  if (String.fromCharCode(...file.subarray(0, 4)) !== magic) throw new TypeError("not a gazetteer");
  const header = new DataView(file.buffer, file.byteOffset, headerBytes);
  const hashes = header.getUint32(4, true);
  const filters = readFilters(file, header);
  const exceptions = readExceptions(file, header);
  return {
    kindOf: (name) => {
      const key = placeKey(name);
      if (exceptions.has(key)) return undefined;
      const hash = hashPair(key);
      for (const filter of filters) if (holds(filter, hash, hashes)) return filter.kind;
      return undefined;
    },
  };
};

/** The file of a gazetteer, from the keys of each kind. */
export const packGazetteer = (keys: ReadonlyMap<PlaceKind, readonly string[]>, options: PackOptions): Uint8Array => {
  const sizes = kinds.map((kind) => Math.max(8, Math.ceil(((keys.get(kind)?.length ?? 0) * options.bitsPerKey) / 8) * 8));
  const file = new Uint8Array(headerBytes + sizes.reduce((sum, bits) => sum + bits / 8, 0));
  file.set([...magic].map((character) => character.charCodeAt(0)));
  const header = new DataView(file.buffer);
  for (const [at, value] of [options.hashes, ...sizes].entries()) header.setUint32(4 + at * 4, value, true);
  for (const filter of readFilters(file, header)) {
    for (const key of keys.get(filter.kind) ?? [])
      for (const bit of bitsOf(hashPair(key), filter.bits, options.hashes)) setBit(filter.bytes, bit);
  }
  return withExceptions(file, options.never);
};

const withExceptions = (file: Uint8Array, never: readonly string[]): Uint8Array => {
  const { kindOf } = openGazetteer(file);
  const mistaken = new TextEncoder().encode(never.filter((key) => kindOf(key) !== undefined).join("\n"));
  const whole = new Uint8Array(file.length + mistaken.length);
  whole.set(file);
  whole.set(mistaken, file.length);
  return whole;
};

export type PackOptions = { readonly bitsPerKey: number; readonly hashes: number; readonly never: readonly string[] };

const headerBytes = 24;

type Filter = { readonly kind: PlaceKind; readonly bits: number; readonly bytes: Uint8Array };
type HashPair = readonly [number, number];

const readFilters = (file: Uint8Array, header: DataView): readonly Filter[] => {
  let at = headerBytes;
  return kinds.map((kind, index) => {
    const bits = header.getUint32(8 + index * 4, true);
    const bytes = file.subarray(at, at + bits / 8);
    at += bits / 8;
    return { kind, bits, bytes };
  });
};

const readExceptions = (file: Uint8Array, header: DataView): ReadonlySet<string> => {
  const bits = kinds.reduce((sum, _, index) => sum + header.getUint32(8 + index * 4, true), 0);
  return new Set(new TextDecoder().decode(file.subarray(headerBytes + bits / 8)).split("\n"));
};

const holds = ({ bits, bytes }: Filter, hash: HashPair, hashes: number): boolean => {
  for (let round = 0; round < hashes; round += 1) {
    const bit = bitOf(hash, round, bits);
    if (((bytes[bit >>> 3] ?? 0) & (1 << (bit & 7))) === 0) return false;
  }
  return true;
};

const bitsOf = (hash: HashPair, bits: number, hashes: number): readonly number[] =>
  Array.from({ length: hashes }, (_, round) => bitOf(hash, round, bits));

const bitOf = ([first, second]: HashPair, round: number, bits: number): number =>
  ((first + Math.imul(round, second)) >>> 0) % bits;

const setBit = (bytes: Uint8Array, bit: number): void => {
  bytes[bit >>> 3] = (bytes[bit >>> 3] ?? 0) | (1 << (bit & 7));
};

/** FNV-1a, twice with different primes; the second is odd, so that every round looks elsewhere. */
const hashPair = (key: string): HashPair => {
  let first = 0x811c9dc5;
  let second = 0x9747b28c;
  for (let at = 0; at < key.length; at += 1) {
    const code = key.charCodeAt(at);
    first = Math.imul(first ^ code, 0x01000193);
    second = Math.imul(second ^ code, 0x85ebca6b) ^ (second >>> 13);
  }
  return [mix(first), mix(second) | 1];
};

const mix = (hash: number): number => {
  const once = Math.imul(hash ^ (hash >>> 16), 0xc2b2ae35);
  return (once ^ (once >>> 15)) >>> 0;
};
