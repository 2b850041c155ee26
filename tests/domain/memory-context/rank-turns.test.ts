import { expect, test } from "@jest/globals";
import type { HeardTurn } from "../../../shared/domain/memory/memory-state.ts";
import { rankTurns } from "../../../shared/domain/memory-context/rank-turns.ts";

const talk = ["zero", "one", "two", "three"].map((word) => `nothing of ${word} here`);
const said = (content: string, turn: number): HeardTurn => ({
  turn,
  atMs: Date.UTC(2026, 4, turn),
  messages: [{ role: "user", name: "Ada", content }],
});

/** The score of a text among others that are far from it and have nothing to do with the query. */
const scoreOf = (text: string, query: string): number => rankTurns([text, ...talk].map(said), query)[0] ?? 0;

test.each([
  ["We meet on 10/3/2026.", "what happens on 10/3?"],
  ["We meet on 10/3/2026.", "what happens in 2026?"],
  ["It was 152/94 this morning.", "when was it 94?"],
  ["Come at five o'clock.", "which clock?"],
  ["My mother's knee was operated on.", "mum and her surgery"],
  ["Ich nehme Ibuprofén täglich.", "Ibuprofén?"],
  ["Anything.", "Ada?"],
  ["Anything.", "what of 0 May?"],
])("%s is found by: %s", (text, query) => {
  expect(scoreOf(text, query)).toBeGreaterThan(0);
});

test.each([
  ["It was 15294 this morning.", "when was it 94?"],
  ["He sells clockwork.", "which clock?"],
  ["Anything.", "is it so?"],
  ["", "the knee"],
])("%s is not found by: %s", (text, query) => {
  expect(scoreOf(text, query)).toBe(0);
});

test("rare words count more than common ones, more of them more, and neighbours get a part", () => {
  const turns = ["bird", "knee knee", "cat", "dog", "fish", "bird", "ant", "knee", "bird", "fox"].map(said);
  const scores = rankTurns(turns, "knee");
  const [often = 0, near = 0, once = 0] = [1, 2, 7].map((index) => scores[index] ?? 0);
  expect(often).toBeGreaterThan(once);
  expect(near).toBeGreaterThan(0);
  expect(near).toBeLessThan(once);
  const rare = rankTurns(turns, "cat and bird");
  expect(rare[2]).toBeGreaterThan(rare[8] ?? 0);
});

test("a turn that was ranked before ranks the same", () => {
  const turns = talk.map(said);
  expect(rankTurns(turns, "three")).toEqual(rankTurns(turns, "three"));
  expect(rankTurns(turns, "three")).toEqual(rankTurns(talk.map(said), "three"));
});

test("a turn is found by what is of the kind that is asked for, less well than by the word itself", () => {
  expect(scoreOf("We got a greyhound.", "which pet?")).toBeGreaterThan(0);
  expect(scoreOf("We got a pet.", "which pet?")).toBeGreaterThan(scoreOf("We got a greyhound.", "which pet?"));
});

test("an answer gets more of its question than a question of its answer, and all of a day something", () => {
  const sameDay = ["fox", "ant", "fish", "dog", "knee", "cat", "bird", "owl", "hen", "cow"].map((text, index) => ({
    ...said(text, index + 1),
    atMs: Date.UTC(2026, 4, 1),
  }));
  const scores = rankTurns([...sameDay, said("goat", 20)], "knee");
  expect(scores[5]).toBeGreaterThan(scores[3] ?? 0);
  expect(scores[9]).toBeGreaterThan(scores[10] ?? 0);
});
