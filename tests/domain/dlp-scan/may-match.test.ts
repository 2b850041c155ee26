import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { strongest } from "../../../shared/domain/dlp-scan/either-of.ts";
import { mayMatch } from "../../../shared/domain/dlp-scan/may-match.ts";
import { clausesOf } from "../../../shared/domain/dlp-scan/need.ts";
import { needOf } from "../../../shared/domain/dlp-scan/read-pattern.ts";
import { forgetText } from "../../../shared/domain/dlp-scan/text-read.ts";
import { readWords } from "../../../shared/domain/dlp-scan/text-words.ts";
import { builtPatterns, writtenPatterns } from "../../pattern-collection.ts";
import { parseMarkedSet } from "../../sets/marked-set.ts";

/** As a process that has read many texts: then each pattern is known after a text. */
const mayMatchLater = (pattern: RegExp, text: string): boolean => {
  for (let reading = 0; reading < 34; reading += 1) {
    forgetText();
    readWords(text);
    mayMatch(pattern, text);
  }
  return mayMatch(pattern, text);
};

const nestedClass = "[[\\p{L}\\d]--[x]]ab";
const need = (pattern: RegExp) => strongest(clausesOf(needOf(pattern)));

describe("what a text needs for a pattern to match", () => {
  test.each([
    [/abc/, [["abc"]]],
    [/(?<![a-z])(?:xmas|easter)(?![a-z])/i, [["easter", "xmas"]]],
    [/\d{5}(?:-\d{4})?/, [["000"]]],
    [/[A-Z\d]{2}\d{2}|swift|bic/i, [["00", "bic", "swift"]]],
    [/(?<=\bfoo[ ])\d/, [["foo 0"]]],
    [/a(?:(?<=a)b|cc)d/, [["ab", "cc"]]],
    [/x(?=later)y/, [["later"], ["xy"]]],
    [/x(?!later)y/, [["xy"]]],
    [/[Ss]t[. ]/, [["st ", "st."]]],
    [/[1-9][\d.]\x44|[a-c]b/, [["0.d", "00d", "ab", "bb", "cb"]]],
    [/[A-Z]\d|[\w.]b/, []],
    [/[A-Z]\d/, [[..."abcdefghijklmnopqrstuvwxyz"].map((letter) => `${letter}0`)]],
    [/[1-9][\d.]\x44/, [["0.d", "00d"]]],
    [/H\u00f4pital|@\d/i, [["#0", "h#pital"]]],
    [/(?:ab){2}c?d{2,}/, [["ababcdd", "ababdd"]]],
    [/ab?|[^c]|\w\p{L}/u, []],
    [/(?:|abc)/, []],
    [/(?:abc){0,3}(?:def)?/, []],
    [/(?<one>a)\k<one>bc/, [["bc"]]],
    [new RegExp(nestedClass, "v"), []],
    [/[\]\\[]ab[+[]/, [["#ab#"]]],
    [/(?i:abc)d/, []],
    [/@\w|_|[\\/]/, [["#"]]],
    [/, |!/, []],
    [/[\^\].-]bc|[a\-z]bc/, [["-bc", ".bc", "abc", "#bc", "zbc"].sort()]],
  ])("is read from its source: %s", (pattern, expected) => {
    expect(need(pattern).map(({ words }) => [...words].sort())).toEqual(expected);
  });
});

describe("where in a match it stands", () => {
  test.each([
    [/abc/, [["abc", 3, 3]]],
    [/[a-z]{2,5}\d{4}/, [["000", 5, 8]]],
    [/(?<=born[ ])\w/, [["born ", 0, 0]]],
    [/(?<=dob|mrn:?)\w/, [["dob", 0, 0]]],
    [/(?<=born.{2,9})\w/, [["born", -9, -2]]],
    [/x{2}(?=.{0,3}later)\w/, [["later", 7, 10]]],
    [/(?:a|bcd)\W(?:later)?\wend/, [["end", 6, 13]]],
    [/\w*end/, [["end", 3, Number.POSITIVE_INFINITY]]],
    [/\p{L}{2}end/u, [["end", 5, 10]]],
  ])("is read from the source: %s", (pattern, expected) => {
    const [{ words, from, to } = { words: [], from: 0, to: 0 }] = need(pattern);
    expect([[words[0], from, to]]).toEqual(expected);
  });
});

describe("a pattern", () => {
  afterEach(forgetText);

  test("runs on a text that was not read", () => {
    const pattern = /zzz/;
    expect(mayMatchLater(pattern, "one")).toBe(false);
    expect(mayMatch(pattern, "two")).toBe(true);
    forgetText();
    expect(mayMatch(pattern, "one")).toBe(true);
  });

  test("may match wherever letters of another script fold to those of a word", () => {
    expect(mayMatchLater(/key secret/iu, "\u212Aey \u017Fecret")).toBe(true);
    expect(mayMatchLater(/key secret/iu, "\u212Aey \u017Eecret")).toBe(false);
  });

  test("may match where it does: every one of the product, in some messages of a set", async () => {
    const path = join(import.meta.dirname, "../../sets/clinical-chat/development.txt");
    const texts = parseMarkedSet(readFileSync(path, "utf8"), "d").flatMap(({ text }, at) => (at % 16 === 0 ? [text] : []));
    const found = [...writtenPatterns(), ...(await builtPatterns(async () => undefined))];
    const patterns = [...new Map(found.map((each) => [`${each.source}/${each.flags}`, each])).values()].map(
      ({ source, flags }) => new RegExp(source, flags.replace("y", "")),
    );
    const wrong: string[] = [];
    for (const pattern of patterns) mayMatchLater(pattern, "");
    for (const text of texts) {
      readWords(text);
      wrong.push(...patterns.filter((each) => !mayMatch(each, text) && text.search(each) >= 0).map(({ source }) => source));
    }
    expect(patterns.length).toBeGreaterThan(600);
    expect(wrong).toEqual([]);
  });

  test.each([/a[bc]{1,2}d|\dx(?<!ax)/gi, /(?<=a[ -])b{2}|[.#]c/g, /(?:ab|b){2,3}-?0/gi, /~\u00e9?(?=a)|a\u00e9/giu])(
    "may match where it does: %s",
    (pattern) => {
      const letters = fc.constantFrom("a", "b", "c", "d", "A", "x", "1", "0", " ", "-", ".", "#", "~", "\u00e9", "\u00c9");
      fc.assert(
        fc.property(fc.string({ unit: letters, maxLength: 12 }), (text) => {
          expect(mayMatchLater(pattern, text) || text.search(pattern) < 0).toBe(true);
        }),
        { numRuns: 500 },
      );
    },
  );
});
