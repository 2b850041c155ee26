import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { everyMatch, matchesWithin } from "../../../shared/domain/dlp/every-match.ts";

describe("every match of a pattern", () => {
  test.each([/a/g, /[ab]{1,2}/g, /(?=b)/g, /(?<=a)(?<id>b)/gi])("is what matchAll finds: %s", (pattern) => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("a", "b", "B", " ") }), (text) => {
        const expected = [...text.matchAll(pattern)].map((match) => [match.index, match[0]]);
        expect(everyMatch(text, pattern).map((match) => [match.index, match[0]])).toEqual(expected);
      }),
    );
  });

  test("is found only where it starts in a range, each once", () => {
    const ranges = [
      { start: -3, end: 2 },
      { start: 1, end: 4 },
      { start: 9, end: 12 },
    ];
    const starts = matchesWithin("ab ab ab ab", ranges, { pattern: /ab/g, sees: 2 }).map(({ index }) => index);
    expect(starts).toEqual([0, 3, 9]);
  });

  test("starts at the beginning of each text", () => {
    const pattern = /a/g;
    pattern.lastIndex = 3;
    expect(everyMatch("aaaa", pattern)).toHaveLength(4);
  });
});
