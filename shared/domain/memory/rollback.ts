import type { Derived, Fact, MemoryState } from "./memory-state.ts";

/**
 * The state without anything that was derived from this turn. What another turn says as well stays, on that turn's word; a dose
 * that this turn had closed holds again.
 */
export const rollBack = (state: MemoryState, turn: number): MemoryState => {
  const { open, ...rest } = state;
  return {
    ...rest,
    units: state.units.flatMap((unit) => without(unit, turn)),
    facts: state.facts.flatMap((fact) => without(fact, turn)).map((fact) => reopened(fact, turn)),
    ...(open !== undefined && open.turn !== turn && { open }),
  };
};

const without = <Piece extends Derived>(piece: Piece, turn: number): readonly Piece[] => {
  const { repeatedIn, ...rest } = piece;
  const others = (repeatedIn ?? []).filter((each) => each !== turn);
  const turns = piece.turns.includes(turn) ? others.slice(0, 1) : piece.turns;
  const left = piece.turns.includes(turn) ? others.slice(1) : others;
  return turns.length === 0 ? [] : [{ ...rest, turns, ...(left.length > 0 && { repeatedIn: left }) } as unknown as Piece];
};

const reopened = (fact: Fact, turn: number): Fact => {
  if (fact.kind !== "medication") return fact;
  const { validTo, ...rest } = fact;
  const validFrom = fact.turns.includes(fact.validFrom) ? fact.validFrom : (fact.turns[0] ?? fact.validFrom);
  return { ...rest, validFrom, ...(validTo !== undefined && validTo !== turn && { validTo }) };
};
