import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { escaped, readPhrasebook } from "../../../shared/domain/memory-pack/phrasebook.ts";
import { rangeReader, rangeWriter } from "../../../shared/domain/memory-pack/range-code.ts";
import { hasPieces, piecesOf, textOf } from "../../../shared/domain/memory-pack/spoken-pieces.ts";
import { wordCode } from "../../../shared/domain/memory-pack/word-code.ts";

const file = readFileSync(join(import.meta.dirname, "../../../shared/models/phrasebook-1.txt"), "utf8");
const book = readPhrasebook(file);

const written = (texts: readonly string[]): Buffer => {
  const range = rangeWriter();
  const code = wordCode(range, book);
  for (const text of texts) code(text);
  return range.finish();
};

const read = (bytes: Buffer, count: number): readonly string[] => {
  const code = wordCode(rangeReader(bytes), book);
  return Array.from({ length: count }, () => code());
};

const sayings = [
  "left knee hurting, since fell last Friday [2026/01/02]",
  "Dr. O'Neill: 2.5 mg – twice a day; [PHONE_1], [NAME_2] (mother's)",
  "  two  blanks\n\nand lines\t",
  "薬を飲みました。 Ünïcode ẞ İstanbul ALLCAPS Caps 😀👍🏽",
  "",
];

describe("texts in words", () => {
  test("come back to the letter, one after the other", () => {
    expect(read(written(sayings), sayings.length)).toEqual(sayings);
  });

  test("come back whatever they are, if they have pieces", () => {
    const text = fc.oneof(fc.string({ unit: "grapheme" }), fc.constantFrom(...sayings));
    fc.assert(
      fc.property(fc.array(text, { maxLength: 8 }), (texts) => {
        const whole = texts.filter(hasPieces);
        expect(read(written(whole), whole.length)).toEqual(whole);
        for (const each of whole) expect(textOf(piecesOf(each))).toBe(each);
      }),
    );
  });

  test("have no pieces with half a character or a sign of ours in them", () => {
    expect(["a\ud800b", "a\u0001b", "a\u0003", "\0"].filter(hasPieces)).toEqual([]);
  });

  test("take a fifth of their letters in usual words, and hardly anything the second time", () => {
    const said = "taking ibuprofen for the knee pain, but not helping much";
    expect(written([said]).length).toBeLessThan(0.3 * said.length);
    expect(written([said, said]).length).toBeLessThan(written([said]).length + 6);
  });

  test("are remembered by words of their own, and spelled when there are too many", () => {
    const words = Array.from({ length: 4300 }, (_, index) => `zq${index.toString(36)}x`);
    const texts = [words.join(" "), words.slice(-3).join(" ")];
    expect(read(written(texts), 2)).toEqual(texts);
  });

  test("that end too early are refused", () => {
    const bytes = written(sayings);
    expect(() => read(bytes.subarray(0, 10), sayings.length)).toThrow(RangeError);
    expect(() => read(Buffer.alloc(0), 400)).toThrow(RangeError);
  });

  test("of random bytes are something or refused, and never go on for ever", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        try {
          expect(read(Buffer.from(bytes), 5)).toHaveLength(5);
        } catch (failure) {
          expect(failure).toBeInstanceOf(RangeError);
        }
      }),
    );
  });
});

test("words with signs that a line of the phrasebook cannot hold are written with others", () => {
  const odd = readPhrasebook(`9 \n8 ${escaped("\0")}\n7 ${escaped("\u0001a_b")} ${escaped("\n")}\n\n2 3 3,0\n`);
  expect(odd.words).toEqual(["", "\0", "\u0001a_b", "\n"]);
  expect(odd.followers.get(2)).toEqual(
    new Map([
      [3, 3],
      [0, 3],
    ]),
  );
});
