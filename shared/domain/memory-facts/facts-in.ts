import type { MemoryAids } from "../memory/aids.ts";
import type { Derived, Fact } from "../memory/memory-state.ts";
import { findAllergies } from "./find-allergies.ts";
import { findConditions } from "./find-conditions.ts";
import { findDates } from "./find-dates.ts";
import { findMedications } from "./find-medications.ts";
import { findNumbers } from "./find-numbers.ts";
import { findPeople } from "./find-people.ts";
import { findPlaceholders } from "./find-placeholders.ts";
import { findPreferences } from "./find-preferences.ts";
import { type StatementWords, statementWords } from "./statement-words.ts";

export type Statement = {
  readonly text: string;
  readonly from: Derived;
  readonly isBySubject: boolean;
  readonly atMs: number;
};

/** The facts that a squeezed statement holds, each on the statement's own ground. */
export const factsIn = ({ text, from, isBySubject, atMs }: Statement, aids: MemoryAids): readonly Fact[] => {
  const words = statementWords(text);
  const { turns, source, trust } = from;
  const ground = { turns, source, trust };
  const validFrom = turns.at(-1) ?? 0;
  return [
    ...findMedications(words).map((found): Fact => ({ kind: "medication", ...found, validFrom, ...ground })),
    ...findAllergies(words).map((found): Fact => ({ kind: "allergy", ...found, ...ground })),
    ...findConditions(words).map((found): Fact => ({ kind: "condition", ...found, ...ground })),
    ...findNumbers(words).map((found): Fact => ({ kind: "number", ...found, ...ground })),
    ...findDates(words, atMs).map((found): Fact => ({ kind: "date", ...found, ...ground })),
    ...findPeople(words, aids).map((found): Fact => ({ kind: "person", ...found, ...ground })),
    ...placeholdersIn(words, ground),
    ...(isBySubject ? findPreferences(words).map((found): Fact => ({ kind: "preference", ...found, ...ground })) : []),
  ];
};

const placeholdersIn = (words: StatementWords, ground: Derived): readonly Fact[] => {
  const { people, contacts } = findPlaceholders(words);
  return [
    ...people.map((name): Fact => ({ kind: "person", name, ...ground })),
    ...contacts.map((placeholder): Fact => ({ kind: "contact", placeholder, ...ground })),
  ];
};
