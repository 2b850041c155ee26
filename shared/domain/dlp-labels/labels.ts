import type { IdentifierType } from "../dlp/identifier-types.ts";
import { careLabels } from "./labels-of-care.ts";
import { civilLabels } from "./labels-of-civil-life.ts";
import { amountLabels, otherLabels } from "./labels-of-other-numbers.ts";

/** What a phrase announces: a kind of identifier, or a number that is none ("room", "dose"). */
export type Label = {
  readonly type: IdentifierType | "OTHER";
  /** A strong label may have other words between it and its number, and takes shorter numbers. */
  readonly isStrong: boolean;
  /** Its numbers are amounts. */
  readonly isAmount?: boolean;
};

/** The label that a phrase in lower case is, if it is one. */
export const labelOf = (phrase: string): Label | undefined =>
  labels.get(phrase) ?? (phrase.endsWith("s") ? labels.get(phrase.slice(0, -1)) : undefined);

/** Whether a word in lower case is a label or stands between labels and their numbers. */
export const isWordOfLabel = (word: string): boolean => labels.has(word) || fillers.has(word);

/** Whether a word in lower case ends some label, or begins one: most words do neither. */
export const endsLabel = (word: string): boolean =>
  lastWords.has(word) || (word.endsWith("s") && lastWords.has(word.slice(0, -1)));
export const beginsLabel = (word: string): boolean =>
  firstWords.has(word) || (word.endsWith("s") && firstWords.has(word.slice(0, -1)));

/** Words that may stand between a label and its number without changing what it is the number of. */
export const fillers: ReadonlySet<string> = new Set(
  (
    "number numbers num nums no nr nbr nos id ids identifier identification code is are was be as its it of the a an my his her your their our this that for to on in " +
    "under with file listed reads shows says here ending ends last digits four six eight current assigned equals new old value full also already recorded entered given record " +
    "primary secondary patient patients pt member ok yes card front back and or sure sorry hi just same still"
  ).split(" "),
);

/** "account~" stands for "account number", "account no", "account num" and "account id". */
const split = (phrases: string): readonly string[] =>
  phrases
    .replaceAll("-", " ")
    .split(",")
    .flatMap((phrase) => (phrase.endsWith("~") ? numbered(phrase.slice(0, -1).trim()) : [phrase.trim()]));

const numbered = (stem: string): readonly string[] => [`${stem} number`, `${stem} no`, `${stem} num`, `${stem} id`];

const labels = new Map<string, Label>();
const lastWords = new Set<string>();
const firstWords = new Set<string>();

const add = (phrases: string, label: Label): void => {
  for (const phrase of split(phrases)) {
    labels.set(phrase, label);
    lastWords.add(phrase.slice(phrase.lastIndexOf(" ") + 1));
    firstWords.add(phrase.split(" ", 1)[0] ?? "");
  }
};

// The later one of two labels of the same words holds.
add(otherLabels, { type: "OTHER", isStrong: false });
add(amountLabels, { type: "OTHER", isStrong: false, isAmount: true });
for (const { type, strong, weak } of [...careLabels, ...civilLabels]) {
  add(weak, { type, isStrong: false });
  add(strong, { type, isStrong: true });
}
