import type { MemoryAids } from "../memory/aids.ts";
import type { SafetyClass, Unit } from "../memory/memory-state.ts";
import type { Word } from "../memory-words/word.ts";
import { type Terms, termsIn } from "./covered-terms.ts";
import { talkTerms } from "./talk-terms.ts";

/** The order in which safety facts come where not all of them fit. */
const safetyOrder: readonly SafetyClass[] = ["crisis", "allergy", "directive", "pregnancy", "stopped", "dose"];

export const safetyRank = ({ safety }: Pick<Unit, "safety">): number =>
  safety === undefined ? safetyOrder.length : safetyOrder.indexOf(safety);

/**
 * What a unit tells. A statement on safety counts as a whole beside its words: "not allergic" says something new after "allergic".
 * What tries to instruct tells nothing; only a cry for help is heard whatever it stands beside.
 */
export const unitTerms = (unit: Unit, words: readonly Word[], aids: MemoryAids): Terms => {
  if (unit.trust === 0 && unit.safety !== "crisis") return new Map();
  const isOfLife = unit.by !== undefined && unit.safety === undefined;
  const terms = isOfLife ? talkTerms(words, aids) : termsIn(words, aids);
  return unit.safety === undefined ? terms : new Map([...terms, [unit.text, 1]]);
};
