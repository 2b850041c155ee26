import { describe, expect, test } from "@jest/globals";
import { scrub } from "../../../shared/domain/dlp/scrub.ts";

/** Nothing names the number in brackets; it is written like somebody's. */
const removed: readonly (readonly [string, string])[] = [
  ["Dahl\n102 447 719\ngrp", "Dahl\n[ID]\ngrp"],
  ["over the phone I gave them 4485 2758 3390 1126 today", "over the phone I gave them [ID] today"],
  ["AARP/UHC 319 845 276-11", "AARP/UHC [ID]"],
  ["n\u00b0 08731447 P, then", "n\u00b0 [ID], then"],
  ["right 2438X57HA, left", "right [ID], left"],
  ["the ward whiteboard says 5738926", "the ward whiteboard says [ID]"],
  ["my insurance, XEA 771 02 4439, is new", "my insurance, [HEALTH_PLAN], is new"],
  ["numbers 0771-K and 0717-K", "numbers [ID] and [ID]"],
  ["file A/1177/OPD/24 is hers", "file [MRN] is hers"],
  ["pulled the folder, (7719304) but the consent page is missing", "pulled the folder, ([MRN]) but the consent page is missing"],
  ["locator QHX7R2 came up twice in the chart archive", "locator [ID] came up twice in the chart archive"],
  ["the jacket numbered 14-0092", "the jacket numbered [MRN]"],
  ["which is right, 56711-A or 56711-C?", "which is right, [ID] or [ID]?"],
  ["reprint labels for 1207733", "reprint labels for [ID]"],
  ["um, it's 4 4 0 2 9 1 8, call me", "um, it's [ID], call me"],
  ["the plan has me as X99071B", "the plan has me as [HEALTH_PLAN]"],
  ["its 914 220 768", "its [ID]"],
  ["the pump shows 88-00412-B", "the pump shows [DEVICE]"],
  ["they billed 7700418 again", "they billed [ID] again"],
  ["4-118-902", "[ID]"],
  ["prefix XQH then 4471 9920", "prefix XQH then [ID]"],
  ["9400 1118 9922 3818 0044 71 never came", "[ID] never came"],
  ["recipient 4471-882-1", "recipient [ID]"],
];

const kept = [
  "BIN 004682 for the copay card",
  "CPT 99214 was billed, bill says G0463",
  "code 99214 vs 99213",
  "PHQ-9: 2-2-1-3-2-1-0-1-0",
  "steroid taper 60-40-20-10",
  "PROSPERO CRD42024509981",
  "IPAP 14-25, LR 130/109/4, HLH-2004",
  "m.3243A>G in 61%",
  "the FibroScan says CAP 310",
  "Payer ID 60054",
  "model M635TS",
  "MCSA-5870 and form I-693",
  "vitamin d3 5000 daily",
  "V97.33 and Z63.1 for my students",
  "keep it 120-139 or so",
  "border: #1a2b3c; color: #FF5733",
  "Lancet 396:1204-22",
  "chr7:117559590-117559592",
  "TID 0900 1400 2100\nQ6H 0000 0600",
  "draw: 4 18 22 31 40",
  "ORA-01555: snapshot",
  "tyre 205/55 R16 91V",
  "between 1500-2000 is fine",
  "(2019) 1234-1240",
  "1 2 3 4 5 6 7 8",
  "12 345 678",
  "the values 110 125 140 200 were ok",
  "EGFR L858R, KRAS G12C, MTHFR C677T",
  "T2N1M0 and G3P2002",
  "a CMS-1500 or a 1095-A form",
  "J1885 and 99213 and 4548-4",
  "CYP2D6, CHA2DS2-VASc, BNT162b2",
  "walked 10000steps",
  "summer2024 was bad",
  "123456789",
  "99213-25, 93000",
  "Shingrix x2 2021, PCV20 2023",
  "VL 125000",
  "ran 1200 1600 1850",
  "size 100x200mm",
  "10000 steps",
  "207R00000X",
  "IGF-1 688 and PaO2/FiO2 148, VHI-10 24",
  "ISBN-10: 0-394-72618-9",
  "HI*ABK:J45909~",
];

describe("numbers that nothing explains", () => {
  test.each(removed)("are identifiers: %j", (text, redacted) => {
    expect(scrub(text).redacted).toBe(redacted);
  });

  test.each(kept)("are none where medicine or counting writes so: %j", (text) => {
    expect(scrub(text).redacted).toBe(text);
  });
});
