import { describe, expect, test } from "@jest/globals";
import { type Candidate, certainty } from "../../../shared/domain/dlp/detector.ts";
import type { IdentifierType } from "../../../shared/domain/dlp/identifier-types.ts";
import { resolveOverlaps } from "../../../shared/domain/dlp/resolve-overlaps.ts";

const candidate = (type: IdentifierType, start: number, end: number): Candidate => ({
  type,
  start,
  end,
  certainty: certainty.shape,
});

describe("resolveOverlaps", () => {
  test("answers nothing for nothing", () => {
    expect(resolveOverlaps([])).toEqual([]);
  });

  test("orders findings and leaves touching ones apart", () => {
    expect(resolveOverlaps([candidate("URL", 5, 9), candidate("US_SSN", 0, 5)])).toEqual([
      { type: "US_SSN", start: 0, end: 5 },
      { type: "URL", start: 5, end: 9 },
    ]);
  });

  test("lets the wider finding name the span, in either order", () => {
    const wide = candidate("URL", 0, 20);
    const narrow = { ...candidate("EMAIL_ADDRESS", 5, 20), certainty: certainty.cued };
    expect(resolveOverlaps([wide, narrow])).toEqual([{ type: "URL", start: 0, end: 20 }]);
    expect(
      resolveOverlaps([
        { ...wide, start: 5 },
        { ...narrow, start: 2 },
      ]),
    ).toEqual([{ type: "EMAIL_ADDRESS", start: 2, end: 20 }]);
  });

  test("covers everything that overlapping findings cover", () => {
    expect(resolveOverlaps([candidate("URL", 0, 6), candidate("PHONE_NUMBER", 4, 12), candidate("US_SSN", 11, 13)])).toEqual([
      { type: "PHONE_NUMBER", start: 0, end: 13 },
    ]);
  });

  test("prefers the more certain of two partial overlaps", () => {
    const cued = { ...candidate("US_SSN", 5, 8), certainty: certainty.cued };
    expect(resolveOverlaps([candidate("URL", 0, 6), cued])).toEqual([{ type: "US_SSN", start: 0, end: 8 }]);
  });

  test("prefers the more specific type of two equal findings", () => {
    expect(resolveOverlaps([candidate("URL", 0, 6), candidate("EMAIL_ADDRESS", 0, 6)])).toEqual([
      { type: "EMAIL_ADDRESS", start: 0, end: 6 },
    ]);
  });
});
