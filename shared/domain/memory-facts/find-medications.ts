import type { MedicationFact } from "../memory/memory-state.ts";
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

/** The medications that a statement names, each with the dose that belongs to it and what happens to it. */
export const findMedications = (statement: StatementWords): readonly FoundMedication[] => {
  const drugs = statement.words.flatMap((word, index) => (word.kind === "word" && isDrugName(word.small) ? [index] : []));
  return drugs.map((index, order) => {
    const until = Math.min(drugs[order + 1] ?? statement.words.length, index + ahead);
    const from = Math.max((drugs[order - 1] ?? -1) + 1, index - behind);
    const dose = doseIn(statement, index + 1, until) ?? doseIn(statement, from, index);
    const status = statusIn(statement, from, index) ?? statusIn(statement, index + 1, until);
    return { name: statement.words[index]?.small ?? "", ...dose, ...(status && { status }) };
  });
};

const doseIn = ({ words }: StatementWords, from: number, to: number): Pick<MedicationFact, "dose" | "unit"> | undefined => {
  for (let index = from; index < to; index += 1) {
    const unit = words[index + 1]?.small ?? "";
    if (words[index]?.kind === "number" && doseUnits.has(unit)) return { dose: words[index]?.text ?? "", unit };
  }
  return undefined;
};

/** The nearest verb decides; one that is denied ("didn't stop") decides nothing. */
const statusIn = (statement: StatementWords, from: number, to: number): MedicationFact["status"] => {
  for (let index = to - 1; index >= from; index -= 1) {
    const found = statuses.find(([, verbs]) => verbs.test(statement.words[index]?.small ?? ""));
    if (found !== undefined) return polarityAt(statement, index) === "denied" ? undefined : found[0];
  }
  return undefined;
};
