import type { MemoryAids } from "../memory/aids.ts";
import type { SafetyClass, Unit } from "../memory/memory-state.ts";
import type { Choice } from "./choose.ts";
import { termsOf } from "./covered-terms.ts";

/** The order in which safety facts come where not all of them fit. */
const safetyOrder: readonly SafetyClass[] = ["crisis", "allergy", "directive", "pregnancy", "stopped", "dose"];

export const safetyRank = ({ safety }: Pick<Unit, "safety">): number =>
  safety === undefined ? safetyOrder.length : safetyOrder.indexOf(safety);

/**
 * A unit as something to choose. A statement on safety counts as a whole beside its words: "not allergic" says something new after
 * "allergic". What tries to instruct tells nothing, unless it is about safety.
 */
export const unitChoice = (
  unit: Unit,
  aids: MemoryAids,
  { text, cost }: { readonly text: string; readonly cost: number },
): Choice => {
  if (unit.trust === 0 && unit.safety === undefined) return { terms: new Map(), cost, rank: safetyRank(unit) };
  const terms = termsOf(text, aids);
  return { terms: unit.safety === undefined ? terms : new Map([...terms, [unit.text, 1]]), cost, rank: safetyRank(unit) };
};
