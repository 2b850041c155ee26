import type { Polarity } from "../memory/memory-state.ts";
import { isTelling } from "../memory-words/word.ts";
import { polarityAt, type StatementWords } from "./statement-words.ts";

export type FoundAllergy = { readonly name: string; readonly polarity: Polarity };

const generic = new Set([
  "allergy",
  "allergies",
  "allergic",
  "known",
  "drug",
  "medication",
  "medications",
  "reaction",
  "reactions",
  "food",
  "season",
  "seasonal",
  "severely",
  "deathly",
  "very",
  "any",
  "other",
  "patient",
]);
const endOfList = new Set([
  "but",
  "because",
  "so",
  "which",
  "since",
  "when",
  "that",
  ":",
  "causes",
  "caused",
  "gives",
  "gave",
  "makes",
  "made",
]);
const mostListed = 8;

/** What a statement says somebody is, or is not, allergic to. "No known allergies" denies "any". */
export const findAllergies = (statement: StatementWords): readonly FoundAllergy[] =>
  statement.words.flatMap((word, index) => {
    const polarity = /^allerg(?:ic|y|ies)$/.test(word.small) ? polarityAt(statement, index) : undefined;
    if (polarity === undefined) return [];
    const names = allergensAt(statement, index);
    if (names.length > 0) return names.map((name) => ({ name, polarity }));
    return polarity === "denied" ? [{ name: "any", polarity }] : [];
  });

/** "allergic to penicillin and sulfa drugs", "allergies: latex, nuts", "a penicillin allergy", "an allergy to peanuts". */
const allergensAt = (statement: StatementWords, index: number): readonly string[] => {
  const next = statement.words[index + 1];
  if (statement.words[index]?.small === "allergic" || next?.text === ":" || next?.small === "to")
    return namesIn(statement, index + 1);
  return before(statement, index);
};

const namesIn = ({ words }: StatementWords, from: number): readonly string[] => {
  const rest = words.slice(from, from + mostListed);
  const end = rest.findIndex(({ small }, place) => place > 0 && endOfList.has(small));
  return rest
    .slice(0, end < 0 ? mostListed : end)
    .filter((word) => isTelling(word) && word.kind !== "number" && !generic.has(word.small))
    .map(({ small }) => small);
};

/** "a penicillin allergy". */
const before = ({ words }: StatementWords, index: number): readonly string[] => {
  const word = words[index - 1];
  return word !== undefined && isTelling(word) && !generic.has(word.small) ? [word.small] : [];
};
