import { describe, expect, test } from "@jest/globals";
import { resolveOverlaps } from "../../../shared/domain/dlp/resolve-overlaps.ts";
import { dateDetectors } from "../../../shared/domain/dlp-dates/date-detectors.ts";

/** With the words that narrow the day. */
const widened: readonly string[] = [
  "since [last Easter], worse",
  "[sat 8/23] they did a ct",
  "until [Tuesday the 18th].",
  "on [the 3rd of May]",
  "so [mid january], my husband",
  "at [the end of June]",
  "in [late Aug].",
  "[three weeks after christmas] i had it",
  "[the day after St Patrick's]",
  "done [le 2 avril].",
  "Onset: [the 29th ult.]",
  "passed on [the eleventh of November last], in",
  "before [the May 4] visit",
].map((line) => line.replace("[the May 4]", "the [May 4]"));

describe("dates with the words around them", () => {
  test.each(widened)("are found as %s", (marked) => {
    const text = marked.replaceAll(/[[\]]/g, "");
    const found = resolveOverlaps(dateDetectors.flatMap(({ find }) => find(text)));
    expect(found.map(({ start, end }) => text.slice(start, end))).toEqual(
      [...marked.matchAll(/\[([^\]]*)\]/g)].map(([, date]) => date),
    );
  });
});
