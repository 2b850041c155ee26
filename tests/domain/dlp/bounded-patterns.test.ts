import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { parseSync } from "@swc/core";

const domain = join(import.meta.dirname, "../../../shared/domain");
const files = readdirSync(domain)
  .filter((room) => room.startsWith("dlp"))
  .flatMap((room) => readdirSync(join(domain, room)).map((file) => join(domain, room, file)))
  .filter((file) => file.endsWith(".ts"));

/** What a pattern repeats without limit, once escapes and character classes are out of the way: "c+", ")*". */
const unboundedIn = (source: string): readonly string[] => {
  let plain = source.replace(/\\./gu, "e");
  for (let depth = 0; depth < 4; depth += 1) plain = plain.replace(/\[[^[\]]*\]/gu, "c");
  return plain.match(/.(?:[*+]|\{\d+,\})/gu) ?? [];
};

const literalsIn = (node: unknown): readonly string[] => {
  if (typeof node !== "object" || node === null) return [];
  const own = "type" in node && node.type === "RegExpLiteral" && "pattern" in node ? [String(node.pattern)] : [];
  return [...own, ...Object.values(node).flatMap(literalsIn)];
};

const writtenPatterns = (file: string): readonly string[] =>
  literalsIn(parseSync(readFileSync(file, "utf8"), { syntax: "typescript", target: "es2024" }));

/** Every pattern that a module builds from parts while it loads. */
const builtPatterns = async (): Promise<readonly string[]> => {
  const sources: string[] = [];
  const original = globalThis.RegExp;
  globalThis.RegExp = new Proxy(original, {
    construct: (target, [source, flags]) => {
      const pattern = new target(source, flags);
      sources.push(pattern.source);
      return pattern;
    },
  });
  try {
    for (const file of files) await import(file);
  } finally {
    globalThis.RegExp = original;
  }
  return sources;
};

describe("patterns", () => {
  test.each([
    ["a{1,9}[*+]\\+", 0],
    ["a*b+", 2],
    ["[[a]--[+]]{2,}", 1],
  ])("counts what %j repeats without limit", (source, count) => {
    expect(unboundedIn(source)).toHaveLength(count);
  });

  test("repeat no group without limit, so that none takes exponential time", async () => {
    const sources = [...(await builtPatterns()), ...files.flatMap(writtenPatterns)];
    expect(sources.length).toBeGreaterThan(300);
    expect(sources.filter((source) => unboundedIn(source).some((repeat) => repeat.startsWith(")")))).toEqual([]);
  });

  test.each(["dlp-contact", "dlp-credentials", "dlp-national", "dlp-numbers"])(
    "repeat nothing at all without limit in %s, so that one place in a text takes limited time",
    (room) => {
      const written = files.filter((file) => file.includes(`/${room}/`)).flatMap(writtenPatterns);
      expect(written.filter((source) => unboundedIn(source).length > 0)).toEqual([]);
    },
  );
});
