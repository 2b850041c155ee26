import { expect, test } from "@jest/globals";
import { keptWith } from "../../../shared/domain/memory-words/kept-with.ts";

test("what was made of a thing is made once, of another one anew, even where it is nothing", () => {
  const seen: object[] = [];
  const lengthOf = keptWith((words: readonly string[]) => {
    seen.push(words);
    return words.length === 0 ? undefined : words.length;
  });
  const [two, none] = [["a", "b"], []];
  expect([lengthOf(two), lengthOf(none), lengthOf(two), lengthOf(none), lengthOf([...two])]).toEqual([
    2,
    undefined,
    2,
    undefined,
    2,
  ]);
  expect(seen).toHaveLength(3);
});
