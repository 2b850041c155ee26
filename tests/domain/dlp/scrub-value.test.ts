import { describe, expect, test } from "@jest/globals";
import { ScrubOutOfTime } from "../../../shared/domain/dlp/scrub-out-of-time.ts";
import { ScrubTooDeep } from "../../../shared/domain/dlp/scrub-too-deep.ts";
import { scrubValue } from "../../../shared/domain/dlp/scrub-value.ts";

const nest = (depth: number): unknown => (depth === 0 ? "jane@example.com" : { inner: nest(depth - 1) });

describe("scrubValue", () => {
  test("walks strings, arrays, objects and keys and counts what it removed", () => {
    const value = { note: "mail jane@example.com", list: ["10.1.2.3", { "joe@example.com": true }], n: 7, none: null };
    expect(scrubValue(value)).toEqual({
      value: { note: "mail [EMAIL]", list: ["[IP]", { "[EMAIL]": true }], n: 7, none: null },
      counts: { EMAIL_ADDRESS: 2, IP_ADDRESS: 1 },
    });
  });

  test("turns a number that identifies somebody into text", () => {
    expect(scrubValue({ value: 4111111111111111, dose: 500, big: 4111111111111111n }).value).toEqual({
      value: "[CARD]",
      dose: 500,
      big: "[CARD]",
    });
  });

  test.each([
    [{ ssn: 123456789 }, { ssn: "[SSN]" }],
    [{ dateOfBirth: "1980-03-04" }, { dateOfBirth: "[DOB]" }],
    [{ date_of_birth: ["1980-03-04"] }, { date_of_birth: ["[DOB]"] }],
    [{ phone: "467 3395" }, { phone: "[PHONE]" }],
    [{ mrn: "12345" }, { mrn: "[MRN]" }],
    [{ visit: "1980" }, { visit: "1980" }],
    [{ "phone 2": "467 3395" }, { "phone 2": "467 3395" }],
  ])("reads the key as a label: %j", (value, scrubbed) => {
    expect(scrubValue<unknown>(value).value).toEqual(scrubbed);
  });

  test("keeps both values when two keys become the same placeholder", () => {
    expect(scrubValue({ "a@example.com": 1, "b@example.com": 2, "c@example.com": 3 }).value).toEqual({
      "[EMAIL]": 1,
      "[EMAIL] (2)": 2,
      "[EMAIL] (3)": 3,
    });
  });

  test("keeps a key named __proto__ as a key", () => {
    const value: unknown = JSON.parse('{"__proto__": {"mail": "jane@example.com"}, "constructor": 1}');
    const scrubbed = scrubValue(value).value as object;
    expect(JSON.stringify(scrubbed)).toBe('{"__proto__":{"mail":"[EMAIL]"},"constructor":1}');
    expect(Object.getPrototypeOf(scrubbed)).toBe(Object.prototype);
  });

  test("leaves the value it was given alone", () => {
    const value = Object.freeze({ note: "jane@example.com" });
    scrubValue(value);
    expect(value.note).toBe("jane@example.com");
  });

  test("refuses what is nested deeper than it walks", () => {
    expect(scrubValue(nest(64)).counts).toEqual({ EMAIL_ADDRESS: 1 });
    expect(() => scrubValue(nest(65))).toThrow(ScrubTooDeep);
    expect(() => scrubValue(nest(3), { maxDepth: 2 })).toThrow(ScrubTooDeep);
  });

  test("passes the time budget on", () => {
    expect(() => scrubValue({ note: "x" }, { isOutOfTime: () => true })).toThrow(ScrubOutOfTime);
  });

  test.each(["text with jane@example.com", 12, true, null])("takes %j as a whole value", (value) => {
    expect(scrubValue<unknown>(value).value).toEqual(typeof value === "string" ? "text with [EMAIL]" : value);
  });

  test("takes a short answer to a question whole, and a long one for a text of its own", () => {
    const asked = (content: string) => [
      { role: "assistant", content: "What is your name?" },
      { role: "user", content },
    ];
    expect(scrubValue(asked("xyzzy quux   ")).value).toEqual(asked("[NAME]   "));
    const long = asked(`${" ".repeat(300)}xyzzy quux`);
    expect(scrubValue(long).value).toEqual(long);
  });

  test("leaves the words of our own messages alone, and nothing else of that form", () => {
    const found: string[] = [];
    const find = (text: string) => {
      found.push(text);
      return [];
    };
    const value = { messages: [{ role: "user", content: "hello" }], metadata: { role: "nurse" } };
    expect(scrubValue(value, { further: [{ name: "all", find }] }).value).toEqual(value);
    expect(found).toEqual(["hello", "role: nurse", "nurse"]);
  });
});
