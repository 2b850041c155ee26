import { describe, expect, test } from "@jest/globals";
import { scrub } from "../../../shared/domain/dlp/scrub.ts";

const removed: readonly (readonly [string, string])[] = [
  ["12345678Z", "[NATIONAL_ID]"],
  ["15 070649 C 103", "[NATIONAL_ID]"],
  ["CA00000AA", "[NATIONAL_ID]"],
  ["HH-AB 1234", "[VEHICLE]"],
  ["kfz B-AB 1234", "kfz [VEHICLE]"],
  ["12345678-Z", "[NATIONAL_ID]"],
  ["X1234567L", "[NATIONAL_ID]"],
  ["Y-1234567-X", "[NATIONAL_ID]"],
  ["DNI 12345678A", "DNI [NATIONAL_ID]"],
  ["RSSMRA85T10A562S", "[NATIONAL_ID]"],
  ["rssmra85t10a562s", "[NATIONAL_ID]"],
  ["codice fiscale RSSMRA85T10A562S", "codice fiscale [NATIONAL_ID]"],
  ["44051401458", "[NATIONAL_ID]"],
  ["PESEL: 44051401359", "PESEL: [NATIONAL_ID]"],
  ["2 55 08 14 168 025 38", "[NATIONAL_ID]"],
  ["255081416802538", "[NATIONAL_ID]"],
  ["811228-9874", "[NATIONAL_ID]"],
  ["19811228-9874", "[NATIONAL_ID]"],
  ["131052-308T", "[NATIONAL_ID]"],
  ["131052A308T", "[NATIONAL_ID]"],
  ["86 095 742 719", "[NATIONAL_ID]"],
  ["Steuer-ID 86095742719", "Steuer-ID [NATIONAL_ID]"],
  ["1234567T", "[NATIONAL_ID]"],
  ["PPSN 1234567TW", "PPSN [NATIONAL_ID]"],
  ["15076500565", "[NATIONAL_ID]"],
  ["010190-1234", "[NATIONAL_ID]"],
  ["85.07.30-033.28", "[NATIONAL_ID]"],
  ["BSN 123456782", "BSN [NATIONAL_ID]"],
  ["personnummer 811228-9873", "personnummer [NATIONAL_ID]"],
];

const kept = [
  "12345678A",
  "X1234567A",
  "44051401459",
  "131052-308S",
  "1234567X",
  "85.07.30-033.29",
  "86 095 742 718",
  "RSSMRA85T10",
  "99 99 99",
  "320190-1234",
  "12 345 678",
  "10.12.",
  "85.07.30",
];

describe("numbers of Europe", () => {
  test.each(removed)("removes %j", (text, redacted) => {
    expect(scrub(text).redacted).toBe(redacted);
  });

  test.each(kept)("keeps %j", (text) => {
    expect(scrub(text)).toEqual({ redacted: text, spans: [], counts: {} });
  });
});
