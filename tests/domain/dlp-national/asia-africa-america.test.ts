import { describe, expect, test } from "@jest/globals";
import { scrub } from "../../../shared/domain/dlp/scrub.ts";

const removed: readonly (readonly [string, string])[] = [
  ["2345 6789 0124", "[NATIONAL_ID]"],
  ["234567890124", "[NATIONAL_ID]"],
  ["2345-6789-0124", "[NATIONAL_ID]"],
  ["Aadhaar 2345 6789 0123", "Aadhaar [NATIONAL_ID]"],
  ["ABCPE1234F", "[NATIONAL_ID]"],
  ["abcpe1234f", "[NATIONAL_ID]"],
  ["PAN card ABCDE1234F", "PAN card [NATIONAL_ID]"],
  ["S1234567D", "[NATIONAL_ID]"],
  ["T0123456G", "[NATIONAL_ID]"],
  ["F1234567N", "[NATIONAL_ID]"],
  ["NRIC S1234567A", "NRIC [NATIONAL_ID]"],
  ["900101-1234567", "[NATIONAL_ID]"],
  ["RRN 900101-1234568", "RRN [NATIONAL_ID]"],
  ["1-2345-67890-12-1", "[NATIONAL_ID]"],
  ["1234567890121", "[NATIONAL_ID]"],
  ["8001015009087", "[NATIONAL_ID]"],
  ["ID number 8001015009088", "ID number [ID]"],
  ["11010519491231002X", "[NATIONAL_ID]"],
  ["KA53ME3456", "[VEHICLE]"],
  ["MH 12 AB 3456", "[VEHICLE]"],
  ["22AAAAA0000A1Z5", "[NATIONAL_ID]"],
  ["201434292D", "[NATIONAL_ID]"],
  ["53125226D", "[NATIONAL_ID]"],
  ["T14LL0001A", "[NATIONAL_ID]"],
  ["34-1234567-8", "[NATIONAL_ID]"],
  ["110105 19491231 002X", "[NATIONAL_ID]"],
  ["529.982.247-25", "[NATIONAL_ID]"],
  ["CPF 529.982.247-24", "CPF [NATIONAL_ID]"],
  ["BADD110313HCMLNS09", "[NATIONAL_ID]"],
  ["CURP BADD110313HCMLNS0", "CURP [NATIONAL_ID]"],
  ["my number 900101-1234567", "my number [NATIONAL_ID]"],
  ["national id 12345678", "national id [NATIONAL_ID]"],
];

const kept = [
  "2345 6789 0123",
  "ABCDE1234",
  "S1234567A",
  "901301-1234567",
  "900101-9234567",
  "1-2345-67890-12-2",
  "8001015009088",
  "529.982.247-24",
  "110105194912310021",
  "123456789012",
  "1111 1111 1111",
  "AB12345",
  "A1B2C3D4",
];

describe("numbers of Asia, Africa and Latin America", () => {
  test.each(removed)("removes %j", (text, redacted) => {
    expect(scrub(text).redacted).toBe(redacted);
  });

  test.each(kept)("keeps %j", (text) => {
    expect(scrub(text)).toEqual({ redacted: text, spans: [], counts: {} });
  });
});
