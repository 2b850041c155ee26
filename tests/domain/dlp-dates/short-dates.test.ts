import { describe, expect, test } from "@jest/globals";
import { dateDetectors } from "../../../shared/domain/dlp-dates/date-detectors.ts";

const found = (text: string): readonly string[] => [
  ...new Set(dateDetectors.flatMap((detector) => detector.find(text).map(({ start, end }) => text.slice(start, end)))),
];

describe("short forms of days", () => {
  test.each([
    ["last one was 8-8", ["8-8"]],
    ["see me b4 10-9 pls", ["10-9"]],
    ["last was 06-11, so im due", ["06-11"]],
    ["do i still go 3-25 or wait", ["3-25"]],
    ["i signed 7.7", ["7.7"]],
    ["Surgery is 01.29, early", ["01.29"]],
    ["19.09. Visite", ["19.09."]],
    ["sessions 4, 11 & 18 Feb at noon", ["4, 11 & 18 Feb"]],
    ["i had strep 3/3 thru 3/5", ["3/3", "3/5"]],
    ["adm mar 1 dc mar 8", ["mar 1", "mar 8"]],
    ["ppd read by the 5th whos open", ["the 5th"]],
    ["birthday seven eleven sixty two", ["seven eleven sixty two"]],
    ["date of birth twelve twenty five thirty eight", ["twelve twenty five thirty eight"]],
  ])("are found: %s", (text, dates) => {
    expect(found(text).map((date) => date.replace(/^the /, ""))).toEqual(dates.map((date) => date.replace(/^the /, "")));
  });

  test.each([
    "out 5-10 days",
    "take 10-20 of them",
    "Apgars 9/9, glucose 52",
    "Beighton 8/9",
    "started 7.5 mg",
    "due 2.5 mg more",
    "on the 10th day",
    "by the 2nd opinion",
    "the 5th toe",
    "went from 5-10 to less",
  ])("are left where they are amounts: %s", (text) => {
    expect(found(text)).toEqual([]);
  });
});
