import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { type CalendarDate, readCalendarDate } from "../../../shared/domain/dlp-dates/calendar-date.ts";
import { writeCalendarDate } from "../../../shared/domain/dlp-dates/write-calendar-date.ts";

const read = (text: string, order: "mdy" | "dmy" = "mdy"): CalendarDate | undefined => readCalendarDate(text, { order });
const said = (text: string, order?: "mdy" | "dmy") => {
  const { year, month, day } = read(text, order) ?? {};
  return [year, month, day];
};

const forms: readonly (readonly [text: string, year: number | undefined, month: number, day: number | undefined])[] = [
  ["3/4/2024", 2024, 3, 4],
  ["03/04/24", 2024, 3, 4],
  ["25/12/1999", 1999, 12, 25],
  ["03-04-2024", 2024, 3, 4],
  ["4.3.2024", 2024, 4, 3],
  ["2024-03-04", 2024, 3, 4],
  ["2024/3/4", 2024, 3, 4],
  ["2024-03-04T10:20:30Z", 2024, 3, 4],
  ["2024-03-04 10:20", 2024, 3, 4],
  ["20240304", 2024, 3, 4],
  ["03042024", 2024, 3, 4],
  ["3/4", undefined, 3, 4],
  ["03/2024", 2024, 3, undefined],
  ["March 4, 2024", 2024, 3, 4],
  ["Mar. 4th, '24", 2024, 3, 4],
  ["MAR 4 2024", 2024, 3, 4],
  ["march 4th", undefined, 3, 4],
  ["4 March 2024", 2024, 3, 4],
  ["4th of March, 2024", 2024, 3, 4],
  ["04MAR2024", 2024, 3, 4],
  ["12-Mar-24", 2024, 3, 12],
  ["2024 Mar 4", 2024, 3, 4],
  ["March 2024", 2024, 3, undefined],
  ["March '98", 1998, 3, undefined],
  ["Monday, March 4, 2024", 2024, 3, 4],
  ["Mon Mar 4", undefined, 3, 4],
  ["3 de marzo de 2024", 2024, 3, 3],
  ["1er mars 2024", 2024, 3, 1],
  ["3. März 2024", 2024, 3, 3],
  ["3. Mai 2024", 2024, 5, 3],
  ["3 ottobre 2024", 2024, 10, 3],
  ["march third twenty twenty four", 2024, 3, 3],
  ["march twenty third two thousand nineteen", 2019, 3, 23],
  ["june fifth nineteen eighty", 1980, 6, 5],
  ["third of may nineteen fifty", 1950, 5, 3],
  ["oh three slash oh four", undefined, 3, 4],
  ["three slash fourteen slash twenty four", 2024, 3, 14],
  ["september", undefined, 9, undefined],
];

const noDates = [
  "",
  "13/13/2024",
  "2/30/2024",
  "February 30",
  "0/4",
  "March 3-5",
  "3/4 to 3/9",
  "banana",
  "March 4 apples",
  "1/2/3/4/5",
  "00000000",
];

describe("readCalendarDate", () => {
  test.each(forms)("reads %j", (text, ...parts) => {
    expect(said(text)).toEqual(parts);
  });

  test.each(noDates)("takes %j for no date", (text) => {
    expect(read(text)).toBeUndefined();
  });

  test("takes the order of numbers that do not tell it", () => {
    expect(said("3/4/2024", "dmy")).toEqual([2024, 4, 3]);
    expect(said("3/14/2024", "dmy")).toEqual([2024, 3, 14]);
    expect(said("14/3/2024", "mdy")).toEqual([2024, 3, 14]);
  });

  test("knows leap years", () => {
    expect(read("2/29/2023")).toBeUndefined();
    expect(said("2/29/2024")).toEqual([2024, 2, 29]);
    expect(said("2/29")).toEqual([undefined, 2, 29]);
  });
});

const shifted: readonly (readonly [string, Partial<CalendarDate>, string])[] = [
  ["03/04/2024", { day: 9 }, "03/09/2024"],
  ["3/4/24", { month: 11, day: 12 }, "11/12/24"],
  ["2024-03-04T10:20:30Z", { month: 12, day: 1 }, "2024-12-01T10:20:30Z"],
  ["20240304", { year: 2023, month: 9, day: 7 }, "20230907"],
  ["04MAR2024", { month: 5, day: 1 }, "01MAY2024"],
  ["14MAR2024", { day: 1 }, "01MAR2024"],
  ["March 4th, 2024", { month: 5, day: 22 }, "May 22nd, 2024"],
  ["MAR 11TH", { day: 13 }, "MAR 13TH"],
  ["mar 4", { month: 9, day: 21 }, "sep 21"],
  ["3 Mar '24", { year: 2009, month: 4, day: 11 }, "11 Apr '09"],
  ["Monday, March 4, 2024", { day: 5 }, "Tuesday, March 5, 2024"],
  ["Mon, Mar 4", { day: 5 }, "Mar 5"],
  ["1er mars 2024", { month: 8, day: 2 }, "2 août 2024"],
  ["3. Mai 2024", { month: 3 }, "3. März 2024"],
  ["3 de marzo de 2024", { month: 1 }, "3 de enero de 2024"],
  ["march third twenty twenty four", { month: 6, day: 21 }, "june twenty first twenty twenty four"],
  ["june fifth nineteen eighty", { year: 2004, day: 12 }, "june twelfth two thousand four"],
  ["oh three slash oh four slash twenty four", { year: 2009, day: 7 }, "oh three slash oh seven slash oh nine"],
  ["September", { month: 2 }, "February"],
];

describe("writeCalendarDate", () => {
  test.each(forms)("gives %j back", (text) => {
    expect(writeCalendarDate(read(text) ?? { format: [] })).toBe(text);
  });

  test.each(shifted)("writes %j with %j in its format", (text, change, expected) => {
    expect(writeCalendarDate({ ...(read(text) ?? { format: [] }), ...change })).toBe(expected);
  });

  test("writes what reads as the same date, in every form", () => {
    const anyForm = fc.constantFrom(...forms.map(([text]) => text));
    fc.assert(
      fc.property(
        anyForm,
        fc.date({ min: new Date("1960-01-01"), max: new Date("2035-12-31"), noInvalidDate: true }),
        (text, to) => {
          const from = read(text) ?? { format: [] };
          const all = { year: to.getUTCFullYear(), month: to.getUTCMonth() + 1, day: to.getUTCDate() };
          const wanted = Object.fromEntries(Object.entries(all).filter(([unit]) => Object.hasOwn(from, unit)));
          const again = read(writeCalendarDate({ ...from, ...wanted, format: from.format }), from.day === 25 ? "dmy" : "mdy");
          expect({ year: again?.year, month: again?.month, day: again?.day }).toEqual({
            year: undefined,
            month: undefined,
            day: undefined,
            ...wanted,
          });
        },
      ),
      { numRuns: 3000 },
    );
  });
});
