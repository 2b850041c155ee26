import { describe, expect, test } from "@jest/globals";
import { scrub } from "../../../shared/domain/dlp/scrub.ts";

/** What stands between {} is a day, between <> one of birth. */
const removed: readonly string[] = [
  "return {eleven oh six}. ok",
  "her old one ran out {eight thirty one}, sat",
  "wants it by {ten fifteen}",
  "date of injury {ten four}",
  "follow up on {six twelve}",
  "her last period was {four two}",
  "last seen {six nine twenty four}",
  "fell on {five nine nineteen ninety nine}.",
  "what dates? {eleven two} through {one thirty}",
  "his date of birth's <ten ten thirty three>, so",
  "your birthday hon? it is marguerite, <seven nineteen forty four>",
  "admitted {third september} with dengue",
  "see {eleven june}",
  "she fell on {twenty first}, near",
  "can do {the fifth} no sorry {the sixth of december}",
  "her period's like {the fourth}",
  "call them on {the fifth}, uh",
  "how about {the second}?",
  "we have {the second} at ten",
  "{the night of the third}. Ok",
  "{the tenth} works for me",
  "retired, last of {march}. so",
  "can he make a new one by {august}",
  "by {5/5} please",
  "culture from {5/5} grew E. coli",
  "chaplain talk 3p {2/2}. dtr",
  "note of {12/12}; temp",
  "last fill {5-28}, Rx",
  "24 h Holter {18.02.}: 4 pauses",
  "| Date | Wt |\n| {4/7} | 88 |\n| {4/8} | 86 |",
  "Echo {2/8}: EF 35. Cath {2/21}: LAD",
  "labs {1/6} vs {1/9}",
  "Hgb 9.2 to 8.1 ({2/6} -> {2/8}), seen {3/14}",
  "started Keflex {5/6} for cellulitis",
  "went {10-7} and {10-14}",
  "stay {3.-9. Juni}, Privatklinik",
];

const kept: readonly string[] = [
  "by ten thirty i was fine",
  "blood pressure one twenty over eighty",
  "sugar was two eighteen this morning",
  "she is in room two twelve",
  "from two fifteen to three",
  "started at two thirty",
  "call nine one one",
  "one in four march",
  "the third may be wrong",
  "the second march was longer",
  "the third toe hurts",
  "came the second time",
  "since the first dose",
  "results came from the second lab",
  "for the tenth time",
  "a 2/6 murmur",
  "MRN, strength 4/5 in both legs",
];

const plain = (marked: string): string => marked.replace(/[{}<]|(?<!-)>/g, "");
const expected = (marked: string): string => marked.replace(/\{[^}]*\}/g, "[DATE]").replace(/<[^>]*>/g, "[DOB]");

describe("days as they are said and noted", () => {
  test.each(removed)("are found in %j", (marked) => {
    expect(scrub(plain(marked)).redacted).toBe(expected(marked));
  });

  test.each(kept)("are not seen in %j", (text) => {
    expect(scrub(text).redacted).toBe(text);
  });
});
