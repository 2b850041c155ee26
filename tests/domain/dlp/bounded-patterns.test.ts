import { beforeAll, describe, expect, test } from "@jest/globals";
import { builtPatterns, type FoundPattern, unboundedIn, writtenPatterns } from "../../pattern-collection.ts";

const written = writtenPatterns();
let built: readonly FoundPattern[];
beforeAll(async () => {
  built = await builtPatterns(async () => undefined);
});

describe("patterns", () => {
  test.each([
    ["a{1,9}[*+]\\+", "", 0],
    ["a*b+", "", 2],
    ["[[)+]{2,}", "u", 1],
    ["[[a]--[+]]{2,}", "v", 1],
  ])("counts what %j repeats without limit", (source, flags, count) => {
    expect(unboundedIn({ source, flags })).toHaveLength(count);
  });

  test("repeat no group without limit, so that none takes exponential time", () => {
    const engine = [...built, ...written].filter(({ file }) => file.includes("/shared/domain/dlp"));
    expect(engine.length).toBeGreaterThan(300);
    expect(engine.filter((pattern) => unboundedIn(pattern).some((repeat) => repeat.startsWith(")")))).toEqual([]);
  });

  test.each(["dlp-contact", "dlp-credentials", "dlp-national", "dlp-numbers"])(
    "repeat nothing at all without limit in %s, so that one place in a text takes limited time",
    (room) => {
      const inRoom = written.filter(({ file }) => file.includes(`/${room}/`));
      expect(inRoom.filter((pattern) => unboundedIn(pattern).length > 0)).toEqual([]);
    },
  );
});
