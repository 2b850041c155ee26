import type { Clause, Need } from "./need.ts";

const mostProducts = 256;

/** Parts that follow each other, as far as they are read. `words` is what the last of them match, seen together. */
export type Sequence = { words: readonly string[]; clauses: Clause[]; isOpen: boolean; width: number };

export const startSequence = (): Sequence => ({ words: [""], clauses: [], isOpen: false, width: 0 });

/** Puts a part behind a sequence. */
export const append = (sequence: Sequence, { exact, clauses, width }: Need): void => {
  sequence.width += width;
  sequence.clauses.push(...clauses);
  if (exact !== undefined && isFew(sequence.words.length, exact.length)) {
    sequence.words = sequence.words.flatMap((start) => exact.map((end) => start + end));
    return;
  }
  cut(sequence);
  sequence.words = exact ?? [""];
};

const isFew = (left: number, right: number): boolean => left === 1 || right === 1 || left * right <= mostProducts;

/** Ends what is seen together: what follows is looked for apart. */
export const cut = (sequence: Sequence): void => {
  if (!sequence.words.includes("")) sequence.clauses.push(sequence.words);
  sequence.words = [""];
  sequence.isOpen = true;
};

export const endSequence = (sequence: Sequence): Need => {
  const { words, clauses, isOpen, width } = sequence;
  if (!isOpen) return { exact: words, clauses, width };
  cut(sequence);
  return { clauses, width };
};
