import type { Fact } from "../memory/memory-state.ts";
import type { Profile } from "../memory/summarise.ts";
import { factText } from "./fact-text.ts";

export const mostProfileBytes = 4096;

/** The kinds of entities in the order in which they are given room. */
const kinds = ["allergy", "medication", "contact", "person", "number", "date", "condition"] as const;

/** A profile of these facts, and of notes as long as there is room. */
export const renderProfile = (known: readonly Fact[], notes: readonly string[]): Profile => {
  const facts = withoutToldDoses(known.filter(({ trust }) => trust > 0));
  const preferences = preferencesOf(facts);
  const room: Room = { left: mostProfileBytes - bytesOf({ preferences, context: { notes: [] }, entities: [] }) };
  const entities = kinds.flatMap((kind) => entitiesOf(kind, facts, room));
  const kept = fitting(notes, room);
  return { preferences, context: kept.length === 0 ? {} : { notes: kept }, entities };
};

/** A dose that several statements name is told once as a number, beside the medication: "meloxicam 15 mg once day". */
const withoutToldDoses = (facts: readonly Fact[]): readonly Fact[] => {
  const doses = facts.flatMap((fact) => (fact.kind === "medication" && fact.dose !== undefined ? [fact] : []));
  const told = new Set<string>();
  return facts.filter((fact) => {
    const dose =
      fact.kind === "number"
        ? doses.find(({ name, dose, unit }) => dose === fact.value && unit === fact.unit && fact.what.includes(name))
        : undefined;
    if (dose === undefined) return true;
    const isTold = told.has(dose.name + dose.dose);
    told.add(dose.name + dose.dose);
    return !isTold;
  });
};

type Room = { left: number };

const entitiesOf = (kind: Fact["kind"], facts: readonly Fact[], room: Room): Profile["entities"] => {
  room.left -= bytesOf({ kind, facts: [] }) + 1;
  const texts = fitting(textsOf(facts.filter((fact) => fact.kind === kind)), room);
  return texts.length === 0 ? [] : [{ kind, facts: texts }];
};

/** Each text once. What one statement denies stands together: "no fever, chills". */
const textsOf = (facts: readonly Fact[]): readonly string[] => {
  const denied = Map.groupBy(facts.filter(isDeniedCondition), ({ turns }) => turns.join());
  const texts = facts.filter((fact) => !isDeniedCondition(fact)).map(factText);
  const together = [...denied.values()].map(
    (group) => `no ${group.map((fact) => (fact.kind === "condition" ? fact.name : "")).join(", ")}`,
  );
  return [...new Set([...texts, ...together])];
};

const isDeniedCondition = (fact: Fact): boolean => fact.kind === "condition" && fact.polarity === "denied";

const fitting = (texts: readonly string[], room: Room): readonly string[] =>
  texts.filter((text) => {
    const cost = bytesOf(text) + 1;
    if (cost > room.left) return false;
    room.left -= cost;
    return true;
  });

const preferencesOf = (facts: readonly Fact[]): Record<string, string[]> => {
  const of = (polarity: string) =>
    facts.flatMap((fact) => (fact.kind === "preference" && fact.polarity === polarity ? [fact.what] : [])).slice(-12);
  return {
    ...(of("affirmed").length > 0 && { likes: of("affirmed") }),
    ...(of("denied").length > 0 && { "likes not": of("denied") }),
  };
};

const bytesOf = (value: unknown): number => new TextEncoder().encode(JSON.stringify(value)).length;
