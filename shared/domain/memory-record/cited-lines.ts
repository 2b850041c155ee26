import type { MemoryState, Unit } from "../memory/memory-state.ts";

/** A line of a summary, or a statement of a ledger, and the turns it is taken from. */
export type CitedLine = { readonly text: string; readonly turns: readonly number[] };

/**
 * The lines of a summary with the turns that each is taken from. Our own engine's lines are words of a statement in their order; a
 * model's are taken from the statement that has most of their words.
 */
export const citedLines = (summary: string, { units }: Pick<MemoryState, "units">): readonly CitedLine[] => {
  const known = units.map((unit) => ({ unit, words: wordsOf(`${unit.by ?? ""} ${unit.text}`) }));
  return summary
    .split("\n")
    .filter((line) => line !== "")
    .map((text) => ({ text, turns: sourceOf(wordsOf(text), known)?.turns ?? [] }));
};

/** What a later ledger says that an earlier one did not, and the other way round. */
export const changesSince = (earlier: Pick<MemoryState, "units">, later: Pick<MemoryState, "units">) => ({
  added: statementsIn(later, earlier),
  removed: statementsIn(earlier, later),
});

const statementsIn = ({ units }: Pick<MemoryState, "units">, other: Pick<MemoryState, "units">): readonly CitedLine[] => {
  const said = new Set(other.units.map(({ text }) => text));
  return units.filter(({ text, trust }) => trust > 0 && !said.has(text)).map(({ text, turns }) => ({ text, turns }));
};

type KnownUnit = { readonly unit: Unit; readonly words: readonly string[] };

const sourceOf = (line: readonly string[], known: readonly KnownUnit[]): Unit | undefined => {
  const exact = known.find(({ words }) => isWithin(line, words));
  return (exact ?? mostAlike(line, known))?.unit;
};

/** Whether these words stand in the others, in their order. */
const isWithin = (line: readonly string[], words: readonly string[]): boolean => {
  let place = 0;
  for (const word of words) if (word === line[place]) place += 1;
  return place === line.length;
};

const leastShared = 2;

const mostAlike = (line: readonly string[], known: readonly KnownUnit[]): KnownUnit | undefined => {
  const wanted = new Set(line);
  const sharedWith = ({ words }: KnownUnit): number => new Set(words.filter((word) => wanted.has(word))).size;
  const best = known.reduce<{ readonly each?: KnownUnit; readonly shared: number }>(
    (found, each) => (sharedWith(each) > found.shared ? { each, shared: sharedWith(each) } : found),
    { shared: leastShared - 1 },
  );
  return best.each;
};

const wordsOf = (text: string): readonly string[] => text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
