import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { operations } from "../../shared/contract/operations.ts";

const root = join(import.meta.dirname, "../..");
const folder = join(root, "docs/security");
const textOf = (page: string): string => readFileSync(join(folder, page), "utf8");

/** The rows of a page's tables with this many columns, without heads, as their cells. */
const rowsOf = (page: string, columns: number): readonly (readonly string[])[] =>
  textOf(page)
    .split("\n")
    .filter((line) => line.startsWith("| ") && !line.startsWith("| |") && !/^\|( id | call )/.test(line))
    .map((line) =>
      line
        .slice(1, -1)
        .split(" | ")
        .map((cell) => cell.replace(/^\||\|$/g, "").trim()),
    )
    .filter((cells) => cells.length === columns);

const targetsIn = (cell = ""): readonly string[] => [...cell.matchAll(/\]\(([^)#]+)\)/g)].map(([, target = ""]) => target);

/** What is wrong with the last two cells of a row: code that is a test or missing, tests that are none or missing. */
const faultsOf = (cells: readonly string[]): readonly string[] => {
  const [code, tests] = [targetsIn(cells.at(-2)), targetsIn(cells.at(-1))];
  const missing = [...code, ...tests].filter((target) => !existsSync(join(folder, target)));
  const misplaced = [
    ...code.filter((target) => target.includes("/tests/") || target.endsWith(".md")),
    ...tests.filter((target) => !target.includes("/tests/") || !target.endsWith(".test.ts")),
  ];
  const empty = code.length === 0 || tests.length === 0 ? [`no code or no test: ${cells[0]}`] : [];
  return [...missing, ...misplaced, ...empty];
};

const numbered = (chapter: string, counts: readonly number[]): readonly string[] =>
  counts.flatMap((count, section) => Array.from({ length: count }, (_, index) => `${chapter}.${section + 1}.${index + 1}`));

describe("the table of controls", () => {
  const rows = rowsOf("controls.md", 5);

  test("has every requirement of ASVS 5.0 V7 to V9 and of 45 CFR 164.312 once", () => {
    const asvs = [...numbered("7", [3, 4, 2, 5, 3, 2]), ...numbered("8", [4, 4, 3, 2]), ...numbered("9", [3, 4])];
    const hipaa = ["(a)(1)", "(a)(2)(i)", "(a)(2)(ii)", "(a)(2)(iii)", "(a)(2)(iv)", "(b)", "(c)(1)", "(c)(2)", "(d)", "(e)(1)"];
    const ids = rows.map(([id = ""]) => id.replace(/ \(L\d\)$/, ""));
    expect(ids).toEqual([...asvs, ...hipaa, "(e)(2)(i)", "(e)(2)(ii)"]);
  });

  test("names code and a test for each, which exist", () => {
    expect(rows.flatMap(faultsOf)).toEqual([]);
  });
});

describe("the threat model", () => {
  const rows = rowsOf("threat-model.md", 5).filter(([kind = ""]) => /^[STRIDE]$/.test(kind));

  test("looks at each place and at every kind of threat", () => {
    const places = [...textOf("threat-model.md").matchAll(/^## (.+)$/gm)].map(([, place]) => place);
    expect(places).toHaveLength(8);
    expect([...new Set(rows.map(([kind]) => kind))].sort()).toEqual([..."DEIRST"]);
    expect(rows.length).toBeGreaterThan(40);
  });

  test("names code and a test for each threat, which exist", () => {
    expect(rows.flatMap(faultsOf)).toEqual([]);
  });
});

test("who may do what is what the contract says, call by call", () => {
  const rows = rowsOf("authorization.md", 4).filter(([call = ""]) => /^`[a-z-]+`$/.test(call));
  const documented = rows.map(([call = "", by = ""]) => [call.replaceAll("`", ""), by === "–" ? [] : by.split(", ").sort()]);
  const inContract = operations.map(({ id, callers }) => [id, [...callers].sort()]);
  expect(Object.fromEntries(documented)).toEqual(Object.fromEntries(inContract));
});
