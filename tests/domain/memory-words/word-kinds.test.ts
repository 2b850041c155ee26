import { expect, test } from "@jest/globals";
import { searchStemOf } from "../../../shared/domain/memory-words/same-words.ts";
import { membersOfKind } from "../../../shared/domain/memory-words/word-kinds.ts";

test.each([
  ["pets", "greyhound"],
  ["instrument", "harp"],
  ["sports", "swimming"],
  ["vehicle", "van"],
])("%s may be called %s", (kind, name) => {
  expect(membersOfKind(kind)).toContain(searchStemOf(name));
});

test("a word that names no kind has no members", () => {
  expect(membersOfKind("greyhound")).toBeUndefined();
});
