import { describe, expect, test } from "@jest/globals";
import { scrub } from "../../../shared/domain/dlp/scrub.ts";

const removed: readonly (readonly [string, string])[] = [
  ["jet ski reg AZ 4471 BK, hit", "jet ski reg [VEHICLE], hit"],
  ["red Corolla HND 2207, driver", "red Corolla [VEHICLE], driver"],
  ["with registration W-884 KX is", "with registration [VEHICLE] is"],
  ["vanity plate reads GR8PIES, Vermont", "vanity plate reads [VEHICLE], Vermont"],
  ["sleeping in a car plate tn 4b7 1h9 behind the store", "sleeping in a car plate [VEHICLE] behind the store"],
  ["plate KRV 8820 was booted", "plate [VEHICLE] was booted"],
  ["my plate was the 8xyz 992 and i left", "my plate was the [VEHICLE] and i left"],
  ['his plate reads "KICKER9"', 'his plate reads "[VEHICLE]"'],
  ["a tag reading GRNDMA7", "a tag reading [VEHICLE]"],
  ["plate 4471 EMS", "plate [VEHICLE]"],
  ["a car with plate HJ 402 ZP is parked", "a car with plate [VEHICLE] is parked"],
  ["plate TLR 65 J 2, laceration", "plate [VEHICLE], laceration"],
  ["my jeep (CO 418-RTK) was hit", "my jeep ([VEHICLE]) was hit"],
  ["car is tn 09 by 4418", "car is [VEHICLE]"],
  ["number plates AB12 CDE and LK19 RWT", "number plates [VEHICLE] and [VEHICLE]"],
];

const kept = [
  "plate and 6 screws",
  "volar plate 2.4 with 7 screws",
  "growth plate 3 mm",
  "the bag tag reads: 1 of 2",
  "driving in 2 hrs",
  "my car 2 door is parked",
  "drives 45 min each way",
  "tag team of 2 nurses",
  "my ford F150 was hit",
];

describe("number plates", () => {
  test.each(removed)("removes %j", (text, redacted) => {
    expect(scrub(text).redacted).toBe(redacted);
  });

  test.each(kept)("keeps %j", (text) => {
    expect(scrub(text).redacted).toBe(text);
  });
});
