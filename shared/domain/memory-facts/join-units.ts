import type { Unit } from "../memory/memory-state.ts";
import { readWords, stemsOf } from "../memory-words/word.ts";

const fewStems = 6;
const mostStems = 14;
const nearTurns = 3;

/**
 * The units with one more. A short one joins the one before it when both come from one message, or are short questions with
 * answers close to each other: a word or two by themselves say too little to be understood, or found again.
 */
export const withUnit = (units: readonly Unit[], unit: Unit, begins: boolean): readonly Unit[] => {
  const last = units.at(-1);
  if (last === undefined || !mayJoin(last, unit, begins)) return [...units, unit];
  return [...units.slice(0, -1), joinUnits(last, unit)];
};

const mayJoin = (last: Unit, unit: Unit, begins: boolean): boolean => {
  if (last.safety !== unit.safety || last.source !== unit.source) return false;
  if (last.kind !== unit.kind) return false;
  const isNear = unit.kind === "answered" ? (unit.turns.at(-1) ?? 0) - (last.turns[0] ?? 0) <= nearTurns : !begins;
  if (!isNear) return false;
  const before = stemsOf(readWords(last.text)).length;
  const added = stemsOf(readWords(unit.text)).length;
  return Math.min(before, added) < fewStems && before + added <= mostStems;
};

const joinUnits = (last: Unit, unit: Unit): Unit => ({
  ...last,
  turns: [...new Set([...last.turns, ...unit.turns])],
  text: `${last.text}, ${unit.text}`,
});
