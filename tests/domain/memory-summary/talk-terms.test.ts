import { expect, test } from "@jest/globals";
import { talkTerms } from "../../../shared/domain/memory-summary/talk-terms.ts";
import { readWords } from "../../../shared/domain/memory-words/word.ts";
import { aids } from "../memory/steps.ts";

const worthOf = (text: string, stem: string): number => talkTerms(readWords(text), aids).get(stem) ?? 0;

test.each([
  ["bakery opened first week May", "so bakery", "bakeri"],
  ["adopted greyhound called Juniper", "such adorable greyhound", "greyhound"],
  ["greyhound sleeps 18 hours on couch", "greyhound sleeps so long on couch", "greyhound"],
  ["bowl blue kitchen table", "photo bowl blue kitchen table", "bowl"],
  ["how pottery class: made bowl", "made bowl: how pottery class", "bowl"],
])("%s tells more than: %s", (telling, talk, stem) => {
  expect(worthOf(telling, stem)).toBeGreaterThan(worthOf(talk, stem));
});

test("a day in brackets is worth next to nothing", () => {
  expect(worthOf("ran yesterday [2026/01/04]", "[2026/01/04]")).toBeLessThan(0.05);
});
