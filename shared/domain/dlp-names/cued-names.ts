import { type Candidate, certainty } from "../dlp/detector.ts";
import { everyMatch } from "../dlp/every-match.ts";
import { later } from "../dlp/later.ts";
import type { Cue } from "../dlp-name-cues/cue.ts";
import { cuesAfter, lastLine } from "../dlp-name-cues/cues-behind.ts";
import { mayName } from "../dlp-name-cues/may-name.ts";
import { cuesBefore } from "../dlp-name-cues/name-cues.ts";
import { namesInFields, rolesBehind } from "../dlp-name-cues/name-fields.ts";
import { isOnlyRegion } from "../dlp-name-cues/no-entry.ts";
import { type Filter, filterOf, mayPass } from "../dlp-scan/may-match.ts";
import { intAt } from "./cell.ts";
import { hashWord, readTokens, type Tokens } from "./read-tokens.ts";

/** Names that the words around them announce: "my name is …", "thanks, …", "my son …", "… is my nana", "pharmacist …". */
export const findCuedNames = (text: string, lexicon: Uint16Array, tokens: Tokens = readTokens(text)): readonly Candidate[] => {
  const found = new Map<number, Candidate>();
  for (const name of allCued(text, lexicon, tokens))
    if ((found.get(name.start)?.end ?? 0) < name.end) found.set(name.start, name);
  return [...found.values()];
};

const allCued = (text: string, lexicon: Uint16Array, tokens: Tokens): readonly Candidate[] => {
  const found = inLastLine(text, lexicon);
  for (let at = 0; at < tokens.count; at += 1) {
    if (cueWords.has(intAt(tokens.words, at))) found.push(...atCueWord(text, { tokens, at, lexicon }));
  }
  return holdsFields.test(text) ? [...found, ...inFields(text)] : found;
};

const atCueWord = (text: string, { tokens, at, lexicon }: Omit<AtWord, "cue">): readonly Candidate[] => {
  const word = intAt(tokens.words, at);
  const start = intAt(tokens.starts, at);
  return [
    ...(beforeByWord.get(word) ?? noCues).flatMap((cue) =>
      mayPass(cue.filter(), text) ? behindCue(text, start, { cue, lexicon }) : [],
    ),
    ...(afterByWord.get(word) ?? noCues).flatMap((cue) =>
      mayPass(cue.filter(), text) ? beforeWord(text, { tokens, at, cue, lexicon }) : [],
    ),
  ];
};

const behindCue = (text: string, start: number, reading: Reading): readonly Candidate[] => {
  const match = matchAt(reading.cue.words(), text, start);
  return match === null ? [] : nameBehind(text, match, reading);
};

const inFields = (text: string): readonly Candidate[] =>
  namesInFields.flatMap((field) => everyMatch(text, field).flatMap(nameInField));

type Filtered = Cue & { readonly filter: () => Filter };

const noCues: readonly Filtered[] = [];

const cuesByWord = (cues: readonly Cue[]): ReadonlyMap<number, readonly Filtered[]> => {
  const byWord = new Map<number, Filtered[]>();
  for (const cue of cues) {
    const filtered = { ...cue, filter: later(() => filterOf(cue.words())) };
    for (const word of cue.first.split(" ").map(hashWord)) byWord.set(word, [...(byWord.get(word) ?? []), filtered]);
  }
  return byWord;
};

const beforeByWord = cuesByWord(cuesBefore);
const afterByWord = cuesByWord(cuesAfter);

const cueWords: ReadonlySet<number> = new Set([...beforeByWord.keys(), ...afterByWord.keys()]);

const matchAt = (pattern: RegExp, text: string, at: number): RegExpExecArray | null => {
  pattern.lastIndex = at;
  return pattern.exec(text);
};

type AtWord = Reading & { readonly tokens: Tokens; readonly at: number };

/** A name of one word or two in front of the cue's word. */
const beforeWord = (text: string, { tokens, at, cue, lexicon }: AtWord): readonly Candidate[] => {
  for (let first = at - 1; first >= Math.max(0, at - 2); first -= 1) {
    const match = matchAt(cue.words(), text, intAt(tokens.starts, first));
    const named = match === null ? [] : nameBefore(match, { cue, lexicon });
    if (named.length > 0) return named;
  }
  return [];
};

/** Longer than the longest last line that is read for a name. */
const tail = 48;

const inLastLine = (text: string, lexicon: Uint16Array): Candidate[] => {
  const from = Math.max(0, text.length - tail);
  const found = everyMatch(text.slice(from), lastLine.words()).map((match) => from + match.index);
  return found
    .flatMap((start) => nameAt(text, start, { cue: lastLine, lexicon }))
    .filter(({ start, end }) => !isOnlyRegion(text.slice(start, end)));
};

/** Quotes of JSON, bars of HL7, the filler of passports, a label before a comma, initials with their stops, or a word spelled out: without one there is no field to look for. */
const holdsFields = new RegExp(
  `"\\s?:|\\||<<|[:=][ ]{0,3}[A-Za-z][A-Za-z'’ -]{1,48},|initial|signed|[a-z],?[ ][(]?(?:${rolesBehind})(?![a-z])|,[ ][a-z]\\.|[a-z][ ](?:dob|ur|mrn|\\.)[ ]|\\*1\\*|\\d:\\d\\d[^\\n:]{0,12}[a-z]:|(?:children|kids|sons|daughters|siblings|brothers|sisters|nephews|nieces)(?![a-z])|[a-z][ -][a-z][ -][a-z](?![a-z])|(?<![a-z])[a-z]\\.[ ]?[a-z]\\.`,
  "i",
);

type Reading = { readonly cue: Omit<Cue, "first">; readonly lexicon: Uint16Array };

const word =
  /\p{Lu}\.(?=[ ]\p{Lu})|\p{L}[\p{L}\p{M}]{0,23}(?:['’-](?!s(?![\p{L}]))\p{L}[\p{L}\p{M}]{0,23}){0,3}(?![\p{L}\p{M}\d_@])/uy;
const particle = /^(?:de|del|della|van|von|der|den|bin|bint|al|el|la|le|da|dos|du|ter|y|st)$/i;
const mostWords = 4;

const nameBehind = (text: string, match: RegExpExecArray, reading: Reading): readonly Candidate[] =>
  nameAt(text, match.index + match[0].length, reading);

const nameAt = (text: string, start: number, reading: Reading): readonly Candidate[] => {
  const end = endOfInitials(text, start, reading) ?? endOfName(text, start, reading);
  if (end === start || !(reading.cue.until?.test(text.slice(end, end + 24)) ?? true)) return [];
  return [{ start, end, type: "NAME", certainty: certainty.cued }];
};

/** Behind the last word of the name that starts here; `start` when none does. */
const endOfName = (text: string, start: number, reading: Reading): number => {
  let end = start;
  let next = start;
  for (let count = 0; count < mostWords; count += 1) {
    const read = readWord(text, next);
    if (!isRead(read, count, reading)) break;
    next += read.length;
    if (!particle.test(read)) end = next;
    if (text[next] !== " ") break;
    next += 1;
  }
  return end;
};

/** "Mrs B", "Mr A.K.", "dr j told me": behind a title, letters may stand for a name. */
const initialsAlone =
  /(?:[A-Z]\.?[A-Z]\.?|[A-HJ-Z]|[b-hj-z](?=[ ]?[?!.,;:)](?!\p{L})|[ ]?(?:\n|$)|[ ](?:is|was|has|said|says|told|thinks|wants|gave|put|sent|did|does|prescribed|stopped|started|and|at|in|on|[iI]|that|if|about|to|for|rm|room|who|from|my|when)(?!\p{L})))(?![\p{L}\d'’-])/uy;

const endOfInitials = (text: string, start: number, { cue }: Reading): number | undefined =>
  cue.belief === "titled" && matchAt(initialsAlone, text, start) !== null ? initialsAlone.lastIndex : undefined;

const readWord = (text: string, at: number): string => {
  word.lastIndex = at;
  return word.exec(text)?.[0] ?? "";
};

const isRead = (read: string, count: number, { cue, lexicon }: Reading): boolean => {
  if (count > 0 && (particle.test(read) || /^\p{Lu}\.?$/u.test(read))) return true;
  return read.length > 1 && mayName(read, lexicon, count === 0 ? cue.belief : "weak");
};

const nameBefore = (match: RegExpExecArray, { cue, lexicon }: Reading): readonly Candidate[] => {
  const name = match.groups?.id ?? "";
  if (name === "" || !name.split(" ").every((part) => mayName(part, lexicon, cue.belief))) return [];
  const start = match.index + match[0].indexOf(name);
  return [{ start, end: start + name.length, type: "NAME", certainty: certainty.cued }];
};

const nameInField = (match: RegExpExecArray): readonly Candidate[] => {
  const name = match.groups?.id ?? "";
  const start = match.index + match[0].lastIndexOf(name);
  return [{ start, end: start + name.length, type: "NAME", certainty: certainty.cued }];
};
