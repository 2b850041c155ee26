import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readNameModel } from "../shared/domain/dlp-names/name-model.ts";
import { hashWord } from "../shared/domain/dlp-names/read-tokens.ts";
import { nameList } from "../shared/domain/dlp-names/word-class.ts";
import { classOf } from "../shared/domain/dlp-names/word-lists.ts";
import { openGazetteer } from "../shared/domain/dlp-places/gazetteer.ts";
import { placeKey } from "../shared/domain/dlp-places/place-key.ts";
import { readModelFile } from "../shared/io/deidentification/model-file.ts";
import { isReserved, readOrigins } from "./name-training/name-sources.ts";
import { readPlaces } from "./name-training/place-sources.ts";

const root = join(import.meta.dirname, "..");
const { lexicon } = readNameModel(readModelFile(root, "names"));
const places = openGazetteer(readModelFile(root, "places"));
const surnames = new Set(readFileSync(join(root, "scripts/terms/surnames.txt"), "utf8").split("\n"));

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

/** Whether a term, in small letters, is nobody's name and no town's. */
export const namesNobody = (term: string): boolean => {
  const words = term.split(/[^\p{L}\p{N}']+/u).filter((word) => word !== "");
  if (words.length === 1) return term.length >= shortestAlone && !isName(term);
  return words.some((word) => /\p{L}{2}/u.test(word)) && !mayBeSomebody(words) && !isTown(term);
};
