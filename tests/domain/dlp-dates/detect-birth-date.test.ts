import { describe, expect, test } from "@jest/globals";
import { scrub } from "../../../shared/domain/dlp/scrub.ts";

const removed: readonly (readonly [string, string])[] = [
  ["DOB 3/4/1980", "DOB [DOB]"],
  ["DOB: 03-04-80", "DOB: [DOB]"],
  ["D.O.B. 3.4.1980", "D.O.B. [DOB]"],
  ["date of birth is 1980-03-04", "date of birth is [DOB]"],
  [
    "and your date of birth please yeah it's four seventeen eighty three okay",
    "and your date of birth please yeah it's [DOB] okay",
  ],
  ["and your birthday\n[patient] uh eleven oh nine sixty four\n[nurse] ok", "and your birthday\n[patient] uh [DOB]\n[nurse] ok"],
  ["three twelve fifty eight is her birth date", "[DOB] is her birth date"],
  ["happy birthday three times two is six", "happy birthday three times two is six"],
  ["Please tell me your date of birth. It's 6/24/1991", "Please tell me your date of birth. It's [DOB]"],
  ["born March 4, 1980", "born [DOB]"],
  ["born on the 4th of March 1980 in Kenosha", "born on [DOB] in Kenosha"],
  ["Birthday: Mar 4th", "Birthday: [DOB]"],
  ["My birthday is 4 March", "My birthday is [DOB]"],
  ["born in March 1980", "born in [DOB]"],
  ["birth date 04MAR1980", "birth date [DOB]"],
  ["birthdate 19800304", "birthdate [DOB]"],
  ["b-day 3/4/80", "b-day [DOB]"],
  ["DOB (mm/dd/yyyy): 03/04/1980", "DOB (mm/dd/yyyy): [DOB]"],
  ["DOB 03 04 1980", "DOB [DOB]"],
  ["DOB 1980-03-04T00:00:00Z", "DOB [DOB]"],
  ["born at 39 weeks on 3/4/2020", "born at 39 weeks on [DOB]"],
  ["My birthday is 12/25", "My birthday is [DOB]"],
  ["3/4/1980 (DOB)", "[DOB] (DOB)"],
  ["3/4/1980 is my birthday", "[DOB] is my birthday"],
  ["March 4, 1980 was when I was born", "[DOB] was when I was born"],
  ["1980-03-04 is the patient's date of birth", "[DOB] is the patient's date of birth"],
  ["né le 04/03/1980", "né le [DOB]"],
  ["geboren am 04.03.1980", "geboren am [DOB]"],
  ["fecha de nacimiento: 04/03/1980", "fecha de nacimiento: [DOB]"],
  ["DOB 0３/０4/1980", "DOB [DOB]"],
  ["D\u200bOB 3/4\u2044 1980", "D\u200bOB [DOB]"],
  ["DOB 3&#47;4&#47;1980", "DOB [DOB]"],
];

const kept = [
  "BP 120/80",
  "born early, admitted on a Monday",
  "birth control since 2020",
  "stillborn in 2020",
  "The idea was born in the bathtub.",
  "born in 1980",
  "my birthday is on the weekend, I'll turn 23",
  "born healthy, weight 3.2 kg",
  "birthday cake, pain 7/10",
  "newborn screening",
];

const otherDates: readonly (readonly [string, string])[] = [
  ["seen on 3/4/1980", "seen on [DATE]"],
  ["born early, admitted on 3/4/2020", "born early, admitted on [DATE]"],
  ["birth control since 3/4/2020", "birth control since [DATE]"],
  ["stillborn 3/4/2020", "stillborn [DATE]"],
  ["newborn screening 3/4/2020", "newborn screening [DATE]"],
];

describe("dates of birth", () => {
  test.each(otherDates)("tells %j from a birth", (text, redacted) => {
    expect(scrub(text).redacted).toBe(redacted);
  });

  test.each(removed)("removes %j", (text, redacted) => {
    expect(scrub(text).redacted).toBe(redacted);
  });

  test.each(kept)("keeps %j", (text) => {
    expect(scrub(text)).toEqual({ redacted: text, spans: [], counts: {} });
  });
});
