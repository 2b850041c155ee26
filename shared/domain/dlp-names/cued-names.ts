import { type Candidate, certainty } from "../dlp/detector.ts";
import { everyMatch } from "../dlp/every-match.ts";
import { type Filter, filterOf, mayPass } from "../dlp-scan/may-match.ts";
import { intAt } from "./cell.ts";
import { type Cue, cuesAfter, cuesBefore, lastLine, namesInFields } from "./name-cues.ts";
import { hashWord, readTokens, type Tokens } from "./read-tokens.ts";
import { howCommon, list, listOf, nameList } from "./word-class.ts";
import { classOf } from "./word-lists.ts";

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
      mayPass(cue.filter, text) ? behindCue(text, start, { cue, lexicon }) : [],
    ),
    ...(afterByWord.get(word) ?? noCues).flatMap((cue) =>
      mayPass(cue.filter, text) ? beforeWord(text, { tokens, at, cue, lexicon }) : [],
    ),
  ];
};

const behindCue = (text: string, start: number, reading: Reading): readonly Candidate[] => {
  const match = matchAt(reading.cue.words, text, start);
  return match === null ? [] : nameBehind(text, match, reading);
};

const inFields = (text: string): readonly Candidate[] =>
  namesInFields.flatMap((field) => everyMatch(text, field).flatMap(nameInField));

type Filtered = Cue & { readonly filter: Filter };

const noCues: readonly Filtered[] = [];

const cuesByWord = (cues: readonly Cue[]): ReadonlyMap<number, readonly Filtered[]> => {
  const byWord = new Map<number, Filtered[]>();
  for (const cue of cues) {
    const filtered = { ...cue, filter: filterOf(cue.words) };
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
    const match = matchAt(cue.words, text, intAt(tokens.starts, first));
    const named = match === null ? [] : nameBefore(match, { cue, lexicon });
    if (named.length > 0) return named;
  }
  return [];
};

/** Longer than the longest last line that is read for a name. */
const tail = 48;

const inLastLine = (text: string, lexicon: Uint16Array): Candidate[] => {
  const from = Math.max(0, text.length - tail);
  const found = everyMatch(text.slice(from), lastLine.words).map((match) => from + match.index);
  return found.flatMap((start) => nameAt(text, start, { cue: lastLine, lexicon }));
};

/** Quotes of JSON, bars of HL7, the filler of passports, a label before a comma, initials, or a word spelled out: without one there is no field to look for. */
const holdsFields = /"\s?:|\||<<|[:=][ ]{0,3}[A-Za-z][A-Za-z'’ -]{1,48},|initial|signed|[a-z][ -][a-z][ -][a-z](?![a-z])/i;

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
  /(?:[A-Z]\.?[A-Z]\.?|[A-HJ-Z]|[b-hj-z](?=[ ](?:is|was|has|said|says|told|thinks|wants|gave|put|sent|did|does|prescribed|stopped|started|and|at|in|on)(?!\p{L})))(?![\p{L}\d'’-])/uy;

const endOfInitials = (text: string, start: number, { cue }: Reading): number | undefined =>
  cue.trust === "titled" && matchAt(initialsAlone, text, start) !== null ? initialsAlone.lastIndex : undefined;

const readWord = (text: string, at: number): string => {
  word.lastIndex = at;
  return word.exec(text)?.[0] ?? "";
};

const isRead = (read: string, count: number, { cue, lexicon }: Reading): boolean => {
  if (count > 0 && (particle.test(read) || /^\p{Lu}\.?$/u.test(read))) return true;
  return read.length > 1 && mayName(read, lexicon, count === 0 ? cue.trust : "weak");
};

const nameBefore = (match: RegExpExecArray, { cue, lexicon }: Reading): readonly Candidate[] => {
  const name = match.groups?.id ?? "";
  if (name === "" || !name.split(" ").every((part) => mayName(part, lexicon, cue.trust))) return [];
  const start = match.index + match[0].indexOf(name);
  return [{ start, end: start + name.length, type: "NAME", certainty: certainty.cued }];
};

const nameInField = (match: RegExpExecArray): readonly Candidate[] => {
  const name = match.groups?.id ?? "";
  const start = match.index + match[0].lastIndexOf(name);
  return [{ start, end: start + name.length, type: "NAME", certainty: certainty.cued }];
};

const capital = /^\p{Lu}/u;
const address =
  /^(?:oh|ah|hm|hmm|um|uh|he|she|they|i|we|you|it|hun|hon|guys|mate|doc|dear|love|doctor|nurse|team|all|everyone|folks|sir|madam|again|calling|here|now|please|mom|mum|dad|pls|thx|ok|yes|no|not|on|in|at|will|may|can|is|was|has|does|who|whom|what|that|the|a|an|my|your|his|her|name|names)$/;

/** Whether a word may name a person where a cue says that a name comes: ordinary words must be written as names. */
const mayName = (written: string, lexicon: Uint16Array, trust: Cue["trust"]): boolean => {
  const isCapital = capital.test(written);
  const listed = classOf(lexicon, hashWord(written));
  const isListed = (listed & nameList.any) !== 0;
  if (isAddress(written, isCapital)) return false;
  if (trust === "titled" && capitalOnly.test(written)) return !utterance.test(written);
  if (listOf(listed) === list.medical && !isListed) return false;
  if (isCapital) return isListed || howCommon(listed) < leastCommon(trust);
  return maySmall({ isListed, common: howCommon(listed), trust });
};

/** What a doctor says first behind "Doctor." or "DR." in a dialogue. */
const utterance =
  /^(?:Ok|Okay|Oh|Hm+|Mm+|Um+|Uh+|Ah+|Yes|Yeah|No|Nope|Well|So|And|But|Exactly|Right|Good|Great|Sure|Alright|Fine|Thanks|Thank|Sorry|What|When|Where|How|Why|Which|Who|Do|Does|Did|Is|Are|Any|The|This|That|It|We|You|I|Then|Let|Not|Herr|Frau|Mr|Mrs|Ms|Dr|Miss)$/;

/** A capital as names have it, in a text that is not all capitals. */
const capitalOnly = /^\p{Lu}\p{Ll}/u;

/** From how common on a word with a capital is no name. */
const leastCommon = (trust: Cue["trust"]): number => (trust === "family" || trust === "strong" ? everyday : inUse);

const isAddress = (written: string, isCapital: boolean): boolean =>
  address.test(written.toLowerCase()) && !(isCapital && /^(?:will|may|love)$/i.test(written));

type Small = { readonly isListed: boolean; readonly common: number; readonly trust: Cue["trust"] };

/** A name in small letters: on a list, or where the cue leaves no doubt. */
const maySmall = ({ isListed, common, trust }: Small): boolean => {
  if (trust === "capital") return false;
  if (trust === "listed") return isListed;
  return trust === "strong" ? common < inUse || (isListed && common === inUse) : isListed && common < inUse;
};

const inUse = 2;
const everyday = 3;
