import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { identifierTypes } from "../../shared/domain/dlp/identifier-types.ts";
import { type ScrubResult, scrub } from "../../shared/domain/dlp/scrub.ts";
import { scrubValue } from "../../shared/domain/dlp/scrub-value.ts";

const fragments = [
  "jane",
  "12",
  "123",
  "4567",
  "0",
  "-",
  ".",
  "/",
  " ",
  "(",
  ")",
  "+",
  "@",
  "@x.com",
  "jane@x.com",
  "x.com/",
  "http://",
  "www.",
  "born ",
  "DOB ",
  "1/2/1980",
  "1980-01-02",
  "jan 2, 1980",
  "march ",
  "12 elm st",
  "apt 3",
  ", austin, tx ",
  " 78701",
  "live in ",
  "aged ",
  "93",
  "at mercy ",
  "hospital",
  "3rd",
  "since ",
  "3/4",
  " to ",
  "may ",
  "twenty four",
  " slash ",
  "first",
  "ssn ",
  "123-45-6789",
  "000-12-3456",
  "4111 1111 1111 1111",
  "card ",
  "call ",
  "office",
  " is my birthday",
  "1.2.3.4",
  "::1",
  "mrn ",
  "MRN: A12345",
  "[EMAIL]",
  "[PHONE]",
  "[",
  "]",
  "&#64;",
  "%40",
  "&amp;",
  "\u200b",
  "\u0301",
  "１",
  "😀",
  "\ud800",
  "\udc00",
  "é",
  "—",
  " at ",
  " dot ",
  "com",
  " at gmail.com",
  "x123",
  "\n",
  ",",
  "version ",
  "admitted ",
  "email ",
  "last four of ssn ",
  "cvv ",
  "[at]",
  "中",
  "***-**-1234",
  "%c3%a9",
  "12345-1234-12",
  "account ",
  "account number ",
  "member id is ",
  "policy # ",
  "patient ",
  "pin ",
  "password is ",
  "password: ",
  "user ",
  "@jane_d",
  "jane_doe1",
  "Hunter2!",
  "A12345",
  "AB 123 456",
  "W12 345 6789",
  " or ",
  " and ",
  " is my MRN",
  "#4471",
  "five five five ",
  "double four ",
  "twenty one ",
  "id ",
  "1 2 3 4 5 ",
  "943 476 5919",
  "130 692 544",
  "GB29 NWBK 6016 1331 9268 19",
  "AB51 ABC",
  "IMG_2041.jpg",
  "00:1A:2B:3C:4D:5E",
  "sk_live_4eC39HqLyjWDarjtT1zdp7dc",
  "ext ",
  "fax ",
  "exp 09/27",
  "MED18375429",
  "PID|1||556610|",
  " mg",
  "room ",
  "NHS ",
];

const anyText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 200 }),
  fc.string({ unit: "grapheme", maxLength: 200 }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 }).map((units) => String.fromCharCode(...units)),
  fc
    .array(fc.oneof(fc.constantFrom(...fragments), fc.string({ unit: "binary", maxLength: 2 })), { maxLength: 16 })
    .map((parts) => parts.join("")),
);

const isHigh = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;
const isLow = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;
const splitsPair = (text: string, at: number): boolean => isHigh(text.charCodeAt(at - 1)) && isLow(text.charCodeAt(at));

const replaceSpans = (text: string, { spans }: ScrubResult): string =>
  [...spans]
    .reverse()
    .reduce(
      (left, { start, end, type }) => `${left.slice(0, start)}[${identifierTypes[type].placeholder}]${left.slice(end)}`,
      text,
    );

const holds = (check: (text: string, result: ScrubResult) => void): void =>
  fc.assert(
    fc.property(anyText, (text) => check(text, scrub(text))),
    { numRuns: 3000 },
  );

describe("scrub, for any text", () => {
  test("changes nothing the second time", () => {
    holds((_, { redacted }) => {
      expect(scrub(redacted).redacted).toBe(redacted);
    });
  });

  test("gives ordered spans inside the text that do not overlap", () => {
    holds((text, { spans }) => {
      let previousEnd = 0;
      for (const { start, end } of spans) {
        expect(start).toBeGreaterThanOrEqual(previousEnd);
        expect(end).toBeGreaterThan(start);
        previousEnd = end;
      }
      expect(previousEnd).toBeLessThanOrEqual(text.length);
    });
  });

  test("never splits a surrogate pair", () => {
    holds((text, { spans }) => {
      expect(spans.filter(({ start, end }) => splitsPair(text, start) || splitsPair(text, end))).toEqual([]);
    });
  });

  test("answers the text with its spans replaced, and the same text where there are none", () => {
    holds((text, result) => {
      expect(result.redacted).toBe(replaceSpans(text, result));
    });
  });

  test("counts its spans", () => {
    holds((_, { spans, counts }) => {
      expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(spans.length);
    });
  });
});

const words = fc.constantFrom(
  "pain",
  "the",
  "10 mg",
  "120/80",
  "in 2021",
  "e.g.",
  "10:30",
  "3.5",
  "twice daily",
  "naïve",
  "😀",
  "A1C 7.2 %",
  "(left)",
);
const obfuscations: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => text.replaceAll(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)),
  (text) => [...text].join("\u200b"),
  (text) => text.replaceAll(/[@.-]/g, (mark) => `&#${mark.charCodeAt(0)};`),
  (text) => text.replaceAll("-", "\u2011"),
];
const secrets = [
  "jane.doe@example.com",
  "555-123-4567",
  "123-45-6789",
  "4111-1111-1111-1111",
  "10.1.2.3",
  "https://example.com/jane",
];

describe("scrub, for clinical text", () => {
  const sentence = fc.array(words, { maxLength: 12 }).map((parts) => parts.join(" "));

  test("leaves text without identifiers byte for byte", () => {
    fc.assert(
      fc.property(sentence, (text) => {
        expect(scrub(text)).toEqual({ redacted: text, spans: [], counts: {} });
      }),
    );
  });

  test("removes a disguised identifier and nothing around it", () => {
    fc.assert(
      fc.property(sentence, fc.constantFrom(...secrets), fc.constantFrom(...obfuscations), (around, secret, disguise) => {
        const { redacted } = scrub(`${around} : ${disguise(secret)} , ${around}`);
        expect(redacted.replace(/\[[A-Z]+\]/, "")).toBe(`${around} :  , ${around}`);
      }),
    );
  });
});

describe("scrubValue, for any JSON value", () => {
  test("keeps the shape and changes nothing the second time", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        const once = scrubValue<unknown>(value).value;
        expect(scrubValue(once).value).toEqual(once);
        expect(Array.isArray(once)).toBe(Array.isArray(value));
      }),
    );
  });
});
