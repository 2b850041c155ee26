import type { Phrasebook } from "./phrasebook.ts";
import type { Part, RangeCode } from "./range-code.ts";

const letterCount = 256;
const mostLetters = 4096;

type Letter = Part & { readonly letter: number };

/** A word letter by letter (bytes of UTF-8 and a zero), each by the one before it as the phrasebook's words have it. */
export const spelling = (range: RangeCode, { letters, letterTotals }: Phrasebook) => {
  const after = (before: number, given: number | undefined): number => {
    const row = letters.subarray(before * letterCount, (before + 1) * letterCount);
    const part = given === undefined ? undefined : letterIn(row, (letter) => letter === given);
    return range.code(letterTotals[before] ?? 0, part, (point) => letterIn(row, (_, end) => point < end)).letter;
  };
  return (given?: string): string => {
    const bytes = given === undefined ? undefined : Buffer.from(`${given}\0`);
    const read: number[] = [];
    for (let letter = after(0, bytes?.[0]); letter !== 0; letter = after(letter, bytes?.[read.length])) {
      if (read.length === mostLetters) throw new RangeError("a word is too long");
      read.push(letter);
    }
    return given ?? Buffer.from(read).toString("utf8");
  };
};

const letterIn = (row: Uint16Array, isIt: (letter: number, end: number) => boolean): Letter => {
  let start = 0;
  for (let letter = 0; letter < row.length; letter += 1) {
    const size = row[letter] ?? 0;
    if (isIt(letter, start + size)) return { letter, start, size };
    start += size;
  }
  throw new RangeError("there is no such letter");
};
