import { describe, expect, test } from "@jest/globals";
import { scrub } from "../../../shared/domain/dlp/scrub.ts";

const removed: readonly (readonly [string, string])[] = [
  ["123-45-6789", "[SSN]"],
  ["My SSN is 123-45-6789.", "My SSN is [SSN]."],
  ["123 45 6789", "[SSN]"],
  ["123.45.6789", "[SSN]"],
  ["912-70-1234", "[SSN]"],
  ["SSN: 123456789", "SSN: [SSN]"],
  ["SSN: 000-12-3456", "SSN: [SSN]"],
  ["ssn 666-12-3456", "ssn [SSN]"],
  ["social security number: 123-00-4567", "social security number: [SSN]"],
  ["social sec. no. 123/45/6789", "social sec. no. [SSN]"],
  ["soc sec 123 - 45 - 6789", "soc sec [SSN]"],
  ["My social is 12 345 6789", "My social is [SSN]"],
  ["SS# 123_45_6789", "SS# [SSN]"],
  ["ITIN 912701234", "ITIN [SSN]"],
  ["XXX-XX-6789", "[SSN]"],
  ["***-**-6789", "[SSN]"],
  ["last four of my SSN is 6789", "last four of my SSN is [SSN]"],
  ["last 4 of SSN: 6789", "last 4 of SSN: [SSN]"],
  ["SSN (last 4): 6789", "SSN (last 4): [SSN]"],
  ["SSN ending in 6789", "SSN ending in [SSN]"],
  ["1２3-45-678９", "[SSN]"],
  ["123\u201145\u20116789", "[SSN]"],
  ["12\u200b3-4\u20605-67\ufeff89", "[SSN]"],
  ["123&ndash;45&ndash;6789", "[SSN]"],
  ["１２３‐４５‐６７８９", "[SSN]"],
  ["\u202e123-45-6789\u202c", "\u202e[SSN]\u202c"],
];

const kept = [
  "000-12-3456",
  "666-12-3456",
  "123-00-4567",
  "123-45-0000",
  "part number 123-45-6789",
  "lot 123-45-6789",
  "123456789",
  "1123-45-6789",
  "123-45-67890",
  "123-45.6789",
  "social work visit, dose 500 mg",
  "last four doses were 1000 mg",
];

describe("social security numbers", () => {
  test.each(removed)("removes %j", (text, redacted) => {
    expect(scrub(text).redacted).toBe(redacted);
  });

  test.each(kept)("keeps %j", (text) => {
    expect(scrub(text)).toEqual({ redacted: text, spans: [], counts: {} });
  });
});
