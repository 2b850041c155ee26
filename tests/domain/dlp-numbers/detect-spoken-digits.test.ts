import { describe, expect, test } from "@jest/globals";
import { scrub } from "../../../shared/domain/dlp/scrub.ts";

const removed: readonly (readonly [string, string])[] = [
  ["call five five five one two three four please", "call [PHONE] please"],
  ["It is two one two, five five five, oh one four seven.", "It is [PHONE]."],
  ["my social is one two three four five six seven eight nine", "my social is [SSN]"],
  ["four one one one one one one one one one one one one one one one", "[CARD]"],
];

const kept = [
  "one two three four five six seven, breathe",
  "two or three times, one to four tablets",
  "one one two three five eight",
  "someone two",
];

describe("spoken digits", () => {
  test.each(removed)("removes %j", (text, redacted) => {
    expect(scrub(text).redacted).toBe(redacted);
  });

  test.each(kept)("keeps %j", (text) => {
    expect(scrub(text)).toEqual({ redacted: text, spans: [], counts: {} });
  });
});
