import { readFileSync } from "node:fs";
import { join } from "node:path";
import { admitsTraining, type Stock } from "./fill-slots.ts";
import type { Origin } from "./name-sources.ts";
import type { Place } from "./place-sources.ts";
import { readDrugs, readLists } from "./text-files.ts";
import { readOrdinaryWords, readWords, readWordsOfLevel } from "./word-sources.ts";

/** What the texts of training are filled from. */
export const readStock = (origins: readonly Origin[], places: readonly Place[]): Stock => {
  const lists = new Map([...readLists("lists"), ["everyday", everydayWords()] as const]);
  const terms = readLists("terms");
  lists.set("substance", [...readDrugs(), ...(terms.get("substance") ?? [])]);
  lists.set("eponym", [...(lists.get("eponym") ?? []), ...(terms.get("eponym") ?? []).map(asWritten)]);
  lists.set("care", readInstitutions("care").map(asTitle));
  lists.set("firm", readInstitutions("employers").map(asTitle));
  return {
    lists,
    origins,
    places,
    localPlaces: places.filter(({ country }) => englishSpeaking.has(country)),
    words: readWords().filter((word) => word.length > 2 && word.length < 11),
    ordinary: { words: readOrdinaryWords(), abbreviations: [...(lists.get("short") ?? []), ...(lists.get("acronym") ?? [])] },
    admits: admitsTraining,
  };
};

const englishSpeaking: ReadonlySet<string> = new Set(["US", "GB", "CA", "AU", "IE", "NZ"]);

/** Words that anybody knows, as shops and day nurseries are called after. */
const everydayWords = (): readonly string[] =>
  readWordsOfLevel([10, 20, 35]).filter((word) => word.length > 2 && word.length < 9);

/** A term as half of those who type it write it: its words with capitals. */
const asWritten = (term: string, at: number): string =>
  at % 2 === 0 ? term : term.replace(/(?<![\p{L}'’])\p{L}(?=\p{L}{2})/gu, (letter) => letter.toUpperCase());

/** Words with capitals but "of" and the like; what has no vowel is an abbreviation. */
const asTitle = (name: string): string =>
  name.replace(/(?<![\p{L}'’])\p{L}[\p{L}'’]*/gu, (word) => {
    if (/^(?:of|the|and|at|for|in|on|de|la|del)$/.test(word)) return word;
    return /^[^aeiouy']{2,5}$/.test(word) ? word.toUpperCase() : word.charAt(0).toUpperCase() + word.slice(1);
  });

/** Names that people call institutions by, in small letters. */
const readInstitutions = (table: "care" | "employers"): readonly string[] =>
  ["clear", "doubtful"].flatMap((kind) =>
    readFileSync(join(import.meta.dirname, "../institutions", `${table}-${kind}.txt`), "utf8")
      .split("\n")
      .filter((name) => name !== ""),
  );
