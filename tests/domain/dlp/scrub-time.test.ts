import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";

const longestMs = 250;

const hostile = [
  "a",
  "1",
  "1 ",
  "1-",
  "1.",
  "(1)",
  "(",
  "0",
  "+1",
  "@",
  "a@",
  "a.",
  "a-",
  "-",
  "a@a.",
  "\ud800@",
  "born ",
  "born 1 ",
  "dob 1/",
  "ssn ",
  "ssn 1",
  "card ",
  "card 1",
  "call 1 ",
  "mrn ",
  "mrn number ",
  "chart is ",
  "http://",
  "www.",
  "www.a.",
  "a:b@",
  "::",
  "f:",
  "&amp;",
  "&#",
  "&#64;",
  "%25",
  "[at]",
  "[",
  "[EMAIL]",
  "[PHONE",
  "\u0301",
  "a\u0301",
  "\u200b",
  "１",
  "😀",
  "555-123-4567",
  "123-45-6789 ",
  "1.2.3.4.",
  "4111 ",
  "jane at ",
  "a dot ",
  "a at b dot ",
  "800-A",
  "***-",
  "jan 1 ",
  "19",
  "last four ",
  "cvv is ",
  "email a@b",
  '"a"@',
  " ",
  "\n",
  "é@",
  "中@",
  "my name is ",
  "mrs Smith ",
  "John Smith and ",
  "thanks,\n",
  "live in Paris, ",
  "hi, I'm Jo, ",
  "12 Elm St ",
  "12/12/2024 ",
  "AB12CD ",
  "İ",
  "\uFFFC",
  `${" ".repeat(49_999)}x`,
];

type Reading = { readonly quarter: number; readonly whole: number };

const measured = (): readonly Reading[] => {
  const probe = join(import.meta.dirname, "measure-times.ts");
  return JSON.parse(execFileSync(process.execPath, [probe, JSON.stringify(hostile)], { encoding: "utf8", timeout: 240_000 }));
};

describe("the processor time of the whole engine", () => {
  const readings = measured();

  test.each(hostile.map((unit, index) => [unit.slice(0, 20), readings[index]] as const))(
    "is short for 50,000 characters of %j, and grows no faster than the text",
    (_unit, reading) => {
      const { quarter, whole } = reading ?? { quarter: 0, whole: Number.POSITIVE_INFINITY };
      expect(whole).toBeLessThan(longestMs);
      expect(whole).toBeLessThan(8 * quarter + 10);
    },
  );
});
