import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { everyMatch } from "../../../shared/domain/dlp/every-match.ts";

describe("every match of a pattern", () => {
  test.each([/a/g, /[ab]{1,2}/g, /(?=b)/g, /(?<=a)(?<id>b)/gi])("is what matchAll finds: %s", (pattern) => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("a", "b", "B", " ") }), (text) => {
        const expected = [...text.matchAll(pattern)].map((match) => [match.index, match[0]]);
        expect(everyMatch(text, pattern).map((match) => [match.index, match[0]])).toEqual(expected);
      }),
    );
  });

  test("starts at the beginning of each text", () => {
    const pattern = /a/g;
    pattern.lastIndex = 3;
    expect(everyMatch("aaaa", pattern)).toHaveLength(4);
  });
});
