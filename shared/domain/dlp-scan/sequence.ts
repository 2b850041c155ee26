import type { Clause, Need } from "./need.ts";

const mostProducts = 256;

/** Parts that follow each other, as far as they are read. `words` is what the last of them match, seen together. */
export type Sequence = {
  words: readonly string[];
  clauses: Clause[];
  isOpen: boolean;
  least: number;
  most: number;
  sees: number;
};

export const startSequence = (): Sequence => ({ words: [""], clauses: [], isOpen: false, least: 0, most: 0, sees: 0 });

/** Puts a part behind a sequence. */
export const append = (sequence: Sequence, part: Need): void => {
  const { exact, clauses, least, most, sees } = part;
  take(sequence, clauses, { least: 0, most: 0 });
  sequence.sees = Math.max(sequence.sees, sequence.most + sees);
  if (exact !== undefined && isFew(sequence.words.length, exact.length))
    sequence.words = sequence.words.flatMap((start) => exact.map((end) => start + end));
  else {
    cut(sequence);
    sequence.words = exact ?? [""];
  }
  sequence.least += least;
  sequence.most += most;
};

const isFew = (left: number, right: number): boolean => left === 1 || right === 1 || left * right <= mostProducts;

/** Clauses of a part that starts where the sequence ends, or as much before as `back`. */
export const take = (sequence: Sequence, clauses: readonly Clause[], back: Pick<Need, "least" | "most">): void => {
  for (const { words, from, to } of clauses)
    sequence.clauses.push({ words, from: sequence.least - back.most + from, to: sequence.most - back.least + to });
};

/** Ends what is seen together: what follows is looked for apart. */
export const cut = (sequence: Sequence): void => {
  const { words, least, most } = sequence;
  if (!words.includes("")) sequence.clauses.push({ words, from: least, to: most });
  sequence.words = [""];
  sequence.isOpen = true;
};

export const endSequence = (sequence: Sequence): Need => {
  if (sequence.isOpen) cut(sequence);
  const { words, clauses, isOpen, least, most, sees } = sequence;
  return { ...(isOpen ? {} : { exact: words }), clauses, least, most, sees };
};
