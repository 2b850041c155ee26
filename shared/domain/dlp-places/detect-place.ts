import { mask } from "../dlp/cue.ts";
import { type Candidate, type Certainty, certainty, type Detector } from "../dlp/detector.ts";
import { unitSource } from "../dlp-dates/date-cue.ts";
import { type Gazetteer, openGazetteer } from "./gazetteer.ts";
import { judgeKnown, type Known, longestKnown, type Run, type Strength, trimEnd } from "./known-place.ts";
import { capitals, letters } from "./letters.ts";
import { isEponym, isNoPlace, isTitled, placeCueSources } from "./place-cue.ts";
import { isRegion, regionSources } from "./regions.ts";

/**
 * Finds cities and towns: names the gazetteer knows, and capitalised names where the words before leave no doubt
 * ("live in", "city of"). States and countries are not looked for.
 */
export const placesDetector = (file: Uint8Array): Detector => {
  const gazetteer = openGazetteer(file);
  return {
    name: "places",
    find: (text) => [...afterCues(text, gazetteer), ...beforeStates(text, gazetteer), ...besideCodes(text, gazetteer), ...standingAlone(text, gazetteer)],
  };
};

const word = `[${letters}][${letters}'\\u2019.-]{0,24}`;
const runSource = `${word}(?:[ ]${word}){0,3}`;
const residenceCue = new RegExp(placeCueSources.residence, "gi");
const motionCue = new RegExp(placeCueSources.motion, "gi");
const weakCue = new RegExp(placeCueSources.weak, "gi");
const afterAddress = new RegExp(`${mask}[ ]?(?:,[ ]?|\\n|[ ])(?:in[ ])?`, "g");
const peopleCue = /(?:from|to|of|by|for|at)[ ]$/i;
const runHere = new RegExp(runSource, "y");

const afterCues = (text: string, gazetteer: Gazetteer): readonly Candidate[] => {
  const found = new Map<number, Candidate>();
  const look = (cue: RegExp, strengthOf: (said: string) => Strength) => {
    for (const match of text.matchAll(cue)) {
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
  if (run === undefined) return undefined;
  const known = longestKnown(run, gazetteer);
  const sure = known === undefined ? certainty.none : judgeKnown(text, known, strength);
  if (known !== undefined && sure !== certainty.none) return toCandidate(known, sure);
  return strength === "residence" || strength === "motion" ? readUnknown(run, text) : undefined;
};

const readRun = (text: string, start: number): Run | undefined => {
  runHere.lastIndex = start;
  const match = runHere.exec(text);
  if (match === null || isNoPlace(match[0])) return undefined;
  return { start, words: match[0].split(" "), text };
};

const toCandidate = ({ start, name }: { readonly start: number; readonly name: string }, sure: Certainty): Candidate => ({
  start,
  end: start + name.length,
  type: "LOCATION",
  certainty: sure,
});

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

const { stateNames, stateCodes } = regionSources;
const state = new RegExp(
  `(?<=[${letters}],?[ ])(?:(?:${stateNames})(?![${letters}])|(?:${stateCodes.toLowerCase()})(?=,?[ ]\\d{5}(?!\\d|[ ]\\d)))`,
  "gi",
);
const stateCode = new RegExp(`(?<=[${letters}](?:,[ ]?|[ ^]))(?:${stateCodes})(?![${letters}-])`, "g");
const runBefore = new RegExp(`(?<city>${runSource})(?<gap>,[ ]?|[ ^])$`);
const titleBefore = new RegExp(
  `(?:[${capitals}][${letters}'-]{1,24}[ ]){0,3}[${capitals}][${letters}'-]{1,24}(?<gap>,[ ]?|[ ^])$`,
);

/** "tulsa, oklahoma", "tulsa ok 74136" and "Austin, TX": the last words before a state that the gazetteer knows. */
const beforeStates = (text: string, gazetteer: Gazetteer): readonly Candidate[] => [
  ...[...text.matchAll(state)].flatMap(({ index }) => cityBefore(text, index, { gazetteer, run: runBefore })),
  ...[...text.matchAll(stateCode)]
    .filter(({ index, 0: code }) =>
      text[index - 1] !== "^"
        ? hasComma(text, index) || codeThenZip.test(text.slice(index + code.length, index + code.length + 7))
        : true,
    )
    .flatMap(({ index }) => cityBefore(text, index, { gazetteer, run: titleBefore })),
];

const hasComma = (text: string, at: number): boolean => /,[ ]?$/.test(text.slice(Math.max(0, at - 2), at));
const codeThenZip = new RegExp(`^,?[ ^](?:\\d{4}|${mask})`);

const codeBehind = new RegExp(`(?<=[${letters}][a-z](?:,[ ]|[ ]-[ ]|[ ]))\\d{5,6}(?![\\d./:-]|[ ]?(?:${unitSource}))`, "gi");
const codeBefore = new RegExp(`(?<![\\w.#/-])\\d{5}[ ](?=[${capitals}][${letters}'-]{3,24})`, "g");
const titleBeforeCode = new RegExp(`(?<city>(?:[${capitals}][${letters}'-]{1,24}[ ]){0,2}[${capitals}][${letters}'-]{2,24})(?<gap>,[ ]|[ ]-[ ]|[ ])$`);

/** "Chillicothe 64601", "Mysuru - 570008", "29640 Fuengirola": a town that the gazetteer knows beside a postal code. */
const besideCodes = (text: string, gazetteer: Gazetteer): readonly Candidate[] => {
  if (!/\d{5}/.test(text)) return [];
  const looking = { gazetteer, run: titleBeforeCode };
  return [
    ...[...text.matchAll(codeBehind)].flatMap((match) => withCode(cityBefore(text, match.index, looking), match)),
    ...[...text.matchAll(codeBefore)].flatMap((match) => withCode(cityBehind(text, match.index + match[0].length, gazetteer), match)),
  ];
};

const withCode = (cities: readonly Candidate[], { index, 0: code }: RegExpExecArray): readonly Candidate[] =>
  cities.length === 0
    ? []
    : [...cities, { start: index, end: index + code.trimEnd().length, type: "ZIP_CODE", certainty: certainty.cued }];

const cityBehind = (text: string, at: number, gazetteer: Gazetteer): readonly Candidate[] => {
  const run = readRun(text, at);
  const known = run === undefined ? undefined : longestKnown(run, gazetteer);
  return known === undefined || known.kind === "doubtful" ? [] : [toCandidate(known, certainty.cued)];
};

type Looking = { readonly gazetteer: Gazetteer; readonly run: RegExp };

const cityBefore = (text: string, at: number, { gazetteer, run }: Looking): readonly Candidate[] => {
  const near = Math.max(0, at - 70);
  const match = run.exec(text.slice(near, at));
  if (match === null) return [];
  const city = match[0].slice(0, match[0].length - (match.groups?.gap?.length ?? 0));
  const known = lastKnown({ start: near + match.index, words: city.split(" "), text }, gazetteer);
  return known === undefined || isColleague(text, known) ? [] : [toCandidate(known, certainty.cued)];
};

/** "Ruth Sanchez, PA" has a degree. */
const isColleague = (text: string, { start, name, kind }: Known): boolean =>
  kind === "named" &&
  (degree.test(text.slice(start + name.length, start + name.length + 6)) ||
    firstName.test(text.slice(Math.max(0, start - 26), start)));
const degree = /^,[ ]?(?:PA|MD|MS|DC|ND|MA|DO|NP)(?![A-Za-z])(?![ ]{1,2}\d{5})/;
const firstName = new RegExp(`(?:^|[^.!?][ ])[${capitals}][${letters}'-]{1,20}[ ]$`);

const lastKnown = ({ start, words, text }: Run, gazetteer: Gazetteer): Known | undefined => {
  let at = start;
  for (let skip = 0; skip < words.length; skip += 1) {
    const known = longestKnown({ start: at, words: words.slice(skip), text }, gazetteer);
    if (known !== undefined && isWhole(words.slice(skip), known)) return known;
    at += (words[skip]?.length ?? 0) + 1;
  }
  return undefined;
};

const isWhole = (words: readonly string[], { name }: Known): boolean => {
  const all = words.join(" ");
  return name.length === all.length && !isNoPlace(all);
};

const capitalised = new RegExp(
  `(?<![${letters}'\\u2019-])[${capitals}][${letters}'\\u2019-]{3,24}(?:[ ][${capitals}][${letters}'\\u2019-]{1,24}){0,2}`,
  "g",
);

/** Large cities need no words around them, if they are nothing but cities. */
const standingAlone = (text: string, gazetteer: Gazetteer): readonly Candidate[] => {
  const found: Candidate[] = [];
  for (const match of text.matchAll(capitalised)) {
    const known = longestKnown({ start: match.index, words: match[0].split(" "), text }, gazetteer);
    if (known?.kind === "large" && !isPersonal(text, known)) found.push(toCandidate(known, certainty.shape));
  }
  return found;
};

const isPersonal = (text: string, { start, name }: Known): boolean =>
  isTitled(text.slice(Math.max(0, start - 12), start)) ||
  /^['\u2019]/.test(text.slice(start + name.length)) ||
  isEponym(text.slice(start + name.length, start + name.length + 24));
