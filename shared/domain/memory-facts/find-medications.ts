import type { MedicationFact } from "../memory/memory-state.ts";
import type { Word } from "../memory-words/word.ts";
import { isDrugName } from "./drug-names.ts";
import { polarityAt, type StatementWords } from "./statement-words.ts";

/** A medication as one statement has it, before it is known which turns say so. */
export type FoundMedication = Pick<MedicationFact, "name" | "dose" | "unit" | "status">;

const doseUnits = new Set([
  "mg",
  "mcg",
  "g",
  "ml",
  "unit",
  "units",
  "puff",
  "puffs",
  "tablet",
  "tablets",
  "pill",
  "pills",
  "iu",
  "milligram",
  "milligrams",
  "%",
]);
const statuses: readonly (readonly [NonNullable<MedicationFact["status"]>, RegExp])[] = [
  ["stopped", /^(?:stop|stopped|stopping|discontinue|discontinued|quit|off|hold)$/],
  [
    "changed",
    /^(?:increase|increased|increasing|decrease|decreased|decreasing|raise|raised|lower|lowered|reduce|reduced|change|changed|switch|switched|adjust|double|doubled|bump|bumped)$/,
  ],
  ["started", /^(?:start|started|starting|prescribe|prescribed|prescribing|begin|began|initiate|add|adding|put|order)$/],
];
const ahead = 8;
const behind = 5;

/**
 * The medications that a statement names, each with the dose that belongs to it and what happens to it. "from 500 to 1000 mg" are
 * two entries, the older first. What somebody is allergic to is not taken.
 */
export const findMedications = (statement: StatementWords): readonly FoundMedication[] => {
  const { words } = statement;
  if (words.some(({ small }) => /^(?:allerg|reaction)/.test(small))) return [];
  const drugs = words.flatMap((word, index) => (word.kind === "word" && isDrugName(word.small) ? [index] : []));
  return drugs.flatMap((index, order) => {
    const until = Math.min(drugs[order + 1] ?? words.length, index + ahead);
    const from = Math.max((drugs[order - 1] ?? -1) + 1, index - behind);
    return entriesOf(statement, { index, from, until });
  });
};

type Reach = { readonly index: number; readonly from: number; readonly until: number };

const entriesOf = (statement: StatementWords, reach: Reach): readonly FoundMedication[] => {
  const name = statement.words[reach.index]?.small ?? "";
  const doses = dosesNear(statement, reach);
  const place = Math.max(
    0,
    doses.findIndex(({ isNew }) => isNew),
  );
  const older = doses.slice(0, place).slice(-1);
  const current = doses[place];
  const status = statusNear(statement, reach);
  return [
    ...older.map(({ dose, unit }) => ({ name, dose, unit })),
    { name, ...(current !== undefined && { dose: current.dose, unit: current.unit }), ...(status !== undefined && { status }) },
  ];
};

/** "20 mg of lisinopril" binds before all; else doses behind the name are its own, and before it only the nearest is. */
const dosesNear = (statement: StatementWords, { index, from, until }: Reach): readonly Dose[] => {
  const bound = dosesIn(statement, Math.max(from, index - 3), index).slice(-1);
  if (bound.length > 0 && /^(?:of|mg|mcg|g|ml|units?|puffs?)$/.test(statement.words[index - 1]?.small ?? "")) return bound;
  const after = dosesIn(statement, index + 1, until);
  return after.length > 0 ? after : dosesIn(statement, from, index).slice(-1);
};

const statusNear = (statement: StatementWords, { index, from, until }: Reach): MedicationFact["status"] => {
  const status = statusIn(statement, from, index) ?? statusIn(statement, index + 1, until);
  if (status === undefined) return polarityAt(statement, index) === "denied" ? "denied" : undefined;
  return status === "kept" ? undefined : status;
};

type Dose = { readonly dose: string; readonly unit: string; readonly isNew: boolean };

/** "from 500 to 1000 mg": the unit of the second is that of the first. */
const dosesIn = ({ words }: StatementWords, from: number, to: number): readonly Dose[] => {
  const doses: Dose[] = [];
  for (let index = from; index < to; index += 1) {
    const word = words[index];
    if (word?.kind !== "number") continue;
    const unit = [words[index + 1], words[index + 3]].find((each) => doseUnits.has(each?.small ?? ""))?.small;
    const isDose = doseUnits.has(words[index + 1]?.small ?? "") || words[index + 1]?.small === "to";
    if (unit !== undefined && isDose) doses.push({ dose: word.text, unit, isNew: words[index - 1]?.small === "to" });
  }
  return doses;
};

/** The nearest verb decides; one that is denied ("didn't stop") says that all stays as it is, one that was only asked about nothing. */
const statusIn = (statement: StatementWords, from: number, to: number): MedicationFact["status"] | "kept" => {
  for (let index = to - 1; index >= from; index -= 1) {
    const polarity = polarityAt(statement, index);
    const found = statuses.find(([, verbs]) => verbs.test(statement.words[index]?.small ?? ""));
    if (found !== undefined && polarity !== undefined)
      return polarity === "denied" || isConditional(statement.words, index) ? "kept" : found[0];
  }
  return undefined;
};

/** "if you get a rash, stop the lamotrigine": nothing has happened yet. */
const isConditional = (words: readonly Word[], index: number): boolean =>
  !/(?:ed|quit|off|began)$/.test(words[index]?.small ?? "") && words.some(({ small }) => small === "if");
