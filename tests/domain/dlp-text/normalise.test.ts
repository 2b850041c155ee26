import { describe, expect, test } from "@jest/globals";
import { mask } from "../../../shared/domain/dlp/cue.ts";
import { normalise } from "../../../shared/domain/dlp-text/normalise.ts";

const readings: readonly (readonly [string, string])[] = [
  ["plain text, 120/80", "plain text, 120/80"],
  ["ｆｕｌｌ １２３", "full 123"],
  ["a\u200bb\u2060c\ufeffd\u00ade\u202e", "abcde"],
  ["1\u20142\u22123", "1-2-3"],
  ["a。b·c", "a.b.c"],
  ["٠١٢٣٤٥٦٧٨٩ ०९", "0123456789 09"],
  ["𝟏𝟐𝟑 ①②", "123 12"],
  ["5️⃣", "5"],
  ["e\u0301 x\u0301\u0353", "é x"],
  ["it’s “so”", 'it\'s "so"'],
  ["a\u2028b\u00a0c", "a\nb c"],
  ["&#64;&#x40;&commat;&amp;commat;&amp;amp;#64;", "@@@@@"],
  ["&bogus; &#1; &#x110000; &#xd800; &constructor;", "&bogus; &#1; &#x110000; &#xd800; &constructor;"],
  ["%40 %2540 %252540 %c3%a9 %c3%28", "@ @ @ é %c3("],
  ["%ed%a0%80", "%ed%a0%80"],
  ["\\u0040\\x40", "@@"],
  ["a [at] b (dot) c <@> d", "a@b.c@d"],
  ["ѕѕn and МRN, Јane", "ssn and MRN, Jane"],
  ["Иван пьёт сок, μg и α-blocker", "Иван пьёт сок, μg и α-blocker"],
  ["see [EMAIL] and [PHONE]", `see ${mask} and ${mask}`],
  ["[OTHER] [email", "[OTHER] [email"],
  ["\ud800 \udc00", "\ud800 \udc00"],
];

describe("normalise", () => {
  test.each(readings)("reads %j as %j", (original, text) => {
    expect(normalise(original).text).toBe(text);
  });

  test("maps a range back to the run it was read from", () => {
    const original = "x ja\u200bne&#64;ex.com y";
    const { text, originalStart, originalEnd } = normalise(original);
    const start = text.indexOf("jane");
    const end = text.indexOf(" y");
    expect(original.slice(originalStart(start), originalEnd(end))).toBe("ja\u200bne&#64;ex.com");
  });

  test("maps every part of an expanded character to the whole character", () => {
    const { text, originalStart, originalEnd } = normalise("a㏂b");
    expect(text).toBe("aa.m.b");
    expect([originalStart(2), originalEnd(3)]).toEqual([1, 2]);
    expect([originalStart(5), originalEnd(6)]).toEqual([2, 3]);
  });

  test("keeps the marks of the last character inside the range", () => {
    const original = "é1\u0301\u200d z";
    const { originalStart, originalEnd } = normalise(original);
    expect(original.slice(originalStart(1), originalEnd(2))).toBe("1\u0301\u200d");
  });

  test("moves offsets out of surrogate pairs", () => {
    const { originalStart, originalEnd } = normalise("😀😀");
    expect([originalStart(1), originalEnd(3)]).toEqual([0, 4]);
  });

  test("leaves offsets of plain text alone", () => {
    const { originalStart, originalEnd } = normalise("plain");
    expect([originalStart(1), originalEnd(4)]).toEqual([1, 4]);
  });
});
