import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { type NumberCode, numberCode } from "../../../shared/domain/memory-pack/number-code.ts";
import { near, numbersNear, oneOf, type PieceCode } from "../../../shared/domain/memory-pack/piece-code.ts";
import { rangeReader, rangeWriter } from "../../../shared/domain/memory-pack/range-code.ts";

/** How the numbers of a kind are usually spread: "same" is mostly 3. */
const usual = new Map([["same", [0, 0, 1, 90]]]);

const written = (write: (code: NumberCode) => void): Buffer => {
  const range = rangeWriter();
  write(numberCode(range, usual));
  return range.finish();
};

const pieces = (code: NumberCode, isWriting: boolean): PieceCode => ({ ...code, isWriting, text: (given = "") => given });

test("numbers come back, small and large, of several kinds", () => {
  const numbers = fc.array(fc.tuple(fc.constantFrom("a", "b"), fc.oneof(fc.nat(20), fc.maxSafeNat())), { maxLength: 300 });
  fc.assert(
    fc.property(numbers, (all) => {
      const bytes = written((code) => all.forEach(([kind, value]) => void code.number(kind, value)));
      const code = numberCode(rangeReader(bytes), usual);
      expect(all.map(([kind]) => [kind, code.number(kind)])).toEqual(all);
    }),
  );
});

test("what is always the same takes next to nothing", () => {
  const bytes = written((code) => {
    for (let count = 0; count < 1000; count += 1) code.number("same", 3);
  });
  expect(bytes.length).toBeLessThan(60);
});

test("what is no number to store is refused, and so is a name that is not known", () => {
  for (const value of [-1, 0.5, 2 ** 53, Number.NaN])
    expect(() => written((code) => code.number("a", value))).toThrow(RangeError);
  const names = ["x", "y"];
  expect(() => written((code) => oneOf(pieces(code, true), { kind: "k", names }, "z"))).toThrow(RangeError);
  const bytes = written((code) => code.number("k", 2));
  expect(() => oneOf(pieces(numberCode(rangeReader(bytes), usual), false), { kind: "k", names })).toThrow(RangeError);
});

test("numbers near another come back from either side, and so do lists of them", () => {
  const bytes = written((code) => {
    for (const given of [7, 10, 13]) near(pieces(code, true), "n", { from: 10, given });
    numbersNear(pieces(code, true), "l", { from: 5, given: [4, 9, 9, 1] });
  });
  const code = pieces(numberCode(rangeReader(bytes), usual), false);
  expect([1, 2, 3].map(() => near(code, "n", { from: 10, given: undefined }))).toEqual([7, 10, 13]);
  expect(numbersNear(code, "l", { from: 5, given: undefined })).toEqual([4, 9, 9, 1]);
});
