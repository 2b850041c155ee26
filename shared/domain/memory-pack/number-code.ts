import type { Part, RangeCode } from "./range-code.ts";

/** Numbers of many kinds, each kind learning how its numbers are spread: what was seen often takes few bits. */
export type NumberCode = {
  /** The number, from 0 to 2^53 - 1: the given one when it is written, the stored one when it is read. */
  readonly number: (kind: string, given?: number) => number;
  readonly flag: (kind: string, given?: boolean) => boolean;
};

/** Numbers below this are symbols; larger ones are the symbol of their length, and their bits. */
const plainNumbers = 16;
const symbols = plainNumbers + 54;
const learned = 48;
const mostLearned = 4096;
const bitsAtOnce = 16;

/** How numbers of a kind are usually spread: what each symbol weighs beside 1, from the first one on. */
export type Spreads = ReadonlyMap<string, readonly number[]>;

/** Of a kind that nothing is known of. */
const anySpread = [7, 7];

const firstSpreadOf = (weights: readonly number[] = anySpread): Uint16Array =>
  Uint16Array.from({ length: symbols }, (_, symbol) => 1 + (weights[symbol] ?? 0));

export const numberCode = (range: RangeCode, usual: Spreads): NumberCode => {
  const spreads = new Map<string, Uint16Array>();
  const spreadOf = (kind: string): Uint16Array => {
    const spread = spreads.get(kind) ?? firstSpreadOf(usual.get(kind));
    spreads.set(kind, spread);
    return spread;
  };
  const number = (kind: string, given?: number): number => {
    const spread = spreadOf(kind);
    const symbol = symbolIn(range, spread, given === undefined ? undefined : symbolOf(given));
    learn(spread, symbol);
    return symbol < plainNumbers ? symbol : withBits(range, symbol - plainNumbers, given);
  };
  return { number, flag: (kind, given) => number(kind, given === undefined ? undefined : Number(given)) === 1 };
};

/** The symbol that a number is told by; larger ones have bits beside it. */
export const symbolOf = (value: number): number => {
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError("this is no number to store");
  return value < plainNumbers ? value : plainNumbers + lengthOf(value);
};

/** How many bits follow a number's first one; the logarithm alone would round 2^49 - 1 up. */
const lengthOf = (value: number): number => {
  const length = Math.floor(Math.log2(value));
  return 2 ** length > value ? length - 1 : length;
};

type Symbol = Part & { readonly symbol: number };

const symbolIn = (range: RangeCode, spread: Uint16Array, given: number | undefined): number => {
  const part = given === undefined ? undefined : partOf(spread, given);
  return range.code(partOf(spread, symbols).start, part, (point) => partAt(spread, point)).symbol;
};

/** Of the symbol behind the last one, where it starts is what all weigh. */
const partOf = (spread: Uint16Array, symbol: number): Symbol => {
  let start = 0;
  for (let index = 0; index < symbol; index += 1) start += spread[index] ?? 0;
  return { symbol, start, size: spread[symbol] ?? 0 };
};

const partAt = (spread: Uint16Array, point: number): Symbol => {
  let start = 0;
  for (let symbol = 0; symbol < symbols; symbol += 1) {
    const size = spread[symbol] ?? 0;
    if (point < start + size) return { symbol, start, size };
    start += size;
  }
  throw new RangeError("there is no such symbol");
};

const learn = (spread: Uint16Array, symbol: number): void => {
  spread[symbol] = (spread[symbol] ?? 0) + learned;
  if ((spread[symbol] ?? 0) <= mostLearned) return;
  for (const [index, size] of spread.entries()) spread[index] = Math.ceil(size / 2);
};

/** A number of so many bits behind its first one. */
const withBits = (range: RangeCode, bits: number, given: number | undefined): number => {
  let value = 1;
  for (let left = bits; left > 0; left -= bitsAtOnce) {
    const total = 2 ** Math.min(left, bitsAtOnce);
    const rest = given === undefined ? undefined : Math.floor(given / 2 ** Math.max(0, left - bitsAtOnce)) % total;
    const { start } = range.code(total, rest === undefined ? undefined : { start: rest, size: 1 }, (start) => ({
      start,
      size: 1,
    }));
    value = value * total + start;
  }
  return value;
};
