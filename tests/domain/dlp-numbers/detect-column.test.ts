import { describe, expect, test } from "@jest/globals";
import { scrub } from "../../../shared/domain/dlp/scrub.ts";

const removed: readonly (readonly [string, string])[] = [
  ["user_name,role\nmwalsh,nurse", "user_name,role\n[USERNAME],nurse"],
  ["| User ID | Password |\n|---|---|\n| kchen2 | abc-Day44 |", "| User ID | Password |\n|---|---|\n| [USERNAME] | [SECRET] |"],
  ["item,ship_zip\npen,96817", "item,ship_zip\npen,[ZIP]"],
  ["No | Age | Injury\nRXH-77120 | 91 | hip", "No | Age | Injury\n[ID] | [AGE] | hip"],
  ["mrn,last,balance\n4410,x,112.40\n4411,y,0.00", "mrn,last,balance\n[MRN],x,112.40\n[MRN],y,0.00"],
  [
    "| Bed | Rec. no. | Diet |\n|-----|------|----|\n| 3A | 2207 | soft |",
    "| Bed | Rec. no. | Diet |\n|-----|------|----|\n| 3A | [MRN] | soft |",
  ],
  ["member_id;term;tier\nM992;2024;x", "member_id;term;tier\n[HEALTH_PLAN];2024;x"],
  ["name\tpatientId\nx\tP123\ny\tP124", "name\tpatientId\nx\t[MRN]\ny\t[MRN]"],
  ["REF*1L*778201~", "REF*1L*[ID]~"],
];

const kept = [
  "password, please\nthanks, bye",
  "test,result\nTSH,2.45\nK,4.1",
  "mrn,glucose\nunknown,1204",
  "| room | dose |\n| 4512 | 1000 |",
  "chart, please\nand thanks, bye",
  "HLA-DRB1*04:01 and CYP2C19*2",
];

describe("tables", () => {
  test.each(removed)("lose the numbers of their columns of identifiers: %j", (text, redacted) => {
    expect(scrub(text).redacted).toBe(redacted);
  });

  test.each(kept)("keep the others: %j", (text) => {
    expect(scrub(text).redacted).toBe(text);
  });
});
