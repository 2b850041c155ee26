/** A part of the numbers below a total: `size` of them from `start` on. The likelier a symbol, the larger its part, the fewer its bits. */
export type Part = { readonly start: number; readonly size: number };

/**
 * A range coder (Martin 1979) in one direction. `code` writes the symbol whose part is given, or, when it reads, finds the symbol by
 * a point of its part; both answer the symbol's part. Whoever calls it with the same totals in the same order reads what was written.
 */
export type RangeCode = {
  readonly code: <Found extends Part>(total: number, given: Found | undefined, find: (point: number) => Found) => Found;
};

export type RangeWriter = RangeCode & { readonly finish: () => Buffer };

const wholeRange = 2 ** 40;
const topByte = 2 ** 32;
/** Zeros that a reader may add behind the end, which a writer leaves out. */
const zerosBeyond = 5;

export const rangeWriter = (): RangeWriter => {
  const written: number[] = [];
  let low = 0;
  let range = wholeRange;
  let held = 0;
  let waiting = 0;

  /** A byte is final once no carry can reach it any more; until then it is held, with the 255s behind it. */
  const shift = (): void => {
    const carry = low >= wholeRange ? 1 : 0;
    if (low >= 255 * topByte && carry === 0) waiting += 1;
    else {
      written.push((held + carry) % 256, ...new Array<number>(waiting).fill((255 + carry) % 256));
      waiting = 0;
      held = Math.floor(low / topByte) % 256;
    }
    low = (low % topByte) * 256;
  };

  return {
    code: (total, given, _find) => {
      if (given === undefined || given.size < 1) throw new RangeError("there is nothing to write");
      const step = Math.floor(range / total);
      low += step * given.start;
      range = step * given.size;
      for (; range < topByte; range *= 256) shift();
      return given;
    },
    finish: () => {
      low = roundestIn(low, range);
      for (let count = 0; count <= zerosBeyond; count += 1) shift();
      const end = written.findLastIndex((byte) => byte !== 0);
      return Buffer.from(written.slice(1, end + 1));
    },
  };
};

/** The number in the range that ends in most zeros, which are not written. */
const roundestIn = (low: number, range: number): number => {
  for (let unit = wholeRange; unit > 1; unit /= 2) {
    const rounded = Math.ceil(low / unit) * unit;
    if (rounded < low + range) return rounded;
  }
  return low;
};

/** Reads what a writer wrote; throws when there is less than that. */
export const rangeReader = (bytes: Buffer): RangeCode => {
  let range = wholeRange;
  let at = 0;
  const next = (): number => {
    if (at > bytes.length + zerosBeyond) throw new RangeError("the bytes end too early");
    at += 1;
    return bytes[at - 1] ?? 0;
  };
  let value = 0;
  for (let count = 0; count < zerosBeyond; count += 1) value = value * 256 + next();
  return {
    code: (total, _given, find) => {
      const step = Math.floor(range / total);
      const found = find(Math.min(total - 1, Math.floor(value / step)));
      if (found.size < 1) throw new RangeError("there is no such symbol");
      value -= step * found.start;
      range = step * found.size;
      for (; range < topByte; range *= 256) value = value * 256 + next();
      return found;
    },
  };
};
