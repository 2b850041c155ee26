import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { chunksOf } from "../../../shared/domain/dlp-comprehend/chunks.ts";

const limits = { maxBytes: 160, overlap: 10 };
const textsOf = (text: string) => chunksOf(text, limits).map((chunk) => chunk.text);
const words = (count: number): string => Array.from({ length: count }, (_, at) => `w${at}`).join(" ");

describe("chunks", () => {
  test("are none of an empty text and one of a text that fits", () => {
    expect([textsOf(""), textsOf("x".repeat(160))]).toEqual([[], ["x".repeat(160)]]);
  });

  test("end after a sentence or a line where there is one in the last quarter", () => {
    for (const end of [". ", "? ", "! ", "\n"]) {
      const [first = ""] = textsOf(`${"a ".repeat(65)}end${end}${"b ".repeat(60)}`);
      expect(first.endsWith(`end${end}`)).toBe(true);
    }
  });

  test("end and begin between words where there is no sentence", () => {
    for (const chunk of textsOf(words(200))) expect(chunk.trim()).toMatch(/^w\d+( w\d+)*$/);
  });

  test("are cut by bytes where there are no words, never inside a character of two units", () => {
    const chunks = textsOf("👋".repeat(100));
    expect(chunks.length).toBeGreaterThan(2);
    for (const chunk of chunks) expect([Buffer.byteLength(chunk) <= 160, chunk.isWellFormed()]).toEqual([true, true]);
  });

  test("cover every text within the limit, each a part of it, in order", () => {
    const text = fc.oneof(
      fc.string({ unit: "binary", maxLength: 600 }),
      fc.string({ unit: fc.constantFrom("a", " ", "é", "漢", "👋", ".", "\n"), maxLength: 900 }),
    );
    fc.assert(
      fc.property(text, (whole) => {
        let covered = 0;
        for (const { start, text: part } of chunksOf(whole, limits)) {
          expect(start <= covered && start + part.length > covered).toBe(true);
          expect(whole.startsWith(part, start) && part.isWellFormed()).toBe(true);
          expect(Buffer.byteLength(part)).toBeLessThanOrEqual(limits.maxBytes);
          covered = start + part.length;
        }
        expect(covered).toBe(whole.length);
      }),
    );
  });

  test("hold everything that is no longer than the overlap whole, wherever it lies", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 600 }), fc.integer({ min: 1, max: 600 }), (before, after) => {
        const text = `${"word ".repeat(before).slice(0, before)} a lamp b ${"word ".repeat(after).slice(0, after)}`;
        expect(textsOf(text).some((chunk) => chunk.includes("lamp"))).toBe(true);
      }),
    );
  });
});
