import { describe, expect, test } from "@jest/globals";
import { scrub } from "../../../shared/domain/dlp/scrub.ts";

const removed: readonly (readonly [string, string])[] = [
  ["555-123-4567", "[PHONE]"],
  ["(555) 123-4567", "[PHONE]"],
  ["(555)123-4567.", "[PHONE]."],
  ["555.123.4567", "[PHONE]"],
  ["555 123 4567", "[PHONE]"],
  ["555 - 123 - 4567", "[PHONE]"],
  ["555/123-4567", "[PHONE]"],
  ["1-555-123-4567", "[PHONE]"],
  ["+1 (555) 123-4567", "[PHONE]"],
  ["+15551234567", "[PHONE]"],
  ["001-555-123-4567", "[PHONE]"],
  ["5552234567", "[PHONE]"],
  ["555-123-4567 x89 or later", "[PHONE] or later"],
  ["555-123-4567, ext. 1234", "[PHONE]"],
  ["345-899-3560x4587", "[PHONE]"],
  ["+44 20 7946 0958", "[PHONE]"],
  ["+46 (0)8 928 571 38", "[PHONE]"],
  ["00 44 20 7946 0958", "[PHONE]"],
  ["020 7946 0958", "[PHONE]"],
  ["07700 900 123", "[PHONE]"],
  ["07700900123", "[PHONE]"],
  ["01.84.17.61.18", "[PHONE]"],
  ["(08) 8747 6301", "[PHONE]"],
  ["call 555-1234", "call [PHONE]"],
  ["Cell: 5551234", "Cell: [PHONE]"],
  ["Phone:\n60-56-85-91", "Phone:\n[PHONE]"],
  ["467 3395 office", "[PHONE] office"],
  ["my number is 467 3395", "my number is [PHONE]"],
  ["callback 555-0147", "callback [PHONE]"],
  ["1-800-FLOWERS", "[PHONE]"],
  ["５５５－１２３－４５６７", "[PHONE]"],
  ["555\u2013123\u20134567", "[PHONE]"],
  ["555\u200b-123\u200b-4567", "[PHONE]"],
  ["555&#45;123&#45;4567", "[PHONE]"],
  ["٥٥٥-١٢٣-٤٥٦٧", "[PHONE]"],
  ["5️⃣5️⃣5️⃣-1️⃣2️⃣3️⃣-4️⃣5️⃣6️⃣7️⃣", "[PHONE]"],
];

const kept = [
  "555-1234 units",
  "Lisinopril 10 mg, 2.5 mg, 1000-2000 IU",
  "BP 120/80, pulse 72, SpO2 98",
  "Glucose 110 120 130 140 mg/dL",
  "at 10:30 in 2021",
  "from 2019-2021 to 2022-2023",
  "NDC 0002-8215-01",
  "NDC 12345-1234-12 and 12345-123-12",
  "call about NDC 12345-1234-12",
  "call before 12:05",
  "knee extension 120 degrees",
  "creatinine 0.123456789",
  "version number 1234567",
  "call about lot 1234567",
  "pain 1 2 3 4 5 6 7 8 9 10",
  "(2019) 1234-1240",
  "Suite 833 Milford",
  "$555 123 456",
];

describe("telephone numbers", () => {
  test.each(removed)("removes %j", (text, redacted) => {
    expect(scrub(text).redacted).toBe(redacted);
  });

  test.each(kept)("keeps %j", (text) => {
    expect(scrub(text)).toEqual({ redacted: text, spans: [], counts: {} });
  });
});
