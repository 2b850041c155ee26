import type { MemoryAids } from "../memory/aids.ts";
import type { Unit } from "../memory/memory-state.ts";
import { type Squeeze, squeeze } from "../memory-words/squeeze.ts";
import { readWords } from "../memory-words/word.ts";
import { type Choice, choose } from "./choose.ts";
import { unitChoice } from "./unit-choice.ts";

/** A unit as it is written. */
export type Line = { readonly text: string; readonly unit: Unit };

export type Room = {
  readonly budget: number;
  /** What a line costs beside its own characters. */
  readonly lineCost: number;
  readonly told?: ReadonlySet<string>;
};

/** How much of all there is to tell must fit, for a loose squeeze to be worth it. */
const enough: readonly (readonly [Squeeze, number])[] = [
  ["light", 0.98],
  ["medium", 0.9],
];

/** The units that tell most within the room, in order: as loosely squeezed as lets nearly everything be told, else tightly. */
export const chosenLines = (units: readonly Unit[], room: Room, aids: MemoryAids): readonly Line[] => {
  for (const [by, share] of enough) {
    const lines = linesOf(units, by);
    const choices = lines.map(({ text, unit }) => unitChoice(unit, aids, { text, cost: text.length + room.lineCost }));
    const chosen = choose(choices, room);
    if (
      worthOf(
        chosen.flatMap((index) => choices[index] ?? []),
        room.told,
      ) >=
      share * worthOf(choices, room.told)
    )
      return pick(lines, chosen);
  }
  const lines = linesOf(units, "tight");
  return pick(
    lines,
    choose(
      lines.map(({ text, unit }) => unitChoice(unit, aids, { text, cost: text.length + room.lineCost })),
      room,
    ),
  );
};

const linesOf = (units: readonly Unit[], by: Squeeze): readonly Line[] =>
  units.map((unit) => ({ unit, text: `${speaker(unit, by)}${by === "light" ? unit.text : squeeze(readWords(unit.text), by)}` }));

/** Who said it is told where there is room for it. */
const speaker = ({ by: name }: Unit, by: Squeeze): string => (name === undefined || by === "tight" ? "" : `${name}: `);

const pick = (lines: readonly Line[], indexes: readonly number[]): readonly Line[] =>
  indexes.flatMap((index) => lines[index] ?? []);

/** What choices tell together, each term once. */
const worthOf = (choices: readonly Choice[], told: ReadonlySet<string> = new Set()): number => {
  const terms = new Map(choices.flatMap((choice) => [...choice.terms]));
  return [...terms].reduce((sum, [term, worth]) => sum + (told.has(term) ? 0 : worth), 0);
};
