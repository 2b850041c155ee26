import { mask, rawBefore } from "../dlp/cue.ts";
import { type Candidate, certainty } from "../dlp/detector.ts";
import { everyMatch } from "../dlp/every-match.ts";
import { unitSource } from "../dlp-dates/date-cue.ts";
import type { Gazetteer } from "./gazetteer.ts";
import { type Known, longestKnown, type Run } from "./known-place.ts";
import { capitals, letters } from "./letters.ts";
import { isNoPlace } from "./place-cue.ts";
import { readRun, runSource, toCandidate } from "./place-run.ts";
import { regionSources } from "./regions.ts";

/** Towns that the gazetteer knows, beside a state or a postal code, and that code. */
export const citiesBeside = (text: string, gazetteer: Gazetteer): readonly Candidate[] => [
  ...beforeStates(text, gazetteer),
  ...besideCodes(text, gazetteer),
];

const { stateNames, stateCodes } = regionSources;
const state = new RegExp(
  `(?<=[${letters}],?[ ])(?:(?:${stateNames})(?![${letters}])|(?:${stateCodes.toLowerCase()})(?=,?[ ]\\d{5}(?!\\d|[ ]\\d))|(?:tx|ny|nj|nc|sc|tn|ky|fl|wi|mn|il|wv|nv|az|nm|wa|ut|ks|nd|sd|vt|nh|ar|ia)(?=[ ]?(?:[.,;!?\\n]|$)|[ ](?:and|her|his|my|i|im|for|on|to|w|n|but|so|zip|he|she|we|where|since)(?![a-z])))`,
  "gi",
);
const stateCode = new RegExp(`(?<=[${letters}](?:,[ ]?|[ ^]))(?:${stateCodes})(?![${letters}-])`, "g");
const runBefore = new RegExp(`(?<city>${runSource})(?<gap>,[ ]?|[ ^])$`);
const titleBefore = new RegExp(
  `(?:[${capitals}][${letters}'-]{1,24}[ ]){0,3}[${capitals}][${letters}'-]{1,24}(?<gap>,[ ]?|[ ^])$`,
);

/** "tulsa, oklahoma", "tulsa ok 74136" and "Austin, TX": the last words before a state that the gazetteer knows. */
const beforeStates = (text: string, gazetteer: Gazetteer): readonly Candidate[] => [
  ...everyMatch(text, state).flatMap(({ index }) => cityBefore(text, index, { gazetteer, run: runBefore })),
  ...everyMatch(text, stateCode)
    .filter(({ index, 0: code }) =>
      text[index - 1] !== "^"
        ? hasComma(text, index) || codeThenZip.test(text.slice(index + code.length, index + code.length + 7))
        : true,
    )
    .flatMap(({ index }) => cityBefore(text, index, { gazetteer, run: titleBefore })),
];

const hasComma = (text: string, at: number): boolean => /,[ ]?$/.test(rawBefore(text, at, 2));
const codeThenZip = new RegExp(`^,?[ ^](?:\\d{4}|${mask})`);

const codeBehind = new RegExp(`(?<=[${letters}][a-z](?:,[ ]|[ ]-[ ]|[ ]))\\d{5,6}(?![\\d./:-]|[ ]?(?:${unitSource}))`, "gi");
const codeBefore = new RegExp(`(?<![\\w.#/-])\\d{5}[ ](?=[${capitals}][${letters}'-]{3,24})`, "g");
const titleBeforeCode = new RegExp(
  `(?<city>(?:[${capitals}][${letters}'-]{1,24}[ ]){0,2}[${capitals}][${letters}'-]{2,24})(?<gap>,[ ]|[ ]-[ ]|[ ])$`,
);

/** "Chillicothe 64601", "Mysuru - 570008", "29640 Fuengirola": a town that the gazetteer knows beside a postal code. */
const besideCodes = (text: string, gazetteer: Gazetteer): readonly Candidate[] => {
  if (!/\d{5}/.test(text)) return [];
  const looking = { gazetteer, run: titleBeforeCode };
  return [
    ...everyMatch(text, codeBehind).flatMap((match) => withCode(cityBefore(text, match.index, looking), match)),
    ...everyMatch(text, codeBefore).flatMap((match) =>
      withCode(cityBehind(text, match.index + match[0].length, gazetteer), match),
    ),
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
  (degree.test(text.slice(start + name.length, start + name.length + 6)) || firstName.test(rawBefore(text, start, 26)));
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
