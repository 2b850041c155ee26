import type { MemoryAids } from "../memory/aids.ts";
import type { Unit } from "../memory/memory-state.ts";
import { type Squeeze, squeeze } from "../memory-words/squeeze.ts";
import { readWords, type Word } from "../memory-words/word.ts";
import { type Choice, choose } from "./choose.ts";
import type { Terms } from "./covered-terms.ts";
import { safetyRank, unitTerms } from "./unit-choice.ts";

/** A unit as it is written. */
export type Line = { readonly text: string; readonly unit: Unit };

/** A unit that was read once, to be written in several ways. */
export type ReadUnit = { readonly unit: Unit; readonly words: readonly Word[]; readonly terms: Terms };

export type Room = {
  readonly budget: number;
  /** What a line costs beside its own characters. */
  readonly lineCost: number;
  readonly told?: ReadonlySet<string>;
};

export const readUnits = (units: readonly Unit[], aids: MemoryAids): readonly ReadUnit[] =>
  units.map((unit) => {
    const words = readWords(unit.text);
    return { unit, words, terms: unitTerms(unit, words, aids) };
  });

/** How much of all there is to tell must fit, for a squeeze to be tight enough. */
const enough: readonly (readonly [Squeeze, number])[] = [
  ["light", 0.98],
  ["medium", 0.9],
  ["tight", 0],
];

/** The units that tell most within the room, in order: as loosely squeezed as lets nearly everything be told, else tightly. */
export const chosenLines = (units: readonly ReadUnit[], room: Room): readonly Line[] => {
  const all = worthOf(
    units.map(({ terms }) => terms),
    room.told,
  );
  for (const [by, share] of enough) {
    const lines = units.map((unit) => asLine(unit, by));
    const choices = units.map(
      ({ unit, terms }, index): Choice => ({
        terms,
        cost: (lines[index]?.text.length ?? 0) + room.lineCost,
        rank: safetyRank(unit),
      }),
    );
    const chosen = choose(choices, room);
    const worth = worthOf(
      chosen.flatMap((index) => units[index]?.terms ?? []),
      room.told,
    );
    if (worth >= share * all) return chosen.flatMap((index) => lines[index] ?? []);
  }
  return [];
};

/** Who said it is told where there is room for it. What is about safety is never squeezed: "off", "only" and "not more" count. */
const asLine = ({ unit, words }: ReadUnit, by: Squeeze): Line => {
  const text = by === "light" || unit.safety !== undefined ? unit.text : squeeze(words, by);
  return { unit, text: unit.by === undefined || by === "tight" ? text : `${unit.by}: ${text}` };
};

/** What is told all in all, each term once. */
const worthOf = (told: readonly Terms[], already: ReadonlySet<string> = new Set()): number => {
  const terms = new Map(told.flatMap((each) => [...each]));
  return [...terms].reduce((sum, [term, worth]) => sum + (already.has(term) ? 0 : worth), 0);
};
