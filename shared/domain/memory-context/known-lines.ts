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

/** A profile, a line or more for each kind, short enough that some fit where not all do; its notes are left to the summary. */
export const profileLines = ({ preferences, entities }: Profile): readonly string[] => [
  ...entities.flatMap(({ kind, facts }) => linesOf(kind, facts)),
  ...Object.entries(preferences).flatMap(([kind, texts]) => linesOf(kind, texts)),
];

const mostLineChars = 160;

const linesOf = (kind: string, texts: readonly string[]): readonly string[] => {
  const lines: string[] = [];
  for (const text of texts.map(asData)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + text.length < mostLineChars) lines[lines.length - 1] = `${last}; ${text}`;
    else lines.push(`${kind}: ${text}`);
  }
  return lines;
};

const turnsOf = (units: readonly Unit[]): readonly number[] =>
  [...new Set(units.flatMap(({ turns }) => turns))].sort((one, other) => one - other);
