import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { builtPatterns, type FoundPattern, unboundedIn, writtenPatterns } from "./pattern-collection.ts";
import { parseMarkedSet } from "./sets/marked-set.ts";

/** The checker without its native parts. */
const { checkSync } = createRequire(import.meta.url)("recheck/lib/browser.js") as typeof import("recheck");

const root = join(import.meta.dirname, "..");
/** `proof` is far more than any takes on a quiet machine; `look` is enough for nine out of ten. */
const limitsMs = { proof: 60_000, look: 100 };

/** Patterns that take more than linear time, or that are too large to be proved, and why that is no harm. */
const harmless = new Set([
  // An answer to a question, at most 200 characters: scrub-value.ts.
  String.raw`[\s.!]+$`,
  String.raw`^\s*(?:(?:um+|uh+|sure|yes|yeah|yep|ok(?:ay)?|hi|hello|well|of course|no problem)[\s,.!:;-]{1,3}){0,3}(?:(?:it(?:'?s| is)|that(?:'s| is)|this is|i(?:'?m| am)|my \w{1,12} is|the \w{1,12} is|on|in|at|from)\s+)?`,
  // A finding, at most some 150 characters.
  String.raw`(?:^|[ '])\p{Lu}[\p{L}'.-]+(?:,?[ ]\d{1,5}[a-z]?)?$`,
  // An answer of AWS; what is repeated stands between two signs that it does not match.
  String.raw`"__type"\s*:\s*"([^"]{1,200})"`,
  // At most 200 characters; each repetition begins with a comma.
  "^(turn|status|summary|profile|turns|expiresAt)(,(turn|status|summary|profile|turns|expiresAt))*$",
]);

/** One start, and one thing to give back: linear whatever the rest is. */
const repeatsOnceFromTheStart = (pattern: FoundPattern): boolean => {
  const repeats = unboundedIn(pattern);
  return repeats.length === 1 && pattern.source.startsWith("^") && repeats.every((repeat) => !repeat.startsWith(")"));
};

type Verdict = "safe" | "vulnerable" | "unknown";

const verdictOn = ({ source, flags }: Pick<FoundPattern, "source" | "flags">, timeout: number): Verdict =>
  checkSync(source, flags.replace("v", "u"), { timeout, checker: "automaton" }).status;

/** The engine at work on every kind of message, for patterns that are built when they are needed. */
const searchTexts = async (): Promise<void> => {
  const { scrub } = await import("../shared/domain/dlp/scrub.ts");
  const set = readFileSync(join(root, "tests/sets/clinical-chat/development.txt"), "utf8");
  for (const { text } of parseMarkedSet(set, "development")) scrub(text);
};

describe("regular expressions", () => {
  let patterns: readonly FoundPattern[];
  /** The only ones that can take more than linear time: what is repeated up to a limit takes limited time at each place. */
  let unbounded: readonly FoundPattern[];
  const verdicts = new Map<FoundPattern, Verdict>();
  const having = (verdict: Verdict) => patterns.filter((pattern) => verdicts.get(pattern) === verdict);

  beforeAll(async () => {
    const all = [...writtenPatterns(), ...(await builtPatterns(searchTexts))];
    const different = new Map(all.map((found) => [`${found.source}/${found.flags}`, found]));
    patterns = [...different.values()].filter(({ source }) => !harmless.has(source));
    unbounded = patterns.filter((pattern) => unboundedIn(pattern).length > 0 && !repeatsOnceFromTheStart(pattern));
    for (const pattern of patterns)
      verdicts.set(pattern, verdictOn(pattern, unbounded.includes(pattern) ? limitsMs.proof : limitsMs.look));
  }, 300_000);

  test.each([
    ["(a+)+$", "vulnerable"],
    ["a+$", "vulnerable"],
    ["^a+$", "safe"],
    ["(?<!a)a{1,9}$", "safe"],
  ])("of the form %j are known to be %s", (source, verdict) => {
    expect(verdictOn({ source, flags: "" }, limitsMs.proof)).toBe(verdict);
  });

  test("of shared/ are all collected", () => {
    expect(patterns.length).toBeGreaterThan(600);
  });

  test("take no more than linear time, whatever the text", () => {
    expect(having("vulnerable").map(({ file, source }) => `${file}: ${source}`)).toEqual([]);
  });

  test("are proved to, where they repeat anything without limit", () => {
    const unproved = unbounded.filter((pattern) => verdicts.get(pattern) !== "safe");
    expect(unproved.map(({ file, source }) => `${file}: ${source}`)).toEqual([]);
    expect(having("safe").length).toBeGreaterThan(patterns.length / 2);
  });
});
