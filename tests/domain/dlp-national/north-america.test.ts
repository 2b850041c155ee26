import { describe, expect, test } from "@jest/globals";
import { scrub } from "../../../shared/domain/dlp/scrub.ts";

const removed: readonly (readonly [string, string])[] = [
  ["1EG4-TE5-MK73", "[HEALTH_PLAN]"],
  ["1EG4TE5MK73", "[HEALTH_PLAN]"],
  ["1EG4 TE5 MK73", "[HEALTH_PLAN]"],
  ["Patient 1EG4-TE5-MK73 and 2AG9-XC4-NN22", "Patient [HEALTH_PLAN] and [HEALTH_PLAN]"],
  ["9XX9-XX9-XX99", "[HEALTH_PLAN]"],
  ["Medicare ID: 3CD5-FG7-HJ89", "Medicare ID: [HEALTH_PLAN]"],
  ["The MBI is 4EF6GH8JK12 for this patient", "The MBI is [HEALTH_PLAN] for this patient"],
  ["1eg4-te5-mk73", "[HEALTH_PLAN]"],
  ["911-70-1234", "[SSN]"],
  ["911701234", "[SSN]"],
  ["911-701234", "[SSN]"],
  ["91170-1234", "[SSN]"],
  ["1234567893", "[LICENSE]"],
  ["1245319599", "[LICENSE]"],
  ["1003000126", "[LICENSE]"],
  ["1234-567-893", "[LICENSE]"],
  ["1234 567 893", "[LICENSE]"],
  ["NPI: 1234567893", "NPI: [LICENSE]"],
  ["NPI 1234567890", "NPI [LICENSE]"],
  ["Provider identifier 1245319599", "Provider identifier [LICENSE]"],
  ["NPI 1234567893 and NPI 1245319599", "NPI [LICENSE] and NPI [LICENSE]"],
  ["AA6653456", "[ID]"],
  ["AB1234563", "[LICENSE]"],
  ["DEA number AB1234563", "DEA number [LICENSE]"],
  ["DEA# FD1234567", "DEA# [LICENSE]"],
  ["121000358", "[ACCOUNT]"],
  ["3222-7162-7", "[ACCOUNT]"],
  ["121042882", "[ACCOUNT]"],
  ["0711-0130-7", "[ACCOUNT]"],
  ["routing number 123456789", "routing number [ACCOUNT]"],
  ["EIN 12-3456789", "EIN [NATIONAL_ID]"],
  ["12-3456789", "[NATIONAL_ID]"],
  ["130 692 544", "[NATIONAL_ID]"],
  ["435 418 165", "[NATIONAL_ID]"],
  ["347-677-452", "[NATIONAL_ID]"],
  ["550090112", "[NATIONAL_ID]"],
  ["my SIN is 130-692-544", "my SIN is [NATIONAL_ID]"],
  ["mon NAS: 258 933 688", "mon NAS: [NATIONAL_ID]"],
  ["SIN 130 692 545", "SIN [NATIONAL_ID]"],
  ["1HGCM82633A004352", "[VEHICLE]"],
  ["1M8GDM9AXKP042788", "[VEHICLE]"],
  ["VIN 1HGCM82633A004353", "VIN [VEHICLE]"],
  ["wba3a5c50cf256521", "[VEHICLE]"],
  ["1234-567-890-AB", "[NATIONAL_ID]"],
  ["OHIP 1234 567 890", "OHIP [NATIONAL_ID]"],
  ["health card number 1234-567-890-YM", "health card number [NATIONAL_ID]"],
  ["ABCD 1201 1234", "[NATIONAL_ID]"],
  ["RAMQ: TREM 5602 1234", "RAMQ: [NATIONAL_ID]"],
  ["PHN 9876 543 210", "PHN [NATIONAL_ID]"],
  ["driver's license D123-4567-8901", "driver's license [LICENSE]"],
  ["California DL I1234562", "California DL [LICENSE]"],
  ["US passport C12345678", "US passport [PASSPORT]"],
  ["passport number 912803456", "passport number [PASSPORT]"],
];

const kept = [
  "1SG4-TE5-MK73",
  "1EG4-LE5-MK73",
  "1EG4-TE5-OK73",
  "1EG4-TE5-MI73",
  "1BG4-TE5-MK73",
  "AEG4-TE5-MK73",
  "12G4-TE5-MK73",
  "1EG4TE5MK7",
  "1EG4TE5MK734",
  "911-89-1234",
  "1111111112",
  "421042111",
  "1234-0000-0",
  "130 692 545",
  "130692545",
  "435-418-166",
  "046 454 286",
  "812 345 678",
  "111 111 111",
  "046-454 286",
  "13069254",
  "temperature 37.2 and 120 80 70",
  "110 120 130 mg/dL",
];

describe("numbers of North America", () => {
  test.each(removed)("removes %j", (text, redacted) => {
    expect(scrub(text).redacted).toBe(redacted);
  });

  test.each(kept)("keeps %j", (text) => {
    expect(scrub(text)).toEqual({ redacted: text, spans: [], counts: {} });
  });
});
