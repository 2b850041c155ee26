import { memoryThrough } from "../../shared/domain/memory-pack/memory-form.ts";
import { symbolOf } from "../../shared/domain/memory-pack/number-code.ts";
import type { Phrasebook, Tally } from "../../shared/domain/memory-pack/phrasebook.ts";
import type { PieceCode } from "../../shared/domain/memory-pack/piece-code.ts";
import { rangeWriter } from "../../shared/domain/memory-pack/range-code.ts";
import { wordCode } from "../../shared/domain/memory-pack/word-code.ts";
import type { KeptMemory, Rendering } from "../../shared/domain/memory-record/memory.ts";

/** What a memory says in the order in which it is written: its texts, and its numbers by their kind. */
export type Said = { readonly texts: readonly string[]; readonly numbers: ReadonlyMap<string, readonly number[]> };

export const saidBy = (memory: KeptMemory & Rendering): Said => {
  const texts: string[] = [];
  const numbers = new Map<string, number[]>();
  const number = (kind: string, given = 0): number => {
    const symbols = numbers.get(kind) ?? [];
    numbers.set(kind, symbols);
    symbols.push(symbolOf(given));
    return given;
  };
  const code: PieceCode = {
    number,
    flag: (kind, given) => number(kind, Number(given)) === 1,
    text: (given = "") => {
      texts.push(given);
      return given;
    },
    isWriting: true,
  };
  memoryThrough(code, memory);
  return { texts, numbers };
};

/** How the numbers of a kind are spread in these memories: how often each symbol comes. */
export const spreadsIn = (said: readonly Said[]): ReadonlyMap<string, ReadonlyMap<number, number>> => {
  const spreads = new Map<string, Map<number, number>>();
  for (const { numbers } of said) {
    for (const [kind, symbols] of numbers) {
      const spread = spreads.get(kind) ?? new Map<number, number>();
      spreads.set(kind, spread);
      for (const symbol of symbols) spread.set(symbol, (spread.get(symbol) ?? 0) + 1);
    }
  }
  return spreads;
};

/** How often guesses by a phrasebook come true in memories that it was not made from, by situation. */
export const talliesIn = (said: readonly Said[], book: Phrasebook): Tallies =>
  sumOf(
    said.map(({ texts }) => {
      const own = new Map<number, Tally>();
      const code = wordCode(rangeWriter(), book, own);
      for (const text of texts) code(text);
      // A tally begins with one of each.
      return new Map([...own].map(([situation, { hits, misses }]) => [situation, { hits: hits - 1, misses: misses - 1 }]));
    }),
  );

type Tallies = ReadonlyMap<number, Tally>;

/** Tallies together. */
export const sumOf = (each: readonly Tallies[]): Tallies => {
  const all = new Map<number, Tally>();
  for (const [situation, { hits, misses }] of each.flatMap((tallies) => [...tallies])) {
    const before = all.get(situation) ?? { hits: 0, misses: 0 };
    all.set(situation, { hits: before.hits + hits, misses: before.misses + misses });
  }
  return all;
};
