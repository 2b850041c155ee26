import { describe, expect, test } from "@jest/globals";
import { scrub } from "../../../shared/domain/dlp/scrub.ts";

const length = 50_000;
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
];

const cpuMs = (text: string): number => {
  const before = process.cpuUsage();
  scrub(text);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
};

const fill = (unit: string, size: number): string => unit.repeat(Math.ceil(size / unit.length)).slice(0, size);

/** The best of three, so that a busy machine or a garbage collection does not decide. */
const bestCpuMs = (text: string): number => Math.min(cpuMs(text), cpuMs(text), cpuMs(text));

describe("time", () => {
  test.each(hostile)("is short for 50,000 characters of %j", (unit) => {
    expect(bestCpuMs(fill(unit, length))).toBeLessThan(longestMs);
  });

  test.each(["1", "a@", "[at]", "(1)", "born 1 ", "555-123-4567 "])("grows with the length of a text of %j", (unit) => {
    const quarter = bestCpuMs(fill(unit, length / 4));
    const whole = bestCpuMs(fill(unit, length));
    expect(whole).toBeLessThan(10 * quarter + 5);
  });
});
