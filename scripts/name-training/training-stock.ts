import { admitsTraining, type Stock } from "./fill-slots.ts";
import type { Origin } from "./name-sources.ts";
import type { Place } from "./place-sources.ts";
import { readLists } from "./text-files.ts";
import { readOrdinaryWords, readWords } from "./word-sources.ts";

/** What the texts of training are filled from. */
export const readStock = (origins: readonly Origin[], places: readonly Place[]): Stock => {
  const lists = readLists("lists");
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
