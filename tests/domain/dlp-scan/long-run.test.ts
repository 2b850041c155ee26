import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { holdsRun } from "../../../shared/domain/dlp-scan/long-run.ts";

test("a run of so many letters and signs without a blank is seen wherever it stands", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom("a", "-", "a", " ", "\u00e9"), maxLength: 60 }),
      fc.integer({ min: 1, max: 9 }),
      (text, length) => {
        expect(holdsRun(text, length)).toBe(new RegExp(`[!-~]{${length}}`).test(text));
      },
    ),
  );
});
