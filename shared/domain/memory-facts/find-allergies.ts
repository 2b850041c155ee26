import type { Polarity } from "../memory/memory-state.ts";
import { isTelling, type Word } from "../memory-words/word.ts";
import { ownerAt } from "./kin.ts";
import { polarityAt, type StatementWords } from "./statement-words.ts";

export type FoundAllergy = { readonly name: string; readonly polarity: Polarity; readonly of?: string };

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
const exceptions = new Set(["just", "only", "except", "but"]);
const mostListed = 8;
/** A list goes on beyond that while one of these is this near. */
const separators = new Set([",", "and", "or", "/", "&"]);
const nearSeparator = 2;

/** What a statement says somebody is, or is not, allergic to. "No known allergies" denies "any". */
export const findAllergies = (statement: StatementWords): readonly FoundAllergy[] =>
  statement.words.flatMap((_, index) =>
    isTrigger(statement.words, index)
      ? allergiesAt(statement, index).map((allergy) => ({ ...allergy, ...ownerAt(statement.words, index) }))
      : [],
  );

/** "allergic", "an allergy", "a reaction to …"; not "not sure if allergic". */
const isTrigger = (words: readonly Word[], index: number): boolean => {
  const isOpen = words.slice(Math.max(0, index - 2), index).some(({ small }) => small === "if" || small === "whether");
  if (isOpen) return false;
  const small = words[index]?.small ?? "";
  return /^allerg(?:ic|y|ies)$/.test(small) || (/^reactions?$/.test(small) && words[index + 1]?.small === "to");
};

const allergiesAt = (statement: StatementWords, index: number): readonly FoundAllergy[] => {
  const polarity = polarityAt(statement, index);
  if (isAsked(statement, index))
    return polarity === "denied" ? deniedByAnswer(statement, index) : affirmedByAnswer(statement, index);
  const names = allergensAt(statement, index);
  if (names.length > 0) return names.map((name) => ({ name, polarity: polarity ?? "affirmed" }));
  return polarity === "denied" ? [{ name: "any", polarity }] : [];
};

/** "allergies: latex, nuts" is a list and no question; "allergies: yes" is one. */
const isAsked = ({ words, colon }: StatementWords, index: number): boolean => {
  if (index > colon || colon >= words.length - 1) return false;
  return index + 1 < colon || /^(?:yes|no)$/.test(words[colon + 1]?.small ?? "");
};

/** "allergic to latex: yes", "allergic to anything: yes, to ibuprofen", "allergic to latex or bees: bees, yes". */
const affirmedByAnswer = (statement: StatementWords, index: number): readonly FoundAllergy[] => {
  const { words, colon } = statement;
  const asked = allergensAt({ words: words.slice(0, colon), colon }, index);
  const isYes = words[colon + 1]?.small === "yes";
  const told = namesIn(statement, colon + (isYes ? 2 : 1));
  const isAmong = words.slice(colon).some(({ small }) => small === "yes");
  const names = asked.length === 0 ? told : isYes ? asked : told.filter((name) => isAmong && asked.includes(name));
  return names.map((name) => ({ name, polarity: "affirmed" }));
};

/** "allergic to latex: no", "other allergies: no, just penicillin". After "other" a no leaves open what is known already. */
const deniedByAnswer = (statement: StatementWords, index: number): readonly FoundAllergy[] => {
  const { words, colon } = statement;
  const but = words.findIndex(({ small }, place) => place > colon && exceptions.has(small));
  const excepted = but < 0 ? [] : namesIn(statement, but + 1).map((name) => ({ name, polarity: "affirmed" as const }));
  const asked = allergensAt({ words: words.slice(0, colon), colon }, index).map((name) => ({
    name,
    polarity: "denied" as const,
  }));
  const isAboutAll =
    asked.length === 0 && excepted.length === 0 && !words.some(({ small }) => small === "other" || small === "else");
  return [...asked, ...excepted, ...(isAboutAll ? [{ name: "any", polarity: "denied" as const }] : [])];
};

/** "allergic to penicillin and sulfa drugs", "allergies: latex, nuts", "a penicillin allergy", "an allergy to peanuts". */
const allergensAt = (statement: StatementWords, index: number): readonly string[] => {
  const next = statement.words[index + 1];
  if (statement.words[index]?.small === "allergic" || next?.text === ":" || next?.small === "to")
    return namesIn(statement, index + 1);
  return before(statement, index);
};

const namesIn = ({ words }: StatementWords, from: number): readonly string[] => {
  const rest = words.slice(from);
  const end = rest.findIndex((word, place) => place > 0 && (endOfList.has(word.small) || !goesOn(rest, place)));
  return rest
    .slice(0, end < 0 ? rest.length : end)
    .filter((word) => isTelling(word) && word.kind !== "number" && !generic.has(word.small))
    .map(({ small }) => small);
};

const goesOn = (list: readonly Word[], place: number): boolean =>
  place < mostListed || list.slice(place - nearSeparator, place + 1).some(({ small }) => separators.has(small));

/** "a penicillin allergy". */
const before = ({ words }: StatementWords, index: number): readonly string[] => {
  const word = words[index - 1];
  return word !== undefined && isTelling(word) && !generic.has(word.small) ? [word.small] : [];
};
