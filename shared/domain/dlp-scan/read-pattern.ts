import { eitherOf } from "./either-of.ts";
import { foldLetter } from "./fold-letter.ts";
import { lookAround } from "./look-around.ts";
import { anything, everything, type Need, nothing } from "./need.ts";
import { append, endSequence, type Sequence, startSequence } from "./sequence.ts";

type Cursor = { readonly source: string; at: number; isLost: boolean };

/** What a text needs for a pattern to match in it, read from the pattern's own source; places are in UTF-16 units. */
export const needOf = ({ source, flags }: Pick<RegExp, "source" | "flags">): Need => {
  const cursor: Cursor = { source, at: 0, isLost: flags.includes("v") };
  const need = readAlternatives(cursor);
  if (cursor.isLost) return everything;
  return flags.includes("u") ? inUnits(need) : need;
};

/** Of a pattern that reads characters: each is one unit or two. */
const inUnits = (need: Need): Need => ({
  ...need,
  most: 2 * need.most,
  sees: 2 * need.sees,
  clauses: need.clauses.map(({ words, from, to }) => ({ words, from: Math.min(from, 2 * from), to: Math.max(to, 2 * to) })),
});

const readAlternatives = (cursor: Cursor): Need => {
  const parts = [readSequence(cursor)];
  while (cursor.source[cursor.at] === "|") {
    cursor.at += 1;
    parts.push(readSequence(cursor));
  }
  return eitherOf(parts);
};

const readSequence = (cursor: Cursor): Need => {
  const sequence = startSequence();
  while (cursor.at < cursor.source.length && !isOneOf("|)", cursor)) readPart(cursor, sequence);
  return endSequence(sequence);
};

const isOneOf = (letters: string, { source, at }: Cursor): boolean => letters.includes(source.charAt(at));

const readPart = (cursor: Cursor, sequence: Sequence): void => {
  const opening = matchHere(group, cursor);
  if (opening === undefined) appendCounted(sequence, readLetter(cursor), cursor);
  else readGroup(cursor, sequence, opening);
};

const group = /\((?:\?(?:[:=!]|<[=!]|<\w{1,40}>))?/y;

const readGroup = (cursor: Cursor, sequence: Sequence, opening: string): void => {
  if (cursor.source[cursor.at] === "?") loseWay(cursor);
  const inside = readAlternatives(cursor);
  cursor.at += 1;
  if (opening === "(" || /[:\w]/.test(opening)) appendCounted(sequence, inside, cursor);
  else lookAround(sequence, opening, inside);
};

const count = /(?:[*+?]|\{(\d{1,9})(,(\d{0,9}))?\})\??/y;
/** More in a row would tell little more. */
const mostCopies = 3;

const appendCounted = (sequence: Sequence, part: Need, cursor: Cursor): void => {
  const { least, most } = readCount(cursor);
  if (least === 0 && most === 1 && part.exact !== undefined) {
    append(sequence, { ...part, exact: [...part.exact, ""], clauses: [], least: 0 });
    return;
  }
  const copies = Math.min(least, mostCopies);
  for (let copy = 0; copy < copies; copy += 1) append(sequence, copy === 0 ? part : { ...part, clauses: [] });
  if (most > copies) append(sequence, furtherCopies(part, least - copies, most - copies));
};

const furtherCopies = ({ least, most, sees }: Need, fewest: number, mostOften: number): Need => {
  const longest = most === 0 ? 0 : most * mostOften;
  return { clauses: [], least: least * fewest, most: longest, sees: longest + sees };
};

const readCount = (cursor: Cursor): { readonly least: number; readonly most: number } => {
  count.lastIndex = cursor.at;
  const found = count.exec(cursor.source);
  if (found === null) return { least: 1, most: 1 };
  cursor.at = count.lastIndex;
  const [sign, least, comma, most] = found;
  if (least !== undefined) return { least: Number(least), most: mostOf(Number(least), comma, most) };
  return { least: sign.startsWith("+") ? 1 : 0, most: sign.startsWith("?") ? 1 : Number.POSITIVE_INFINITY };
};

const mostOf = (least: number, comma: string | undefined, most: string | undefined): number => {
  if (comma === undefined) return least;
  return most === undefined || most === "" ? Number.POSITIVE_INFINITY : Number(most);
};

const matchHere = (pattern: RegExp, cursor: Cursor): string | undefined => {
  pattern.lastIndex = cursor.at;
  const found = pattern.exec(cursor.source)?.[0];
  cursor.at += found?.length ?? 0;
  return found;
};

const only = (word: string): Need => ({ ...anything, exact: [word] });

const readLetter = (cursor: Cursor): Need => {
  const letter = cursor.source.charAt(cursor.at);
  if (letter === "[") return readClass(cursor);
  if (letter === "\\") return readEscape(cursor);
  cursor.at += 1;
  if (letter === "^" || letter === "$") return nothing;
  return letter === "." ? anything : only(foldLetter(letter.charCodeAt(0)));
};

const escaped = /\\(?:[up]\{[^}]{1,60}\}|u[\da-f]{4}|x[\da-f]{2}|k<\w{1,40}>|[1-9]\d?|[\s\S])/iy;

const readEscape = (cursor: Cursor): Need => {
  const written = matchHere(escaped, cursor) ?? "";
  if (/^\\[bB]$/.test(written)) return nothing;
  if (/^\\[k1-9]/.test(written)) return everything;
  const letter = letterOf(written);
  return letter === undefined ? anything : only(letter);
};

/** The folded letter that an escape stands for; undefined where it stands for many. */
const letterOf = (written: string): string | undefined => {
  if (written === "\\d") return "0";
  if (/^\\(?:u[^{]|x)/.test(written)) return foldLetter(Number.parseInt(written.slice(2), 16));
  return /^\\\w/.test(written) ? undefined : foldLetter(written.charCodeAt(1));
};

/** A class of more letters is much. */
const mostLetters = 26;
const range = /([a-z])-([a-z])|([A-Z])-([A-Z])/g;

const lettersOf = (written: string): string => {
  const [first = 0, last = 0] = [written.charCodeAt(0), written.charCodeAt(2)];
  return String.fromCharCode(...Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at));
};

const escapedSign = /\\(\W)/g;
const wholeClass = /\[(?:\\[\s\S]|[^\]\\]){0,9999}\]/y;

const readClass = (cursor: Cursor): Need => {
  const written = matchHere(wholeClass, cursor);
  if (written === undefined) loseWay(cursor);
  const letters = (written ?? "[^]")
    .slice(1, -1)
    .replace(/\\d|\d-\d/g, "0")
    .replace(range, lettersOf);
  if (/^\^|\\|-./.test(letters.replace(escapedSign, ""))) return anything;
  const folded = new Set([...letters.replace(escapedSign, "$1")].map((letter) => foldLetter(letter.charCodeAt(0))));
  return folded.size > mostLetters ? anything : { ...anything, exact: [...folded] };
};

const loseWay = (cursor: Cursor): void => {
  cursor.isLost = true;
  cursor.at = cursor.source.length;
};
