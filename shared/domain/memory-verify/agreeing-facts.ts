import { findAllergies } from "../memory-facts/find-allergies.ts";
import { findConditions } from "../memory-facts/find-conditions.ts";
import { type FoundMedication, findMedications } from "../memory-facts/find-medications.ts";
import { type StatementWords, statementWords } from "../memory-facts/statement-words.ts";
import { isNegation } from "../memory-words/negation.ts";
import { stemOf } from "../memory-words/stem.ts";
import { isTelling, type Word } from "../memory-words/word.ts";

/** Says whether each condition and allergy of a statement is affirmed or denied as in at least one of the others that name it. */
export const agreesInPolarity = (text: string, others: readonly string[]): boolean => {
  const named = namedIn(statementWords(text));
  const known = others.flatMap((other) => namedIn(statementWords(other)));
  return named.every(({ name, polarity }) => {
    const same = known.filter((each) => each.name === name);
    return same.length === 0 || same.some((each) => each.polarity === polarity);
  });
};

const namedIn = (statement: StatementWords) => [...findConditions(statement), ...findAllergies(statement)];

/** Says whether what a statement denies is beside a negation in one of the others. */
export const agreesInNegation = (text: string, others: readonly string[]): boolean => {
  const denied = deniedStems(statementWords(text).words);
  if (denied.size === 0) return true;
  const known = others
    .map((other) => statementWords(other).words)
    .filter((words) => words.some(({ small }) => isNegation(small)));
  return known.some((words) => words.some(({ small }) => denied.has(stemOf(small))));
};

const scope = 5;

const deniedStems = (words: readonly Word[]): ReadonlySet<string> =>
  new Set(
    words.flatMap(({ small }, index) =>
      isNegation(small)
        ? words
            .slice(index + 1, index + 1 + scope)
            .filter(isTelling)
            .map((word) => stemOf(word.small))
        : [],
    ),
  );

const isEnded = ({ status }: FoundMedication): boolean => status === "stopped" || status === "denied";

/** Says whether each medication is taken, or not taken any more, as in at least one of the others that name it. */
export const agreesInTaking = (text: string, others: readonly string[]): boolean =>
  everyMedication(text, others, (medication, same) => same.some((each) => isEnded(each) === isEnded(medication)));

/** Says whether each dose stands beside its own medication in one of the others. */
export const agreesInDoses = (text: string, others: readonly string[]): boolean =>
  everyMedication(
    text,
    others,
    (medication, same) => medication.dose === undefined || same.some(({ dose }) => digits(dose) === digits(medication.dose)),
  );

type Agreement = (medication: FoundMedication, same: readonly FoundMedication[]) => boolean;

const everyMedication = (text: string, others: readonly string[], agrees: Agreement): boolean => {
  const known = others.flatMap((other) => findMedications(statementWords(other)));
  return findMedications(statementWords(text)).every((medication) => {
    const same = known.filter(({ name }) => name === medication.name);
    return same.length === 0 || agrees(medication, same);
  });
};

const digits = (dose = ""): string => dose.replaceAll(",", "");
