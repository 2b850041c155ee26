import type { OpenQuestion, Unit } from "../memory/memory-state.ts";
import { readWords, stemsOf } from "../memory-words/word.ts";

const fewStems = 6;
const mostStems = 14;
const mostBeside = 20;
/** What says the same again and again has few stems, and still must not grow for ever. */
const mostChars = 240;
const nearTurns = 3;

/**
 * The units with one more. A short one joins the one before it when both come from one message, or are short questions with
 * answers close to each other: a word or two by themselves say too little to be understood, or found again. Among people who call
 * each other by name a short statement is mostly a reaction, and would spoil what it is joined to.
 */
export const withUnit = (units: readonly Unit[], unit: Unit, begins: boolean): readonly Unit[] => {
  const last = units.at(-1);
  if (last !== undefined && endsBare(last, unit))
    return [
      ...units.slice(0, -1),
      { ...joinUnits(last, unit, unit.kind === "answered" ? ", " : " – "), ...leastTrusted(last, unit) },
    ];
  if (last === undefined || unit.by !== undefined || !mayJoin(last, unit, begins)) return [...units, unit];
  return [...units.slice(0, -1), joinUnits(last, unit)];
};

const mayJoin = (last: Unit, unit: Unit, begins: boolean): boolean => {
  if (last.kind !== unit.kind || (unit.kind === "statement" && begins)) return false;
  if (last.source !== unit.source || last.trust !== unit.trust || !isAkin(last, unit)) return false;
  if (unit.text.endsWith(": no") && !last.text.endsWith(": no")) return false;
  return isShortEnough(last, unit);
};

const isShortEnough = (last: Unit, unit: Unit): boolean => {
  const before = sizeOf(last);
  const added = sizeOf(unit);
  const isFew = Math.min(before, added) < fewStems && before + added <= mostStems;
  return isFew && last.text.length + unit.text.length <= mostChars;
};

/** A mere "no" is told apart from other answers by what is said next. */
const endsBare = (last: Unit, unit: Unit): boolean =>
  last.kind === "answered" &&
  last.text.endsWith(": no") &&
  last.trust > 0 &&
  unit.trust > 0 &&
  isAkin(last, unit) &&
  sizeOf(last) + sizeOf(unit) <= mostBeside;

/** Close to each other, of one speaker and of one weight for safety. */
const isAkin = (last: Unit, unit: Unit): boolean =>
  last.safety === unit.safety && last.by === unit.by && (unit.turns.at(-1) ?? 0) - (last.turns[0] ?? 0) <= nearTurns;

const leastTrusted = (one: Unit, other: Unit): Pick<Unit, "source" | "trust"> => {
  const { source, trust } = other.trust < one.trust ? other : one;
  return { source, trust };
};

const sizeOf = ({ text }: Unit): number => stemsOf(readWords(text)).length;

const joinUnits = (last: Unit, unit: Unit, by = ", "): Unit => ({
  ...last,
  turns: [...new Set([...last.turns, ...unit.turns])],
  text: `${last.text}${by}${unit.text}`,
});

/**
 * The units with a question that was answered with no, behind the statement it was asked after: "allergic to penicillin – any other
 * allergies?: no". Apart from each other they would read as if they contradicted.
 */
export const withDenial = (units: readonly Unit[], unit: Unit, { turn, text, after }: OpenQuestion): readonly Unit[] => {
  const place = units.findLastIndex((each) => each.text === after && each.turns.includes(turn));
  const before = units[place];
  if (before === undefined || sizeOf(before) > mostStems) return withUnit(units, unit, false);
  const joined = joinUnits(before, { ...unit, text: `${text}?${unit.text.slice(text.length)}` }, " – ");
  const safety = before.safety ?? unit.safety;
  return units.with(place, {
    ...joined,
    kind: "answered",
    ...leastTrusted(before, unit),
    ...(safety !== undefined && { safety }),
  });
};
