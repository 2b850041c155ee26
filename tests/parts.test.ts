import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { joinParts, splitParts } from "../shared/parts.ts";

test("parts that were joined are split into the very same ones, whatever is in them", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: "binary" }), { maxLength: 6 }), (parts) => {
      expect(splitParts(joinParts(...parts))).toEqual(parts);
    }),
  );
});

test.each(["a", "1", ":", "2:a", "1:ab", "x:a", "1:a2", "9999999999:a"])("what was not joined is not split: %s", (text) => {
  expect(() => splitParts(text)).toThrow(TypeError);
});
