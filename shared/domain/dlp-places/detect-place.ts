import { mask, rawBefore } from "../dlp/cue.ts";
import { type Candidate, certainty, type Detector } from "../dlp/detector.ts";
import { everyMatch } from "../dlp/every-match.ts";
import { unitSource } from "../dlp-dates/date-cue.ts";
import { isTermAt } from "../dlp-terms/is-term.ts";
import type { TermTable } from "../dlp-terms/term-table.ts";
import { citiesBeside } from "./city-beside.ts";
import { type Gazetteer, openGazetteer } from "./gazetteer.ts";
import { judgeKnown, type Known, longestKnown, type Run, type Strength, trimEnd } from "./known-place.ts";
import { capitals, letters } from "./letters.ts";
import { isEponym, isTitled, placeCueSources } from "./place-cue.ts";
import { readRun, toCandidate } from "./place-run.ts";
import { isRegion } from "./regions.ts";

/**
 * Finds cities and towns: names the gazetteer knows, and capitalised names where the words before leave no doubt
 * ("live in", "city of"). States and countries are not looked for, and terms are no places.
 */
export const placesDetector = (file: Uint8Array, terms?: TermTable): Detector => {
  const gazetteer = openGazetteer(file);
  const find: Detector["find"] = (text) => [
    ...afterCues(text, gazetteer),
    ...citiesBeside(text, gazetteer),
    ...standingAlone(text, gazetteer),
  ];
  if (terms === undefined) return { name: "places", find };
  const isPlace = (text: string, found: Candidate): boolean =>
    found.type !== "LOCATION" || !isTermAt(text, found, { terms, takenFor: "other" });
  return { name: "places", find: (text) => find(text).filter((found) => isPlace(text, found)) };
};

const residenceCue = new RegExp(placeCueSources.residence, "gi");
const motionCue = new RegExp(placeCueSources.motion, "gi");
const weakCue = new RegExp(placeCueSources.weak, "gi");
const afterAddress = new RegExp(`${mask}[ ]?(?:,[ ]?|\\n|[ ])(?:in[ ])?`, "g");
const peopleCue = /(?:from|to|of|by|for|at)[ ]$/i;

const afterCues = (text: string, gazetteer: Gazetteer): readonly Candidate[] => {
  const found = new Map<number, Candidate>();
  const look = (cue: RegExp, strengthOf: (said: string) => Strength) => {
    for (const match of everyMatch(text, cue)) {
      const start = match.index + match[0].length;
      const place = found.has(start) ? undefined : readPlace(text, start, { gazetteer, strength: strengthOf(match[0]) });
      if (place !== undefined) found.set(start, place);
    }
  };
  look(residenceCue, () => "residence");
  look(motionCue, () => "motion");
  look(weakCue, (said) => (peopleCue.test(said) ? "people" : "weak"));
  if (text.includes(mask)) look(afterAddress, () => "address");
  return [...found.values()].flatMap((place) => [place, ...codeAfter(text, place)]);
};

const code = new RegExp(`[ ]?,?[ ]\\d{4,5}(?!\\d|[.,/:-]\\d|[ ]?(?:${unitSource}))`, "iy");

/** "ballarat 3350": four or five digits right after a place are its postal code. */
const codeAfter = (text: string, { end, certainty: sure }: Candidate): readonly Candidate[] => {
  code.lastIndex = end;
  const match = sure === certainty.cued ? code.exec(text) : null;
  if (match === null || /(?:19|20)\d\d$/.test(match[0])) return [];
  const start = end + match[0].search(/\d/);
  return [{ start, end: end + match[0].length, type: "ZIP_CODE", certainty: sure }];
};

type Reading = { readonly gazetteer: Gazetteer; readonly strength: Strength };

const readPlace = (text: string, start: number, { gazetteer, strength }: Reading): Candidate | undefined => {
  const run = readRun(text, start);
  if (run === undefined || joins.test(run.words[0] ?? "")) return undefined;
  const known = longestKnown(run, gazetteer);
  const sure = known === undefined ? certainty.none : judgeKnown(text, known, strength);
  if (known !== undefined && sure !== certainty.none) return toCandidate(known, sure);
  return strength === "residence" || strength === "motion" ? readUnknown(run, text) : undefined;
};

/** No place is called "and still". */
const joins = /^(?:and|or|but|so)$/i;

const titleRun = new RegExp(
  `^(?:[${capitals}][${letters}'\\u2019-]{1,24}|St\\.)(?:[ ](?:(?:de|del|di|da|la|le|les|upon|of|the|am|an|der|u|na|nad|v|pod)[ ]){0,2}(?:[${capitals}][${letters}'\\u2019-]{0,24})){0,8}`,
);

/** "I live in Gondregnies": no list has every hamlet. */
const readUnknown = ({ start, text }: Run, whole: string): Candidate | undefined => {
  const name = trimEnd(titleRun.exec(text.slice(start, start + 60))?.[0] ?? "");
  const after = whole.slice(start + name.length, start + name.length + 24);
  const isShout = name === name.toUpperCase() && name.length < 5;
  if (name.length < 3 || isShout || isRegion(name) || isEponym(after)) return undefined;
  return toCandidate({ start, name }, certainty.shape);
};

const capitalised = new RegExp(
  `(?<![${letters}'\\u2019-])[${capitals}][${letters}'\\u2019-]{3,24}(?:[ ][${capitals}][${letters}'\\u2019-]{1,24}){0,2}`,
  "g",
);

/** Large cities need no words around them, if they are nothing but cities. */
const standingAlone = (text: string, gazetteer: Gazetteer): readonly Candidate[] => {
  const found: Candidate[] = [];
  for (const match of everyMatch(text, capitalised)) {
    const known = longestKnown({ start: match.index, words: match[0].split(" "), text }, gazetteer);
    if (known?.kind === "large" && !isPersonal(text, known) && !isScored(text, known))
      found.push(toCandidate(known, certainty.shape));
  }
  return found;
};

/** "Epworth of 17, AHI 52", "Ottawa 3.", "Ottawa neg" */
const isScored = (text: string, { start, name }: Known): boolean =>
  /^(?:[ ](?:of|was|is|score)|:)?[ ](?:\d{1,2}(?=[,.;)]|$|[ ]and[ ])|(?:neg|pos)(?:ative|itive)?(?![a-z]))/.test(
    text.slice(start + name.length, start + name.length + 16),
  );

const isPersonal = (text: string, { start, name }: Known): boolean =>
  isTitled(rawBefore(text, start, 12)) ||
  /factor v $/i.test(rawBefore(text, start, 9)) ||
  /^['\u2019]/.test(text.slice(start + name.length)) ||
  isEponym(text.slice(start + name.length, start + name.length + 24));
