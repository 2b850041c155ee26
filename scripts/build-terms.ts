/**
 * Writes shared/models/terms.bin, the terms that are nobody's name, from the lists in scripts/terms/:
 *
 *   npm run build:terms
 *
 * The same lists and models give the same file, byte for byte. A line is a term, "# …" begins a group.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readNameModel } from "../shared/domain/dlp-names/name-model.ts";
import { hashWord, readTokens, type Tokens } from "../shared/domain/dlp-names/read-tokens.ts";
import { nameList } from "../shared/domain/dlp-names/word-class.ts";
import { classOf } from "../shared/domain/dlp-names/word-lists.ts";
import { openGazetteer } from "../shared/domain/dlp-places/gazetteer.ts";
import { placeKey } from "../shared/domain/dlp-places/place-key.ts";
import { type TermStart, termStarts } from "../shared/domain/dlp-terms/term-key.ts";
import { packTerms, termKind } from "../shared/domain/dlp-terms/term-table.ts";
import { isReserved, readOrigins } from "./name-training/name-sources.ts";
import { readPlaces } from "./name-training/place-sources.ts";

const root = join(import.meta.dirname, "..");
const readModel = (name: string): Uint8Array => Uint8Array.from(readFileSync(join(root, "shared/models", `${name}.bin`)));
const { lexicon } = readNameModel(readModel("names"));
const places = openGazetteer(readModel("places"));

const readLines = (name: string): readonly string[] =>
  readFileSync(join(root, "scripts/terms", name), "utf8")
    .split("\n")
    .filter((line) => line !== "");

const files = readdirSync(join(root, "scripts/terms")).sort();
const surnames = new Set(readLines("surnames.txt"));
const wordsOf = (text: string): readonly string[] => placeKey(text).split(" ");
const origins = readOrigins();
const firsts = new Set(origins.flatMap(({ firsts: names }) => names.flatMap(wordsOf)));
const lasts = new Set(origins.flatMap(({ lasts: names }) => names.flatMap(wordsOf)));

/** Whether a word is a name to the lists and, since those are hashed, to their sources too. */
const isNamed = (word: string): boolean =>
  (firsts.has(word) || lasts.has(word)) && (isReserved(word) || (classOf(lexicon, hashWord(word)) & nameList.any) !== 0);

const formsOf = (word: string): readonly string[] => [word, `${word}s`, word.replace(/'?s$/, "")];

/** A word alone must name nobody and no place, with an "s" or without. */
const isName = (word: string): boolean => formsOf(word).some((form) => isNamed(form) || surnames.has(form) || isTown(form));
const isTown = (name: string): boolean => (places.kindOf(name) ?? "doubtful") !== "doubtful" || cities.has(name);

/** Cities are lived in before a score is called after them. */
const cityPopulation = 100_000;
const cities = new Set(readPlaces().flatMap(({ name, population }) => (population >= cityPopulation ? [placeKey(name)] : [])));

/** A first and a last name, "ivor lewis", may be somebody's. */
const mayBeSomebody = ([first = "", ...others]: readonly string[]): boolean =>
  formsOf(first).some((form) => firsts.has(form)) && others.every((word) => formsOf(word).some(isNamed));

const shortestAlone = 3;
const trailing = /(?:[ -](?:\d[\d.,/]*|\d*[a-z]|[ivx]+))+$/;
const withoutNumber = (term: string): string => term.replace(trailing, "");

const isUsable = (term: string): boolean => {
  const words = term.split(/[^\p{L}\p{N}']+/u).filter((word) => word !== "");
  if (words.length === 1) return term.length >= shortestAlone && !isName(term);
  return words.some((word) => /\p{L}{2}/u.test(word)) && !mayBeSomebody(words) && !isTown(term);
};

const keyOf = (tokens: Tokens): readonly TermStart[] => {
  const whole = termStarts(tokens, 0).at(-1);
  return whole === undefined || whole.end < tokens.count ? [] : [whole];
};

/** Groups of firms: to those who work there they are more than a word. */
const ofTrade = /^# (?:banks|insurers|makers|pharmacies)/;

/** A plural that is more than an "s": "actinic keratoses", "biopsies". */
const pluralOf = (term: string): string =>
  term.replace(/(?<=\p{L}{4})(?:[iy]s|(?<![aeiou])y)$/u, (end) => (end === "y" ? "ies" : "es"));

type Term = { readonly term: string; readonly kind: number };

const readTerms = (name: string): readonly Term[] => {
  let kind: number = termKind.plain;
  return readLines(name).flatMap((line) => {
    if (line.startsWith("#")) kind = ofTrade.test(line) ? termKind.trade : termKind.plain;
    return line.startsWith("#") ? [] : [line, withoutNumber(line), pluralOf(line)].map((term) => ({ term, kind }));
  });
};

const all = files.filter((name) => name !== "surnames.txt").flatMap(readTerms);
const usable = all.filter(({ term }) => isUsable(term));
const file = packTerms(usable.flatMap(({ term, kind }) => keyOf(readTokens(term)).map((key) => ({ ...key, kind }))));
writeFileSync(join(root, "shared/models/terms.bin"), file);
console.log(`${file.length} bytes from ${new Set(usable.map(({ term }) => term)).size} spellings of terms`);
