import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { everyMatch } from "../../../shared/domain/dlp/every-match.ts";
import { filterOf, mayPass } from "../../../shared/domain/dlp-scan/may-match.ts";
import { forgetText } from "../../../shared/domain/dlp-scan/text-read.ts";
import { readWords } from "../../../shared/domain/dlp-scan/text-words.ts";
import { windowsOf } from "../../../shared/domain/dlp-scan/windows.ts";
import { builtPatterns, writtenPatterns } from "../../pattern-collection.ts";
import { parseMarkedSet } from "../../sets/marked-set.ts";

/** Lets a process read so many texts that the pattern is known. */
const known = (pattern: RegExp): RegExp => {
  for (let reading = 0; reading < 34; reading += 1) {
    forgetText();
    readWords("");
    mayPass(filterOf(pattern), "");
  }
  return pattern;
};

const placesIn = (pattern: RegExp, text: string) => {
  forgetText();
  readWords(text);
  return everyMatch(text, pattern).map(({ index, 0: found }) => `${index} ${found}`);
};

/** What the pattern matches in all of the text, also where it matches nothing. */
const allPlacesIn = (pattern: RegExp, text: string) =>
  [...text.matchAll(new RegExp(pattern))].map(({ index, 0: found }) => `${index} ${found}`);

describe("a long text", () => {
  afterEach(forgetText);

  test("is searched only about what each match holds", () => {
    const text = `${"a ".repeat(4000)}find me${" b".repeat(4000)}`;
    const pattern = known(/(?<=a )find me(?= b)/g);
    readWords(text);
    const [window, ...others] = windowsOf(filterOf(pattern), text);
    expect(others).toEqual([]);
    expect((window?.seen.length ?? 0) - (window?.from ?? 0)).toBeLessThan(200);
    expect(window?.seen).toBe(text.slice(0, window?.seen.length));
    expect(placesIn(pattern, text)).toEqual(["8000 find me"]);
  });

  test("is searched from the first place to the last where a match may be as long as it likes", () => {
    const text = `${"a ".repeat(400)}find me${" b".repeat(400)}find me${" c".repeat(400)}`;
    const pattern = known(/find.*/g);
    readWords(text);
    const [window, ...others] = windowsOf(filterOf(pattern), text);
    expect(others).toEqual([]);
    expect(window?.seen).toBe(text);
    expect(window?.from).toBe(792);
  });

  test("is searched as a whole for what holds nothing telling, and a short text for everything", () => {
    const long = "you will find me ".repeat(100);
    for (const [pattern, searched] of [
      [/\w[a-z]/g, long],
      [/find/g, "you will find me"],
    ] as const) {
      known(pattern);
      readWords(searched);
      expect(windowsOf(filterOf(pattern), searched)).toEqual([{ seen: searched, from: 0, to: searched.length }]);
    }
  });

  test.each([
    /(?<![ab]{3})x[a-c]{1,9}y?/g,
    /\bxy(?!a)|ab{2,40}\b/g,
    /^abc|xyz$|x{3}/g,
    /x(?=b{0,20}y)|y(?<=x.{1,30})/gu,
    /(?<=xy.{0,40})c|(?<!xy.{0,9})ab(?=.{60}x)/g,
    /(?<=(?=xy)..a{3,})a|b\.{2,}x/g,
    /(?:xy){2,}(?<=yx.{2,6})b?/g,
  ])("is matched by %s wherever it is as a whole", (pattern) => {
    known(pattern);
    const filler = fc.constantFrom("a", "b", "x", "y", "ab ", " c", ".", "xy");
    const piece = fc.tuple(filler, fc.integer({ min: 1, max: 300 })).map(([letters, times]) => letters.repeat(times));
    fc.assert(
      fc.property(fc.array(piece, { minLength: 4, maxLength: 24 }), (pieces) => {
        const text = pieces.join("");
        expect(placesIn(pattern, text)).toEqual(allPlacesIn(pattern, text));
      }),
      { numRuns: 300 },
    );
  });

  test("is matched by every pattern of the product wherever it is as a whole", async () => {
    const path = join(import.meta.dirname, "../../sets/clinical-chat/development.txt");
    const whole = parseMarkedSet(readFileSync(path, "utf8"), "d")
      .map(({ text }) => text)
      .join("\n");
    const found = [...writtenPatterns(), ...(await builtPatterns(async () => undefined))];
    const sources = new Map(found.map((each) => [`${each.source}/${each.flags}`, each]));
    const patterns = [...sources.values()].map(
      ({ source, flags }) => new RegExp(source, flags.includes("g") ? flags.replace("y", "") : `${flags.replace("y", "")}g`),
    );
    expect(patterns.length).toBeGreaterThan(600);
    for (const pattern of patterns) known(pattern);
    for (const text of [whole.slice(0, 9_000), whole.slice(9_000, 9_700)])
      for (const pattern of patterns) expect(placesIn(pattern, text)).toEqual(allPlacesIn(pattern, text));
  });
});
