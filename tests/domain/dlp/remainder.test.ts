import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { mask } from "../../../shared/domain/dlp/cue.ts";
import { certainty } from "../../../shared/domain/dlp/detector.ts";
import { remainderOf, visiblePieces } from "../../../shared/domain/dlp/remainder.ts";

const span = (start: number, end: number) => ({ start, end, type: "NAME" }) as const;
const candidate = (start: number, end: number) => ({ ...span(start, end), certainty: certainty.shape });

describe("the remainder of a text", () => {
  test("has one mask for each span, however long the span is", () => {
    expect(remainderOf("Ana Li met Bo", [span(0, 6), span(11, 13)]).text).toBe(`${mask} met ${mask}`);
  });

  test("is the text itself where nothing was found", () => {
    const { text, toWhole } = remainderOf("nobody", []);
    expect([text, toWhole(candidate(2, 4))]).toEqual(["nobody", candidate(2, 4)]);
  });

  test("leads back to the whole text: every place outside of masks to the same character, a mask to its span", () => {
    const cuts = fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { minLength: 2, maxLength: 8 });
    fc.assert(
      fc.property(fc.string({ minLength: 61, maxLength: 61 }), cuts, (whole, places) => {
        const ordered = places.toSorted((left, right) => left - right);
        const spans = ordered.flatMap((start, index) => {
          const end = ordered[index + 1];
          return index % 2 === 0 && end !== undefined ? [span(start, end)] : [];
        });
        const { text, masks, toWhole } = remainderOf(whole, spans);
        const maskAt = new Map(masks.map(({ at }, index) => [at, spans[index]]));
        for (let at = 0; at < text.length; at += 1) {
          const { start, end } = toWhole(candidate(at, at + 1));
          const known = maskAt.get(at);
          if (known === undefined) expect([whole.slice(start, end)]).toEqual([text[at]]);
          else expect([start, end]).toEqual([known.start, known.end]);
        }
      }),
    );
  });
});

describe("a second look", () => {
  const whole = "x".repeat(20_000);

  test("goes over all of a text that was not seen before", () => {
    expect(visiblePieces(remainderOf(whole, []), undefined)).toEqual([{ start: 0, end: 20_000, firstSure: 0, lastSure: 20_000 }]);
  });

  test("goes around what was removed since, and nowhere else", () => {
    const seen = remainderOf(whole, [span(100, 110)]);
    const pieces = visiblePieces(remainderOf(whole, [span(100, 110), span(9000, 9010), span(9500, 9501)]), seen);
    expect(pieces).toHaveLength(1);
    const [{ start, end, firstSure, lastSure } = { start: 0, end: 0, firstSure: 0, lastSure: 0 }] = pieces;
    expect([start > 8000, end < 10_500]).toEqual([true, true]);
    expect([firstSure - start, end - lastSure].every((margin) => margin >= 128)).toBe(true);
  });

  test("trusts a finding at the very start and end of the text", () => {
    const [piece] = visiblePieces(remainderOf("x".repeat(300), [span(100, 110)]), remainderOf("x".repeat(300), []));
    expect(piece).toEqual({ start: 0, end: 291, firstSure: 0, lastSure: 291 });
  });

  test("looks nowhere when nothing was removed", () => {
    const same = remainderOf(whole, [span(5, 6)]);
    expect(visiblePieces(same, same)).toEqual([]);
  });

  test("looks again around an identifier that grew", () => {
    expect(visiblePieces(remainderOf(whole, [span(5, 9)]), remainderOf(whole, [span(5, 6)]))).toHaveLength(1);
  });
});
