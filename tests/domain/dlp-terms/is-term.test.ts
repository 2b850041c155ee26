import { describe, expect, test } from "@jest/globals";
import { readTokens } from "../../../shared/domain/dlp-names/read-tokens.ts";
import { isTermAt, type TakenFor } from "../../../shared/domain/dlp-terms/is-term.ts";
import { termStarts } from "../../../shared/domain/dlp-terms/term-key.ts";
import { openTerms, packTerms, type TermKey, termKind } from "../../../shared/domain/dlp-terms/term-table.ts";

const keyOf = (term: string): TermKey => termStarts(readTokens(term), 0).at(-1) ?? { key: 0, words: 0 };
const medicine = [
  "ranson score",
  "wilson disease",
  "eliquis",
  "xarelto",
  "stop-bang",
  "sapien",
  "type 2 diabetes",
  "sjögren syndrome",
];
const trade = ["walgreens", "day lewis"];
const terms = openTerms(
  packTerms([
    ...medicine.map((term) => ({ ...keyOf(term), kind: termKind.plain })),
    ...trade.map((term) => ({ ...keyOf(term), kind: termKind.trade })),
  ]),
);

const isTerm = (text: string, found: string, takenFor: TakenFor = "person"): boolean => {
  const start = text.indexOf(found);
  return isTermAt(text, { start, end: start + found.length }, { terms, takenFor });
};

describe("what was found is a term", () => {
  test.each([
    ["a Ranson score of 3", "Ranson"],
    ["his RANSON SCORES", "RANSON"],
    ["Wilson's disease runs there", "Wilson"],
    ["Wilsons disease", "Wilsons"],
    ["start Eliquis today", "Eliquis"],
    ["Eliquis and Xarelto are", "Eliquis and Xarelto"],
    ["Stop Bang 5", "Stop Bang 5"],
    ["STOP-BANG: 5", "STOP-BANG"],
    ["Sapien IV today", "Sapien IV"],
    ["a Sapien 3 valve", "Sapien 3"],
    ["Type 1 Diabetes", "Diabetes"],
    ["Sjogren's syndrome", "Sjogren"],
    ["from Walgreens", "Walgreens"],
    [`${"long before ".repeat(20)}the Ranson score`, "Ranson"],
  ])("in %j: %j", (text, found) => {
    expect(isTerm(text, found)).toBe(true);
  });

  test.each([
    ["Ranson Miller called", "Ranson Miller"],
    ["Ranson called", "Ranson"],
    ["Ranson, score them", "Ranson"],
    ["Joan Eliquis called", "Joan Eliquis"],
    ["Wilson\ndisease", "Wilson"],
    ["at 17 today", "17"],
  ])("but not in %j: %j", (text, found) => {
    expect(isTerm(text, found)).toBe(false);
  });

  test("if a firm's name was taken for somebody's, not if for a place of work", () => {
    expect(isTerm("go to Day Lewis now", "Day Lewis")).toBe(true);
    expect(isTerm("go to Day Lewis now", "Day Lewis", "other")).toBe(false);
  });

  test("for a place only as a whole", () => {
    expect(isTerm("in Eliquis Xarelto", "Eliquis Xarelto", "other")).toBe(false);
    expect(isTerm("in Eliquis", "Eliquis", "other")).toBe(true);
    expect(isTerm("the Ranson score", "Ranson score", "other")).toBe(true);
  });
});

test("a finding that is no token is no term", () => {
  expect(isTermAt("a  b", { start: 1, end: 3 }, { terms, takenFor: "person" })).toBe(false);
});
