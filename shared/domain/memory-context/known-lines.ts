import type { MemoryState, Unit } from "../memory/memory-state.ts";
import type { Profile } from "../memory/summarise.ts";
import { safetyRank } from "../memory-summary/unit-choice.ts";
import { asData } from "./as-data.ts";
import type { Lines } from "./recall-turns.ts";

/** What a context never leaves out: the statements on safety, the gravest first. */
export const safetyLines = (state: MemoryState): Lines => {
  const units = state.units
    .filter(({ safety }) => safety !== undefined)
    .sort((one, other) => safetyRank(one) - safetyRank(other));
  return { lines: units.map(safetyLine), turns: turnsOf(units) };
};

const safetyLine = ({ safety, text }: Unit): string => `${safety}: ${asData(text)}`;

/** A profile, a line for each kind; its notes are left to the summary. */
export const profileLines = ({ preferences, entities }: Profile): readonly string[] => [
  ...entities.map(({ kind, facts }) => `${kind}: ${facts.map(asData).join("; ")}`),
  ...Object.entries(preferences).map(([kind, texts]) => `${kind}: ${texts.map(asData).join("; ")}`),
];

const turnsOf = (units: readonly Unit[]): readonly number[] =>
  [...new Set(units.flatMap(({ turns }) => turns))].sort((one, other) => one - other);
