import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";

type Report = { readonly searched: number; readonly changed: readonly string[]; readonly broken: readonly string[] };

describe("the whole engine, models and all", () => {
  const script = join(import.meta.dirname, "scrub-twice.ts");
  const report: Report = JSON.parse(execFileSync(process.execPath, [script], { encoding: "utf8", timeout: 240_000 }));

  test("changes nothing the second time: each marked message, forty of them together, in two profiles, with numbered placeholders", () => {
    expect(report.searched).toBeGreaterThan(1000);
    expect(report.changed).toEqual([]);
  });

  test("gives ordered offsets of whole characters for every string of Unicode, lone surrogates too, and long texts that stay as they are", () => {
    expect(report.broken).toEqual([]);
  });
});
