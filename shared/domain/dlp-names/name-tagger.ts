import { type Candidate, certainty, type Detector } from "../dlp/detector.ts";
import type { IdentifierType } from "../dlp/identifier-types.ts";
import { findInstitutions, type Institutions } from "../dlp-institutions/detect-institution.ts";
import type { TermTable } from "../dlp-terms/term-table.ts";
import { settleTags } from "../dlp-whole-names/settle-tags.ts";
import type { Place } from "./announced.ts";
import { cell } from "./cell.ts";
import { decodeTags, findScored, type Scored, scoreTokens } from "./decode-tags.ts";
import { tags } from "./model-layout.ts";
import { readNameModel } from "./name-model.ts";
import { isAbbreviation, isKnownTerm, isOfMedicine, isThing, ordinaryWords } from "./no-name.ts";
import { readContext } from "./read-context.ts";
import { readTokens, shape, type Tokens } from "./read-tokens.ts";
import { isScoredEponym } from "./scored-eponym.ts";
import { readCued } from "./tag-cued.ts";

export type NameTaggerOptions = {
  /** Whether names of states and countries are findings too, as LOCATION. They identify nobody by HIPAA Safe Harbor. */
  readonly findsRegions?: boolean;
  /** Terms that are no findings. */
  readonly terms?: TermTable;
  /** Institutions that are found by name. */
  readonly institutions?: Institutions;
};

/** Finds names of people, places, organisations and facilities in running text. Pure; time grows linearly. */
export const nameTagger = (
  bytes: Uint8Array,
  { findsRegions = false, terms, institutions }: NameTaggerOptions = {},
): Detector => {
  const model = readNameModel(bytes);
  const types = tags.map((tag): IdentifierType | undefined => {
    if (tag === "REGION") return findsRegions ? "LOCATION" : undefined;
    return tag === "OTHER" ? undefined : tag;
  });
  const forSearch = (): Detector["find"] => {
    let before: Scored | undefined;
    return (text) => {
      const tokens = readTokens(text);
      before = scoreTokens(readContext(tokens, model), model, before === undefined ? undefined : findScored(before));
      return findIn(text, tokens, before);
    };
  };
  const findIn = (text: string, tokens: Tokens, scored: Scored): readonly Candidate[] => {
    const { context } = scored;
    const path = decodeTags(scored, model);
    const reading = { tokens, context, path };
    settleTags(reading, terms);
    const cued = readCued(text, tokens, { lexicon: model.lexicon, terms, context, path });
    const isAnnounced = ({ first, last }: Place): boolean => first === last && cued.words.has(cell(tokens.words, first));
    const isOrdinary = ordinaryWords(text, { context, lexicon: model.lexicon, findsRegions });
    const tagged = findSpans(tokens, path, types)
      .filter((place) => isName(text.slice(place.start, place.end)))
      .filter((place) => !isOfMedicine(text, context, place) && !isAbbreviation(text, context, place))
      .filter((place) => place.type !== "NAME" || isAnnounced(place) || !isThing(text, place))
      .filter((place) => isAnnounced(place) || !isOrdinary(place))
      .filter(
        (place) =>
          terms === undefined ||
          isAnnounced(place) ||
          !(isScoredEponym(text, reading, { place, terms }) || isKnownTerm(text, reading, { place, terms })),
      )
      .map(({ start, end, type }) => ({ ...wholeHandle(text, { start, end }), type, certainty: certainty.shape }));
    const known = institutions === undefined ? [] : findInstitutions(text, tokens, institutions);
    return [...tagged, ...uncovered(cued.names, tagged), ...known];
  };
  return { name: "names", find: (text) => forSearch()(text), forSearch };
};

/** "j.fitzwilliam", "callum.d.nurse": a name in what somebody is called by a computer. */
const wholeHandle = (text: string, { start, end }: Pick<Place, "start" | "end">): Pick<Place, "start" | "end"> => ({
  start: start - (/(?<![\w.])(?!dr|m[rsx]|st)[a-z]{1,2}[._]$/.exec(text.slice(Math.max(0, start - 4), start))?.[0].length ?? 0),
  end: end + (/^[._][a-z](?:[._][a-z]{2,14})?(?![\w.])/.exec(text.slice(end, end + 18))?.[0].length ?? 0),
});

/** The findings of cues that no finding of the model covers; both are in order. */
const uncovered = (cued: readonly Candidate[], tagged: readonly Candidate[]): readonly Candidate[] => {
  let next = 0;
  return cued.filter(({ start, end }) => {
    while (next < tagged.length && (tagged[next]?.end ?? 0) <= start) next += 1;
    const span = tagged[next];
    return span === undefined || span.start > start || span.end < end;
  });
};

/** Two Latin letters in a row, or initials, or a name spelled out; the model knows no other script, and a letter names nobody. */
const isName = (words: string): boolean =>
  namesAnything.test(words) &&
  !amount.test(words) &&
  !(beyondLatin.test(words) && /(?!\p{Script=Latin}|\p{Script=Common})\p{L}/u.test(words));
/** "156 IU", "4-6 Hz", "150 metres" */
const amount = /^\d[\d.-]{0,8} (?:[a-z]{1,6}|[A-Z][A-Za-z]?)$/;
const beyondLatin = /[^ -~]/;
const namesAnything =
  /[A-Za-z\u00c0-\u024f\u1e00-\u1eff]{2}|[A-Z][. ]{1,2}[A-Z]|[A-Za-z][^A-Za-z]{1,3}[A-Za-z][^A-Za-z]{1,3}[A-Za-z]/;

type Found = Place & { readonly type: IdentifierType };

const findSpans = (tokens: Tokens, path: Uint8Array, types: readonly (IdentifierType | undefined)[]): readonly Found[] => {
  const spans: Found[] = [];
  for (let at = 0; at < tokens.count; at = endOfRun(tokens, path, at)) {
    const type = types[cell(path, at)];
    const span = trimmed(tokens, at, endOfRun(tokens, path, at));
    if (type !== undefined && span !== undefined) spans.push({ ...span, type });
  }
  return spans;
};

const endOfRun = ({ count, shapes }: Tokens, path: Uint8Array, from: number): number => {
  let at = from;
  while (at < count && path[at] === path[from] && cell(shapes, at) < shape.line) at += 1;
  return Math.max(at, from + 1);
};

/** The run without signs at its ends; nothing when only signs, lines or masks are in it. */
const trimmed = ({ starts, ends, shapes }: Tokens, from: number, to: number): Place | undefined => {
  let first = from;
  let last = to - 1;
  while (first <= last && cell(shapes, first) >= shape.sign) first += 1;
  while (last >= first && cell(shapes, last) >= shape.sign) last -= 1;
  return first > last ? undefined : { start: cell(starts, first), end: cell(ends, last), first, last };
};
