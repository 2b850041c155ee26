import type { IdentifierType } from "../dlp/identifier-types.ts";
import { later } from "../dlp/later.ts";
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
  known().labels.get(phrase) ?? (phrase.endsWith("s") ? known().labels.get(phrase.slice(0, -1)) : undefined);

/** Whether a word in lower case is a label or stands between labels and their numbers. */
export const isWordOfLabel = (word: string): boolean => known().labels.has(word) || fillers.has(word);

/** Whether a word in lower case ends some label, or begins one: most words do neither. */
export const endsLabel = (word: string): boolean => isIn(known().lastWords, word);
export const beginsLabel = (word: string): boolean => isIn(known().firstWords, word);

const isIn = (words: ReadonlySet<string>, word: string): boolean =>
  words.has(word) || (word.endsWith("s") && words.has(word.slice(0, -1)));

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

/** Texts without numbers never ask for them. */
const known = later(() => {
  const labels = new Map<string, Label>();
  const add = (phrases: string, label: Label): void => {
    for (const phrase of split(phrases)) labels.set(phrase, label);
  };
  // The later one of two labels of the same words holds.
  add(otherLabels, { type: "OTHER", isStrong: false });
  add(amountLabels, { type: "OTHER", isStrong: false, isAmount: true });
  for (const { type, strong, weak } of [...careLabels, ...civilLabels]) {
    add(weak, { type, isStrong: false });
    add(strong, { type, isStrong: true });
  }
  const phrases = [...labels.keys()];
  return {
    labels,
    lastWords: new Set(phrases.map((phrase) => phrase.slice(phrase.lastIndexOf(" ") + 1))),
    firstWords: new Set(phrases.map((phrase) => phrase.split(" ", 1)[0] ?? "")),
  };
});
