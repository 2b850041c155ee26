import { describe, expect, test } from "@jest/globals";
import { scrub } from "../../../shared/domain/dlp/scrub.ts";

const removed: readonly (readonly [string, string])[] = [
  ["2123 45670 1", "[NATIONAL_ID]"],
  ["2123 45670 1/2", "[NATIONAL_ID]"],
  ["3950 12345 1 is on my card", "3950 12345 1 is on my card"],
  ["Medicare 2123 45670 1", "Medicare [HEALTH_PLAN]"],
  ["medicare number 2123258701", "medicare number [HEALTH_PLAN]"],
  ["Medicare card 4951 12345 1", "Medicare card [HEALTH_PLAN]"],
  ["IHI 8003 6081 6669 0503", "IHI [NATIONAL_ID]"],
  ["8003608166690503", "[NATIONAL_ID]"],
  ["876 543 210", "[NATIONAL_ID]"],
  ["876543210", "[NATIONAL_ID]"],
  ["876-543-210", "[NATIONAL_ID]"],
  ["TFN 876 543 210", "TFN [NATIONAL_ID]"],
  ["my tax file number is 123456782", "my tax file number is [NATIONAL_ID]"],
  ["TFN: 824 753 557", "TFN: [NATIONAL_ID]"],
  ["51 824 753 556", "[NATIONAL_ID]"],
  ["51824753556", "[NATIONAL_ID]"],
  ["ABN 51 824 753 556", "ABN [NATIONAL_ID]"],
  ["ABN: 53 004 085 616", "ABN: [NATIONAL_ID]"],
  ["000 000 019", "[NATIONAL_ID]"],
  ["005 499 981", "[NATIONAL_ID]"],
  ["006249976", "[NATIONAL_ID]"],
  ["ACN 004 085 616", "ACN [NATIONAL_ID]"],
  ["holder of A.C.N. 113 821 677", "holder of A.C.N. [NATIONAL_ID]"],
  ["BSB 062-000", "BSB [ACCOUNT]"],
  ["BSB: 062000 account 12345678", "BSB: [ACCOUNT] account [ACCOUNT]"],
  ["DVA number QX123456", "DVA number [HEALTH_PLAN]"],
  ["AHPRA MED0001234567", "AHPRA [LICENSE]"],
  ["rego ABC12D", "rego [VEHICLE]"],
  ["Centrelink CRN 123 456 789A", "Centrelink CRN [NATIONAL_ID]"],
  ["URN 1234567", "URN [MRN]"],
  ["driver licence number 12345678", "driver licence number [LICENSE]"],
];

const kept = [
  "2123 25870 1",
  "212345670221",
  "123 456\n789",
  "824 753 557",
  "824753557",
  "52 824 753 556",
  "52824753556",
  "000 000 018",
  "005 499 982",
  "006249977",
  "111 111 111",
  "102 130 145 bpm",
  "0.5 1.5 2.5",
  "1 200 000",
  "the ABN of the clinic",
];

describe("numbers of Australia", () => {
  test.each(removed)("removes %j", (text, redacted) => {
    expect(scrub(text).redacted).toBe(redacted);
  });

  test.each(kept)("keeps %j", (text) => {
    expect(scrub(text)).toEqual({ redacted: text, spans: [], counts: {} });
  });
});
