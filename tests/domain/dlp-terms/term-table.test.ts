import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { hashWord } from "../../../shared/domain/dlp-names/read-tokens.ts";
import { openTerms, packTerms, type TermKey, termKind } from "../../../shared/domain/dlp-terms/term-table.ts";

const shipped = new Uint8Array(readFileSync(join(import.meta.dirname, "../../../shared/models/terms.bin")));
const digits = "ghijklmnop";
const made = (count: number, prefix: string): readonly TermKey[] =>
  Array.from({ length: count }, (_, at) => {
    const word = at.toString(36).replace(/\d/g, (digit) => digits[Number(digit)] ?? "");
    return { words: 1 + (at % 3), key: hashWord(`${prefix}x${word}`) ^ at };
  });

describe("a table of terms", () => {
  test("knows what it was packed with, in any order and in the middle of a buffer", () => {
    const terms = made(3000, "known").map((term, at) => ({ ...term, kind: 1 + (at % 3) }));
    const file = packTerms(terms);
    expect(packTerms(terms.toReversed())).toEqual(file);
    const shifted = new Uint8Array(file.length + 3);
    shifted.set(file, 3);
    const { kindsOf } = openTerms(shifted.subarray(3));
    expect(terms.filter((term) => kindsOf(term) !== term.kind)).toEqual([]);
  });

  test("of no terms knows none", () => {
    const { kindsOf } = openTerms(packTerms([]));
    expect(made(1000, "any").filter((term) => kindsOf(term) !== 0)).toEqual([]);
  });

  test("joins what a term is called", () => {
    const [term = { key: 1, words: 1 }] = made(1, "both");
    const { kindsOf } = openTerms(packTerms([termKind.plain, termKind.trade].map((kind) => ({ ...term, kind }))));
    expect(kindsOf(term)).toBe(termKind.plain | termKind.trade);
    expect(kindsOf({ ...term, words: 2 })).toBe(0);
  });

  test("refuses another file", () => {
    expect(() => openTerms(new TextEncoder().encode("PNG and more"))).toThrow(TypeError);
  });

  test("as shipped takes at most one of 10,000 unknown words for a term, in at most 200 KB", () => {
    const { kindsOf } = openTerms(shipped);
    const count = 100_000;
    expect(made(count, "zq").filter((term) => kindsOf(term) !== 0).length / count).toBeLessThanOrEqual(1 / 10_000);
    expect(shipped.length).toBeLessThanOrEqual(200 * 1024);
  });
});
