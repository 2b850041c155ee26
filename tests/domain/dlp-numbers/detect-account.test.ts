import { describe, expect, test } from "@jest/globals";
import { scrub } from "../../../shared/domain/dlp/scrub.ts";

const removed: readonly (readonly [string, string])[] = [
  ["Subject 031 dropped out; participant P31 and site S-118", "Subject [ID] dropped out; participant [ID] and site [ID]"],
  ["the stent lot XIE-2240918 is on the card", "the stent lot [DEVICE] is on the card"],
  ["I pay from ES79 0877 2187 8070 6218 4936 each month", "I pay from [IBAN] each month"],
  ["please wire to DE89 3704 0044 0532 0130 01", "please wire to [ACCOUNT]"],
  ["swift code: DEUTDEFFXXX", "swift code: [ACCOUNT]"],
  ["BIC BOFAUS3NXXX", "BIC [ACCOUNT]"],
  ["SWIFT/BIC code is CHASUS33", "SWIFT/BIC code is [ACCOUNT]"],
  ["Transit 00012 institution 004", "Transit [ACCOUNT] institution [ACCOUNT]"],
  ["branch number 12345", "branch number [ACCOUNT]"],
  ["UDI (01)00844588003288(17)141120(10)7654321D", "UDI [DEVICE]"],
  ["PID|1||556610||DOE", "PID|1||[MRN]||DOE"],
  ["GB56HXDO88167774656119", "[IBAN]"],
  ["GB29 NWBK 6016 1331 9268 19", "[IBAN]"],
  ["NO93 8601 1117 947", "[IBAN]"],
  ["account number 000123456789", "account number [ACCOUNT]"],
  ["patient account V00012345678", "patient account [ACCOUNT]"],
  ["routing 021000021", "routing [ACCOUNT]"],
  ["sort code 20-00-00", "sort code [ACCOUNT]"],
  ["BSB 063-123", "BSB [ACCOUNT]"],
  ["invoice INV-20394", "invoice [ACCOUNT]"],
];

const kept = [
  "AL47 212A 1009 0000 0002 3569 8741",
  "GB29 NWBK 6016 1331 9268 10",
  "a swift recovery",
  "swift response",
  "the institution 4 years",
  "branch retinal vein",
  "right bundle branch 120",
  "account",
  "savings of 20 percent",
  "BIC",
];

describe("account numbers", () => {
  test.each(removed)("removes %j", (text, redacted) => {
    expect(scrub(text).redacted).toBe(redacted);
  });

  test.each(kept)("keeps %j", (text) => {
    expect(scrub(text)).toEqual({ redacted: text, spans: [], counts: {} });
  });
});
