import { type Certainty, certainty } from "../dlp/detector.ts";
import type { Gazetteer, PlaceKind } from "./gazetteer.ts";
import { capitals } from "./letters.ts";
import { endsPhrase, isEponym } from "./place-cue.ts";
import { isRegion } from "./regions.ts";

/** What stands before: a word of living, of going, a bare "in" or "near", a bare "from" or "to", an address. */
export type Strength = "residence" | "motion" | "weak" | "people" | "address";

/** A run of words that may name a place. */
export type Run = { readonly start: number; readonly words: readonly string[]; readonly text: string };

export type Known = { readonly start: number; readonly name: string; readonly kind: PlaceKind };

/** The longest start of the run that the gazetteer knows. */
export const longestKnown = ({ start, words }: Run, gazetteer: Gazetteer): Known | undefined => {
  for (let length = words.length; length > 0; length -= 1) {
    const name = trimEnd(words.slice(0, length).join(" "));
    const kind = isRegion(name) ? undefined : gazetteer.kindOf(name);
    if (kind !== undefined) return { start, name, kind };
  }
  return undefined;
};

/** Without a full stop, a possessive or a hyphen at the end. */
export const trimEnd = (name: string): string =>
  endsInMark(name) ? name.replace(/(?:['\u2019]s?|[.'\u2019-]){1,8}$/i, "") : name;

const endsInMark = (name: string): boolean => {
  const end = name.charAt(name.length - 1);
  return isMark(end) || ((end === "s" || end === "S") && isMark(name.charAt(name.length - 2)));
};

const isMark = (letter: string): boolean => letter === "." || letter === "'" || letter === "\u2019" || letter === "-";

const isCapital = new RegExp(`^[${capitals}]`);

/** How sure a known name is meant as a place, by what stands before and after. */
export const judgeKnown = (text: string, known: Known, strength: Strength): Certainty => {
  const after = text.slice(known.start + known.name.length, known.start + known.name.length + 24);
  if (isEponym(after) || isTooShort(known)) return certainty.none;
  if (known.kind === "doubtful" && !isSaidAsName(known, { after, strength })) return certainty.none;
  const allowed = isCapital.test(known.name) ? allowedCapital : allowedLower;
  return allowed[strength].includes(meantKind(known)) ? certainty.cued : certainty.none;
};

/** Two words in a row, as common as they are, and towns that are doubtful for the scores and signs called after them: "broken arrow", "denver". */
const meantKind = ({ name, kind }: Known): PlaceKind => (kind === "doubtful" && nothingElse.test(name) ? "named" : kind);

const nothingElse =
  /^[a-z]{2,24}[ ][a-z]{3}|^(?:philadelphia|denver|boston|milwaukee|toronto|montreal|vancouver|edinburgh|glasgow|sydney|bristol|rochester|cairns|phoenix|buffalo|anchorage|norwalk|limerick|memphis|cleveland|houston|nashville|portland|hartford|ottawa)$/i;

/** Three letters, or a few in capitals, are an abbreviation before they are a town. */
const isTooShort = ({ name, kind }: Known): boolean =>
  name.length < 4 ||
  (/^[A-Z][a-z]?[A-Z]/.test(name) && !/^(?:Mc|De|La|Le)[A-Z]/.test(name) && name !== name.toUpperCase()) ||
  (kind !== "large" && name.length < 7 && name === name.toUpperCase());

/** "in Tarpon Springs", "live in reading and", "in Vancouver wait": two capitals, the end of the phrase, or a capital that no other follows. */
const isSaidAsName = ({ name }: Known, { after, strength }: Said): boolean =>
  (name.includes(" ") && isCapital.test(name)) ||
  endsPhrase(after) ||
  (strength === "weak" && isCapital.test(name) && /^[ ][a-z]/.test(after));

type Said = { readonly after: string; readonly strength: Strength };

const every: readonly PlaceKind[] = ["large", "sure", "named", "doubtful"];
const named: readonly PlaceKind[] = ["large", "sure", "named"];
const unmistakable: readonly PlaceKind[] = ["large", "sure"];
const allowedCapital: Readonly<Record<Strength, readonly PlaceKind[]>> = {
  residence: every,
  motion: every,
  weak: every,
  people: named,
  address: every,
};
const allowedLower: Readonly<Record<Strength, readonly PlaceKind[]>> = {
  residence: every,
  motion: named,
  weak: named,
  people: unmistakable,
  address: named,
};
