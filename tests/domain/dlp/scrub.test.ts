import { describe, expect, test } from "@jest/globals";
import { detectorVersion, scrub } from "../../../shared/domain/dlp/scrub.ts";
import { ScrubOutOfTime } from "../../../shared/domain/dlp/scrub-out-of-time.ts";

const message =
  "Hi, born 3/4/1980, call 555-123-4567 or 555-123-4568, mail jane@example.com, SSN 123-45-6789, MRN 00482913, " +
  "card 4111 1111 1111 1111, https://example.com/x from 10.1.2.3; BP 120/80 on 2021-03-04.";

describe("scrub", () => {
  test("replaces every type in one text and counts them", () => {
    const { redacted, counts } = scrub(message);
    expect(redacted).toBe(
      "Hi, born [DOB], call [PHONE] or [PHONE], mail [EMAIL], SSN [SSN], MRN [MRN], " +
        "card [CARD], [URL] from [IP]; BP 120/80 on [DATE].",
    );
    expect(counts).toEqual({
      DATE_OF_BIRTH: 1,
      DATE: 1,
      PHONE_NUMBER: 2,
      EMAIL_ADDRESS: 1,
      US_SSN: 1,
      MEDICAL_RECORD_NUMBER: 1,
      CREDIT_CARD: 1,
      URL: 1,
      IP_ADDRESS: 1,
    });
  });

  test("gives offsets into the original text", () => {
    const text = "😀 é: ja\u200bne&#64;example.com!";
    const { spans } = scrub(text);
    expect(spans.map(({ start, end }) => text.slice(start, end))).toEqual(["ja\u200bne&#64;example.com"]);
  });

  test("changes nothing in its own output", () => {
    const { redacted } = scrub(message);
    expect(scrub(redacted)).toEqual({ redacted, spans: [], counts: {} });
  });

  test("finds what the removal of a neighbour lays bare", () => {
    expect(scrub("123-45-6789jane@example.com").redacted).not.toMatch(/\d/);
  });

  test("finds a long key that the removal of a neighbour lays bare, in a long text too", () => {
    const talk = "a word of plain talk, ".repeat(40);
    const { redacted } = scrub(`${talk}call 555-0142Bearer ${"QWERtyui12".repeat(60)} ok, ${talk}`);
    expect(redacted).toBe(`${talk}call [PHONE]Bearer [SECRET] ok, ${talk}`);
  });

  test("does not let a cue reach across a removed identifier", () => {
    expect(scrub("born 3/4/1980 3/5/2021").redacted).toBe("born [DOB] [DATE]");
    expect(scrub("born [DOB] 3/5/2021").redacted).toBe("born [DOB] [DATE]");
  });

  test("asks for the time before each detector and gives up when there is none", () => {
    let asked = 0;
    const isOutOfTime = () => {
      asked += 1;
      return asked === 3;
    };
    expect(() => scrub("jane@example.com", { isOutOfTime })).toThrow(ScrubOutOfTime);
    expect(scrub("jane@example.com", { isOutOfTime: () => false }).redacted).toBe("[EMAIL]");
  });

  test("names the version of its rules", () => {
    expect(detectorVersion).toMatch(/^\d+\.\d+\.\d+$/);
  });
});
