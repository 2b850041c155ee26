import type { Derived, MemoryState } from "./memory-state.ts";

/** The state without anything that was derived from this turn. What another turn says as well stays, on that turn's word. */
export const rollBack = (state: MemoryState, turn: number): MemoryState => ({
  ...state,
  units: state.units.filter((unit) => !restsOn(unit, turn)),
  facts: state.facts.filter((fact) => !restsOn(fact, turn)),
});

const restsOn = ({ turns }: Derived, turn: number): boolean => turns.includes(turn);
