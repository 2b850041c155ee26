import type { Fact } from "../memory/memory-state.ts";
import type { Ground } from "./memory.ts";

/** Before the first turn: what was not said in this conversation. */
const elsewhere = 0;
const placeholder = /\[[A-Z_]+(?:_\d+)?\]/;

/**
 * The ground of a conversation with what holds of its subject by the others, newest first: medications, allergies, conditions and
 * preferences. What the conversation itself says of a thing stands alone. Placeholders mean somebody else in each conversation, so
 * what has one stays where it was said.
 */
export const withSubjectFacts = (ground: Ground, others: readonly Ground[]): Ground => {
  const known = new Set(ground.state.facts.map(thingOf));
  const carried: Fact[] = [];
  for (const fact of others.flatMap(({ state }) => state.facts.flatMap(fromElsewhere))) {
    if (known.has(thingOf(fact))) continue;
    known.add(thingOf(fact));
    carried.push(fact);
  }
  return { ...ground, state: { ...ground.state, facts: [...carried, ...ground.state.facts] } };
};

const thingOf = (fact: Fact): string => {
  if ("name" in fact) return `${fact.kind} ${fact.name.toLowerCase()}`;
  return `${fact.kind} ${"what" in fact ? fact.what.toLowerCase() : ""}`;
};

/** The fact as another conversation's, if it holds and may be carried. */
const fromElsewhere = (fact: Fact): readonly Fact[] => {
  const { repeatedIn: _, ...rest } = fact;
  const isBare = !placeholder.test(JSON.stringify(fact));
  switch (fact.kind) {
    case "medication":
      return isBare && fact.validTo === undefined ? [{ ...rest, turns: [elsewhere], validFrom: elsewhere } as Fact] : [];
    case "allergy":
    case "condition":
    case "preference":
      return isBare ? [{ ...rest, turns: [elsewhere] } as Fact] : [];
    default:
      return [];
  }
};
