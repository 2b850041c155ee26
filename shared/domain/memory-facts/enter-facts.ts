import type { Fact, MedicationFact } from "../memory/memory-state.ts";

const mostRepeats = 3;

/**
 * The facts with more entered: what is known already gains a turn that says so, a newer dose closes the older one, and whatever is
 * new is added at the end.
 */
export const enterFacts = (facts: readonly Fact[], found: readonly Fact[]): readonly Fact[] => found.reduce(enter, facts);

const enter = (facts: readonly Fact[], fact: Fact): readonly Fact[] => {
  if (fact.kind === "medication") return enterMedication(facts, fact);
  const known = facts.findIndex((each) => keyOf(each) === keyOf(fact));
  return known < 0
    ? [...facts.filter((each) => !isReversedBy(each, fact)), fact]
    : facts.with(known, repeated(facts[known] ?? fact, fact));
};

/** A complaint that is gone, or came, is as the newer word has it, unless that is worth less. An allergy is never unsaid. */
const isReversedBy = (known: Fact, fact: Fact): boolean =>
  known.kind === "condition" &&
  fact.kind === "condition" &&
  known.name === fact.name &&
  known.of === fact.of &&
  known.polarity !== fact.polarity &&
  fact.trust >= known.trust;

/** A repeat may stand in for what is known when it is worth no less; one that is worth more takes its place. */
const repeated = (known: Fact, fact: Fact): Fact => {
  if (fact.trust > known.trust) return { ...known, turns: fact.turns, source: fact.source, trust: fact.trust };
  const turns = new Set([...known.turns, ...(known.repeatedIn ?? [])]);
  const isNew = fact.trust === known.trust && fact.turns.length === 1 && fact.turns.every((turn) => !turns.has(turn));
  return isNew ? { ...known, repeatedIn: [...(known.repeatedIn ?? []), ...fact.turns].slice(-mostRepeats) } : known;
};

const keyOf = (fact: Fact): string => {
  switch (fact.kind) {
    case "medication":
      return `medication ${fact.name} ${fact.dose} ${fact.unit} ${fact.status} ${fact.validTo}`;
    case "allergy":
    case "condition":
      return `${fact.kind} ${fact.name} ${fact.polarity} ${fact.of}`;
    case "number":
      return `number ${fact.what}`;
    case "date":
      return `date ${fact.said} ${fact.absolute}`;
    case "person":
      return `person ${fact.name.toLowerCase()}`;
    case "contact":
      return `contact ${fact.placeholder}`;
    default:
      return `preference ${fact.polarity} ${fact.what}`;
  }
};

/** The entry of a medication that holds now; a mention without a dose or a change says nothing new about it. */
const enterMedication = (facts: readonly Fact[], fact: MedicationFact): readonly Fact[] => {
  const known = facts.findLastIndex(
    (each) => each.kind === "medication" && each.name === fact.name && each.validTo === undefined,
  );
  const current = facts[known];
  if (current?.kind !== "medication") return [...facts, fact];
  if (saysNothingNew(current, fact)) return facts.with(known, repeated(current, fact));
  if (completes(current, fact)) return facts.with(known, completed(current, fact));
  return [...facts.with(known, { ...current, validTo: fact.validFrom }), withDose(current, fact)];
};

const saysNothingNew = (current: MedicationFact, fact: MedicationFact): boolean =>
  (fact.dose === undefined || (fact.dose === current.dose && fact.unit === current.unit)) &&
  (fact.status === undefined ||
    fact.status === current.status ||
    (fact.status === "changed" && fact.dose === current.dose && current.dose !== undefined));

/** A dose or a status for an entry that has none, heard on the same or a later turn, makes the entry whole instead of closing it. */
const completes = (current: MedicationFact, fact: MedicationFact): boolean =>
  current.status !== "stopped" &&
  fact.status !== "stopped" &&
  (current.dose === undefined || fact.dose === undefined || fact.dose === current.dose) &&
  (current.status === undefined || fact.status === undefined || current.status === fact.status);

const completed = (current: MedicationFact, fact: MedicationFact): MedicationFact => ({
  ...current,
  ...(fact.dose !== undefined && { dose: fact.dose }),
  ...(fact.unit !== undefined && { unit: fact.unit }),
  ...(fact.status !== undefined && { status: fact.status }),
  turns: [...new Set([...current.turns, ...fact.turns])],
  trust: current.trust < fact.trust ? current.trust : fact.trust,
  source: current.trust < fact.trust ? current.source : fact.source,
});

/** A stopped medication keeps no dose; any other change without a dose leaves the dose as it was. */
const withDose = (current: MedicationFact, fact: MedicationFact): MedicationFact =>
  fact.dose !== undefined || fact.status === "stopped" || current.dose === undefined
    ? fact
    : {
        ...fact,
        dose: current.dose,
        ...(current.unit && { unit: current.unit }),
        turns: [...new Set([...current.turns, ...fact.turns])],
      };
