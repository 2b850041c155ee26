import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { type Document, documentOf } from "../../../shared/domain/dlp-comprehend/document.ts";
import { typeOfEntity } from "../../../shared/domain/dlp-comprehend/entity-type.ts";
import { addFindings, type Findings } from "../../../shared/domain/dlp-comprehend/findings.ts";
import { foundDetector } from "../../../shared/domain/dlp-comprehend/found-detector.ts";
import { utf16Offsets } from "../../../shared/domain/dlp-comprehend/utf16-offsets.ts";

describe("a document", () => {
  test("holds each text that somebody wrote once, as detectors read it, and no word of the contract", () => {
    const body = {
      messages: [
        { role: "assistant", content: "Your name?" },
        { role: "tool", content: "Your name?", toolCallId: "call_Jane" },
        { role: "user", content: "J\u200Bane [NAME_2]", name: "pat" },
      ],
      metadata: { note: "ward 7", flag: true, count: 12, none: null, blank: " . " },
    };
    const { text, pieces } = documentOf(body);
    expect(text).toBe("Your name?\nJane \uFFFC\npat\nward 7");
    for (const piece of pieces) expect(text.startsWith(piece.text, piece.start)).toBe(true);
  });
});

describe("offsets in code points", () => {
  test("are those of UTF-16 for any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const offsetOf = utf16Offsets(text);
        let at = 0;
        [...text].forEach((character, number) => {
          expect(offsetOf(number)).toBe(at);
          at += character.length;
        });
        expect([offsetOf([...text].length), offsetOf(99_999)]).toEqual([text.length, text.length]);
      }),
    );
  });
});

describe("a type of Comprehend", () => {
  test.each([
    ["NAME", "Jane", "NAME"],
    ["ADDRESS", "Elm Street", "STREET_ADDRESS"],
    ["PHONE_OR_FAX", "555-0100", "PHONE_NUMBER"],
    ["SSN", "000-00-0000", "US_SSN"],
    ["CA_HEALTH_NUMBER", "1234", "HEALTH_PLAN_NUMBER"],
    ["A_TYPE_OF_NEXT_YEAR", "x1", "UNIQUE_ID"],
    ["constructor", "x1", "UNIQUE_ID"],
    ["PROFESSION", "carpenter", undefined],
    ["DATE", "March 3rd", "DATE"],
    ["DATE_TIME", "the 5th", "DATE"],
    ["DATE", "3/4/2021", "DATE"],
    ["DATE", "2021-03", "DATE"],
    ["DATE_TIME", "7-14", "DATE"],
    ["DATE", "2019", undefined],
    ["DATE_TIME", "today", undefined],
    ["DATE_TIME", "for two weeks", undefined],
    ["DATE_TIME", "2-14 days", undefined],
    ["DATE_TIME", "8 pm", undefined],
    ["AGE", "92", "AGE"],
    ["AGE", "ninety-one years old", "AGE"],
    ["AGE", "45", undefined],
    ["AGE", "190", undefined],
  ])("%s of %j is %s", (entityType, text, type) => {
    expect(typeOfEntity(entityType, text)).toBe(type);
  });
});

const found = (document: Document, entities: readonly (readonly [number, number])[]): Findings => {
  const findings: Findings = new Map();
  const chunk = { start: 0, text: document.text };
  const of = ([begin, end]: readonly [number, number]) => ({ begin, end, type: "NAME", score: 0.9 });
  addFindings(findings, document.pieces, { chunk, entities: entities.map(of) });
  return findings;
};
const quoted = (findings: Findings): readonly string[] =>
  [...findings].flatMap(([text, candidates]) => candidates.map(({ start, end }) => text.slice(start, end)));

describe("what is found", () => {
  test("across two texts is cut at their border, and bare of space", () => {
    expect(quoted(found(documentOf(["to Jane ", "Doe now"]), [[2, 13]]))).toEqual(["Jane", "Doe"]);
  });

  test("leaves placeholders of an earlier pass alone", () => {
    expect(quoted(found(documentOf("so [NAME_1] Doe  [DATE] x"), [[0, 13]]))).toEqual(["so", "Doe", "x"]);
    expect(quoted(found(documentOf("so [NAME_1] it is"), [[3, 4]]))).toEqual([]);
  });

  test("beyond the text, backwards or empty is nothing", () => {
    const document = documentOf("Jane");
    expect(
      quoted(
        found(document, [
          [4, 9],
          [3, 1],
          [2, 2],
          [-3, 0],
        ]),
      ),
    ).toEqual([]);
    expect(quoted(found(document, [[1, 900]]))).toEqual(["ane"]);
  });

  test("is found in its text and below a label, and in no other text", () => {
    const { find } = foundDetector(found(documentOf("ana"), [[0, 3]]));
    expect(find("ana").map(({ start, end }) => [start, end])).toEqual([[0, 3]]);
    expect(find("seen by: ana").map(({ start, end }) => [start, end])).toEqual([[9, 12]]);
    expect([find("banana"), find("see ana"), find(`${"x".repeat(70)}: ana`)]).toEqual([[], [], []]);
  });
});
