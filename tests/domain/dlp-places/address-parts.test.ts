import { describe, expect, test } from "@jest/globals";
import { readParts } from "../../../shared/domain/dlp-places/address-parts.ts";
import { readTail } from "../../../shared/domain/dlp-places/address-tail.ts";

describe("the words behind a street", () => {
  test("are read over commas, blanks and lines, with where they stand", () => {
    const text = "1 Elm St, St. Paul,\nMN 55101";
    const parts = readParts(text, 8);
    expect(parts.map((part) => part.text)).toEqual(["St.", "Paul", "MN", "55101"]);
    expect(parts.map(({ start, end }) => text.slice(start, end))).toEqual(["St.", "Paul", "MN", "55101"]);
  });

  test("end at what was removed", () => {
    expect(readParts(" Dayton, \uFFFC OH", 0).map((part) => part.text)).toEqual(["Dayton"]);
  });

  const at = (text: string, range: { readonly start: number; readonly end: number } | undefined): string | undefined =>
    range === undefined ? undefined : text.slice(range.start, range.end);

  test.each([
    [", Springfield, IL 62704", "Springfield", "62704", false],
    [" tulsa ok 74136", "tulsa", "74136", false],
    [", New York, New York 10001", "New York", "10001", false],
    [", Croydon CR7 7JH", "Croydon", "CR7 7JH", false],
    [", 10115 Berlin.", "Berlin", "10115", false],
    [" CR7 7JH", undefined, "CR7 7JH", false],
    [" austin texas. im", "austin", undefined, false],
    [", Nicosia, NI 61089", "Nicosia", "61089", true],
    [", Washington, DC 20001", "Washington", "20001", false],
    [", Madrid.", "Madrid", undefined, false],
    [", Toronto, ON, Canada M5V 2T6", "Toronto", "M5V 2T6", true],
    [", Lyon, France", "Lyon", undefined, true],
  ])("hold a city and a code in %j", (text, ...expected) => {
    const tail = readTail(text, 0);
    expect([at(text, tail?.city), at(text, tail?.zip), tail?.hasCountry]).toEqual(expected);
  });

  test.each([" and I have pain", " where he lives", ", please call", " 3 times", ""])("hold none in %j", (text) => {
    expect(readTail(text, 0)).toBeUndefined();
  });
});
