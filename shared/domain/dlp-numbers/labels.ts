import type { IdentifierType } from "../dlp/identifier-types.ts";
import { careLabels } from "./labels-of-care.ts";
import { civilLabels } from "./labels-of-civil-life.ts";
import { otherLabels } from "./labels-of-other-numbers.ts";

/** What a phrase announces: a kind of identifier, or a number that is none ("room", "dose"). */
export type Label = {
  readonly type: IdentifierType | "OTHER";
  /** A strong label may have other words between it and its number, and takes shorter numbers. */
  readonly isStrong: boolean;
};

/** The label that a phrase in lower case is, if it is one. */
export const labelOf = (phrase: string): Label | undefined => labels.get(phrase);

const split = (phrases: string): readonly string[] => phrases.split(",").map((phrase) => phrase.trim());

const labels: ReadonlyMap<string, Label> = new Map<string, Label>([
  ...split(otherLabels).map((phrase) => [phrase, { type: "OTHER", isStrong: false }] as const),
  ...[...careLabels, ...civilLabels].flatMap(({ type, strong, weak }) => [
    ...split(weak).map((phrase) => [phrase, { type, isStrong: false }] as const),
    ...split(strong).map((phrase) => [phrase, { type, isStrong: true }] as const),
  ]),
]);
