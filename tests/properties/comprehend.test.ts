import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { identify } from "../../shared/domain/dlp/identify.ts";
import { scrub } from "../../shared/domain/dlp/scrub.ts";
import { chunksOf } from "../../shared/domain/dlp-comprehend/chunks.ts";
import { documentOf } from "../../shared/domain/dlp-comprehend/document.ts";
import { addFindings, type Entity, type Findings } from "../../shared/domain/dlp-comprehend/findings.ts";
import { foundDetector } from "../../shared/domain/dlp-comprehend/found-detector.ts";

const fragments = [
  ..."jane doe, |12|123|4567| |-|. |/|(|)|@x.com|jane@x.com|www.|born |DOB |1/2/1980|jan 2, 1980|march |since |3/4| to ".split(
    "|",
  ),
  ..."ssn |123-45-6789|4111 1111 1111 1111|call |my name is |1.2.3.4|mrn |A12345|[EMAIL]|[NAME_2]|&#64;|twenty four|12 Elm St".split(
    "|",
  ),
  "\u200b",
  "e\u0301",
  "👋",
  "𝟙𝟚",
  "\n",
];
const text = fc.array(fc.constantFrom(...fragments), { maxLength: 24 }).map((parts) => parts.join(""));
const entity: fc.Arbitrary<Entity> = fc.record({
  begin: fc.integer({ min: -2, max: 90 }),
  end: fc.integer({ min: -2, max: 90 }),
  type: fc.constantFrom("NAME", "ADDRESS", "DATE", "AGE", "ID", "PHONE", "SSN", "PROFESSION", "NEW"),
  score: fc.constantFrom(0.2, 0.9),
});

const detectorOf = (whole: string, entities: readonly Entity[]) => {
  const findings: Findings = new Map();
  const { text: document, pieces } = documentOf(whole);
  for (const chunk of chunksOf(document, { maxBytes: 160, overlap: 10 })) addFindings(findings, pieces, { chunk, entities });
  return foundDetector(findings);
};
const covered = (spans: readonly { readonly start: number; readonly end: number }[]): ReadonlySet<number> =>
  new Set(spans.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, at) => start + at)));

describe("whatever Comprehend finds", () => {
  test("every character that is removed without it is removed with it", () => {
    fc.assert(
      fc.property(text, fc.array(entity, { maxLength: 5 }), (whole, entities) => {
        const alone = covered(identify(whole));
        const together = covered(identify(whole, { further: [detectorOf(whole, entities)] }));
        expect([...alone].filter((at) => !together.has(at))).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });

  test("spans are ordered parts of the text, whole characters each, and the result bears a second pass unchanged", () => {
    fc.assert(
      fc.property(text, fc.array(entity, { maxLength: 5 }), (whole, entities) => {
        const { spans, redacted } = scrub(whole, { further: [detectorOf(whole, entities)] });
        spans.forEach(({ start, end }, at) => {
          expect(start >= (spans[at - 1]?.end ?? 0) && end > start && end <= whole.length).toBe(true);
          expect(whole.slice(start, end).isWellFormed()).toBe(true);
        });
        expect(scrub(redacted).redacted).toBe(redacted);
      }),
      { numRuns: 2000 },
    );
  });
});
