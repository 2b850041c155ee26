import { describe, expect, test } from "@jest/globals";
import { scrub } from "../../../shared/domain/dlp/scrub.ts";

const removed: readonly (readonly [string, string])[] = [
  ["MRN: 00482913", "MRN: [MRN]"],
  ["MRN 00482913.", "MRN [MRN]."],
  ["mrn#A-12345", "mrn#[MRN]"],
  ["MRN is 555-123-4567", "MRN is [MRN]"],
  ["medical record number is 123546 .", "medical record number is [MRN] ."],
  ["Medical Record No. AB12345", "Medical Record No. [MRN]"],
  ["med rec # 12345", "med rec # [MRN]"],
  ["MR# 12345", "MR# [MRN]"],
  ["chart number 99-1234", "chart number [MRN]"],
  ["patient ID: P123456", "patient ID: [MRN]"],
  ["hospital number 1234567", "hospital number [MRN]"],
  ["MRN (00482913)", "MRN ([MRN])"],
  ["M\u200bRN: ００４８２９１３", "M\u200bRN: [MRN]"],
];

const kept = [
  "no MRN yet",
  "chart shows 120/80",
  "chart from 2021",
  "the patient is 45 years old",
  "meds: 1000 mg",
  "medical records were faxed",
  "MRI 2021",
];

describe("medical record numbers", () => {
  test.each(removed)("removes %j", (text, redacted) => {
    expect(scrub(text).redacted).toBe(redacted);
  });

  test.each(kept)("keeps %j", (text) => {
    expect(scrub(text)).toEqual({ redacted: text, spans: [], counts: {} });
  });
});
