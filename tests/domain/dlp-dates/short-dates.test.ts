import { describe, expect, test } from "@jest/globals";
import { dateDetectors } from "../../../shared/domain/dlp-dates/date-detectors.ts";

/** What is found, in the order of the text, without those inside another. */
const found = (text: string): readonly string[] => {
  const all = dateDetectors.flatMap(({ find }) => find(text)).sort((left, right) => left.start - right.start);
  const isInside = ({ start, end }: (typeof all)[number]): boolean =>
    all.some((other) => other.start <= start && other.end >= end && other.end - other.start > end - start);
  return [...new Set(all.filter((candidate) => !isInside(candidate)).map(({ start, end }) => text.slice(start, end)))];
};

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
    ["her birthday which is eleven eight forty three", ["eleven eight forty three"]],
    ["your birthday for me october nine eighty seven", ["october nine eighty seven"]],
    ["born the 8th of the 9th 64", ["the 8th of the 9th 64"]],
    ["labs 4/2 4/9 4/16 all fine", ["4/2", "4/9", "4/16"]],
    ["Sputum: 2/6 neg, 2/7 1+, 2/8 neg", ["2/6", "2/7", "2/8"]],
    ["pain 8/10 on 8/10", ["8/10"]],
    ["removed 5/11, not 5/10, for him", ["5/11", "5/10"]],
    ["someone started fluconazole 10/28", ["10/28"]],
    ["came in 1/8 with a heel", ["1/8"]],
    ["last was 3/10 so 13 wks", ["3/10"]],
    ["last depo was 2-11, next was 4-29", ["2-11", "4-29"]],
    ["can i switch 12-19 to 12-22", ["12-19", "12-22"]],
    ["NSTEMI on 10.14; echo fine", ["10.14"]],
    ["signed 29.8, witnessed 30.8", ["29.8", "30.8"]],
    ["wounded in 02.2024", ["02.2024"]],
    ["the flu shot 10 16 at work", ["10 16"]],
    ["moving 6 1, new doc", ["6 1"]],
    ["cert for the 6th cos i had gastro", ["the 6th"]],
    ["home tomorrow the 12th with her son", ["the 12th"]],
    ["xarelto, f/u the 2nd", ["the 2nd"]],
    ["i leave sat the 27th for 2 weeks", ["sat the 27th"]],
    ["vivitrol due 12th who has it", ["12th"]],
    ["he's been here since the thirty first, ok", ["the thirty first"]],
    ["never came on the eighteenth or twentieth.", ["the eighteenth", "twentieth"]],
    ["the fifteenth of the month", ["the fifteenth of the month"]],
    ["home visits on April 8, 10 and 12, and", ["April 8, 10 and 12"]],
    ["cycles were 2 feb, 23 feb", ["2 feb", "23 feb"]],
    ["laid off may 2. cobra", ["may 2"]],
    ["It's now August.", ["August"]],
    ["mammogram was may of last year", ["may of last year"]],
    ["blood test last October showed", ["last October"]],
    ["bk in Oct-Dec", ["Oct", "Dec"]],
    ["until 1 maart. Dr", ["1 maart"]],
    ["home on 13 lipca.", ["13 lipca"]],
    ["last on 3.iv.2025, and", ["3.iv.2025"]],
    ["cita es jueves 8, take bus", ["jueves 8"]],
    ["was due dia 12, moving", ["dia 12"]],
    ["B_19740903_EEG_20250112.edf", ["19740903", "20250112"]],
    ["MR318_2023-05-02_echo.pdf", ["2023-05-02"]],
    ["the Wednesday after Easter she", ["the Wednesday after Easter"]],
    ["in the pool on the Fourth. Warranty", ["the Fourth"]],
    ["x-mas morning", ["x-mas morning"]],
    ["took me labor day weekend, ok", ["labor day weekend"]],
    ["fell on valentines and they", ["valentines"]],
    ["on the night of 2 January. Ok", ["the night of 2 January"]],
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
    "the 6th and 7th ribs",
    "the 7th cranial nerve",
    "the 18th floor",
    "the 1st of 2 doses",
    "started metoprolol 25/50 mg",
    "muscle strength 4/5 5/5 3/5",
    "a log of 1/2 1/3 1/4",
    "on the fourth she fell",
    "we will march 3 miles",
    "you may 2 times a day",
    "i worked after 9/11 with them",
    "told 7.4 by phone",
    "INR 2.1. - ok",
    "he is 6 2 and weighs 180",
    "2 x 78 x 31",
    "UC, Mayo 9",
    "bed 14, sat 2nd shift",
    "L4-5 and C5-6",
    "Hi April, how are you",
  ])("are left where they are amounts: %s", (text) => {
    expect(found(text)).toEqual([]);
  });
});
