import { describe, expect, test } from "@jest/globals";
import { scrub } from "../../../shared/domain/dlp/scrub.ts";

const removed: readonly (readonly [string, string])[] = [
  ["401 023 2137", "[PHONE]"],
  ["4010232137", "[NATIONAL_ID]"],
  ["0032698674", "[NATIONAL_ID]"],
  ["943 476 5919", "[PHONE]"],
  ["NHS number 943 476 5919", "NHS number [NATIONAL_ID]"],
  ["NHS no. 9434765919", "NHS no. [NATIONAL_ID]"],
  ["my nhs number is 943-476-5919", "my nhs number is [NATIONAL_ID]"],
  ["NHS Number: 4857773456", "NHS Number: [NATIONAL_ID]"],
  ["NHS number 111 222 3334", "NHS number [NATIONAL_ID]"],
  ["CHI number 0101701234", "CHI number [NATIONAL_ID]"],
  ["AA 12 34 56 B", "[NATIONAL_ID]"],
  ["AA123456B", "[NATIONAL_ID]"],
  ["hh 01 02 03 d", "[NATIONAL_ID]"],
  ["tw987654a", "[NATIONAL_ID]"],
  ["nino: PR 123612C", "nino: [NATIONAL_ID]"],
  ["Here is my National Insurance Number YZ 61 48 68 B", "Here is my National Insurance Number [NATIONAL_ID]"],
  ["NI number QQ123456C", "NI number [NATIONAL_ID]"],
  ["AB-12-34-56-C", "[NATIONAL_ID]"],
  ["MORGA607054SM9IJ", "[LICENSE]"],
  ["MORGA657054SM9IJ", "[LICENSE]"],
  ["FO999512018AA1AB", "[LICENSE]"],
  ["SMIT9801015JK2CD", "[LICENSE]"],
  ["Licence: MORGA607054SM9IJ ok", "Licence: [LICENSE] ok"],
  ["morga607054sm9ij", "[LICENSE]"],
  ["JONES710153J99EF", "[LICENSE]"],
  ["driving licence SMITH802290AB1CD", "driving licence [LICENSE]"],
  ["AB51 ABC", "[VEHICLE]"],
  ["BD62XYZ", "[VEHICLE]"],
  ["LN14-HGT", "[VEHICLE]"],
  ["aa02 aaa", "[VEHICLE]"],
  ["My car reg is AB51 ABC and it expires", "My car reg is [VEHICLE] and it expires"],
  ["Vehicles AB51 ABC and BD62XYZ were seen", "Vehicles [VEHICLE] and [VEHICLE] were seen"],
  ["K1 ABC", "[VEHICLE]"],
  ["M456DEF", "[VEHICLE]"],
  ["ABC 123D", "[VEHICLE]"],
  ["reg plate ye19 khd parked", "reg plate [VEHICLE] parked"],
  ["number plate is A123 BCD", "number plate is [VEHICLE]"],
  ["UK passport number 123456789", "UK passport number [PASSPORT]"],
];

const kept = [
  "AA 12 34 56 H",
  "FQ 00 00 00 C",
  "BG123612A",
  "ZZ 12 34 56 A",
  "1111111111",
  "IB51 ABC",
  "AQ51 ABC",
  "AB00 ABC",
  "AB35 ABC",
  "AB49 ABC",
  "AB80 ABC",
  "AB51 AIB",
  "I123 BCD",
  "ABC 123I",
  "ABC 123Z",
  "MORGA600054SM9IJ",
  "MORGA613054SM9IJ",
  "MORGA601004SM9IJ",
  "MORGA65705SM9IJ",
  "MORGA6570544SM9IJ",
  "99999657054SM9IJ",
  "HR72 BPM at rest",
  "the B12 and D3 levels",
];

describe("numbers of the United Kingdom", () => {
  test.each(removed)("removes %j", (text, redacted) => {
    expect(scrub(text).redacted).toBe(redacted);
  });

  test.each(kept)("keeps %j", (text) => {
    expect(scrub(text)).toEqual({ redacted: text, spans: [], counts: {} });
  });
});
