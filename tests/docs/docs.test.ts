import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { isText, linkFault, withoutCode } from "./markdown.ts";

const root = join(import.meta.dirname, "../..");
const tracked = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
  cwd: root,
  encoding: "utf8",
})
  .split("\0")
  .filter((path) => path !== "" && existsSync(join(root, path)));
const textOf = (path: string): string => readFileSync(join(root, path), "utf8");
const pages = tracked.filter((path) => path.endsWith(".md"));

describe("every page", () => {
  test.each(pages)("%s links to nothing that is missing", (page) => {
    const targets = [...withoutCode(textOf(page)).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = ""]) => target);
    const faults = targets
      .filter((target) => !/^https?:/.test(target))
      .map((target) => linkFault({ root, page, target }))
      .filter((fault) => fault !== undefined);
    expect(faults).toEqual([]);
  });

  test.each(pages)("%s has one title and closed fences", (page) => {
    const text = textOf(page);
    expect(withoutCode(text).match(/^# /gm)?.length).toBe(1);
    expect((text.match(/^```/gm)?.length ?? 0) % 2).toBe(0);
  });
});

describe("every tracked text", () => {
  const machinePath = /(?<![\w.$}~-])\/(?:home|root|work|Users|mnt|tmp)\/[\w.-]/;
  const registryHost = new RegExp(["registry", "(?:npmjs|yarnpkg|npmmirror)"].join("\\."), "i");

  test("names no path of a machine and no package registry", () => {
    const found = tracked
      .filter((path) => isText(path))
      .filter((path) => [machinePath, registryHost].some((form) => form.test(textOf(path))));
    expect(found).toEqual([]);
  });
});

describe("the requirements", () => {
  const rows = textOf("docs/requirements.md")
    .split("\n")
    .filter((line) => line.startsWith("| ") && !line.startsWith("| promise "))
    .map((line) => line.split(/(?<!\\)\|/).map((cell) => cell.trim()));

  test("say of every promise where it is kept and what proves it, or that it is planned", () => {
    expect(rows.length).toBeGreaterThan(50);
    const open = rows.filter(
      ([, , code, proof]) => ![code, proof].every((cell) => cell === "planned" || /\]\(/.test(cell ?? "")),
    );
    expect(open).toEqual([]);
  });

  test("name tests as tests and code as code", () => {
    const targetsOf = (cell = "") =>
      [...cell.matchAll(/\]\(([^)]+)\)/g)].map(([, target = ""]) => relative(root, join(root, "docs", target)));
    expect(rows.flatMap(([, , code]) => targetsOf(code)).filter((path) => path.startsWith("tests"))).toEqual([]);
    expect(rows.flatMap(([, , , proof]) => targetsOf(proof)).filter((path) => !path.endsWith(".test.ts"))).toEqual([]);
  });
});

test("the index of decisions names every decision", () => {
  const index = textOf("docs/decisions/README.md");
  const decisions = pages
    .filter((page) => /^docs\/decisions\/\d/.test(page))
    .map((page) => relative(dirname("docs/decisions/x"), page));
  expect(decisions.filter((name) => !index.includes(`(${name})`))).toEqual([]);
  const numbers = decisions.map((name) => name.slice(0, 4));
  expect(new Set(numbers).size).toBe(numbers.length);
});

test.each(pages.filter((page) => /^docs\/decisions\/\d/.test(page)))("%s has the parts of a decision", (page) => {
  const headings = [...textOf(page).matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
  expect(headings).toEqual(expect.arrayContaining(["Context", "Decision", "Consequences", "What would change our mind"]));
});
