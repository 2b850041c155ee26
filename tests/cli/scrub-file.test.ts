import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { runCli } from "./cli-process.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "picasso-scrub-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const fileOf = async (text: string, name = "text"): Promise<string> => {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
};
const scrub = async (text: string, more: readonly string[] = [], env: Readonly<Record<string, string>> = { NO_COLOR: "1" }) =>
  runCli(["scrub", await fileOf(text), ...more], env);
const report = async (lines: readonly unknown[], more: readonly string[] = []) => {
  const text = lines.map((line) => (typeof line === "string" ? line : JSON.stringify(line))).join("\n");
  return runCli(["scrub", "report", await fileOf(text, "set.jsonl"), ...more], { NO_COLOR: "1" });
};
const marked = (text: string, type: string, value: string) => {
  const start = text.indexOf(value);
  return { id: text.slice(0, 4), text, spans: [{ start, end: start + value.length, type }] };
};

describe("scrub FILE", () => {
  test("shows a line with a finding before and after, all others once, then types and versions", async () => {
    const { code, out } = await scrub("mail jane@example.org\nall fine\nor JANE@example.org, bo@example.org");
    expect(code).toBe(0);
    expect(out.split("\n")).toEqual([
      "- mail jane@example.org",
      "+ mail [EMAIL_1]",
      "  all fine",
      "- or JANE@example.org, bo@example.org",
      "+ or [EMAIL_1], [EMAIL_2]",
      "",
      "type           found",
      "EMAIL_ADDRESS  3",
      "",
      expect.stringMatching(/^safe-harbor\/\d+ \d+\.\d+\.\d+\+[0-9a-f]{8}$/),
    ]);
  });

  test("keeps lines together that an identifier joins", async () => {
    const { out } = await scrub("I live at 4 Elm Street\nApt 2\nbye");
    expect(out.split("\n").slice(0, 4)).toEqual(["- I live at 4 Elm Street", "- Apt 2", "+ I live at [ADDRESS_1]", "  bye"]);
  });

  test("paints findings on a terminal, and nowhere else", async () => {
    const text = "mail jane@example.org";
    const colour = String.fromCharCode(27);
    expect((await scrub(text, [], { FORCE_COLOR: "1" })).out).toContain(`${colour}[31mjane@example.org${colour}[39m`);
    const plain = await Promise.all([scrub(text, [], { NO_COLOR: "1" }), scrub(text, [], {})]);
    expect(plain.filter(({ out }) => out.includes(colour))).toEqual([]);
  });

  test("lets no control character of the text reach the terminal", async () => {
    expect((await scrub("a\u001b[2Jb\u0007")).out).toContain("  a·[2Jb·");
  });

  test("goes by a profile and by patterns of a tenant", async () => {
    const patterns = await fileOf('[{"name":"BADGE","pattern":"ZX-[0-9]{3}"}]', "patterns.json");
    const { out } = await scrub("badge ZX-123, zip code 02139", ["--profile", "strict", "--tenant-patterns", patterns, "--json"]);
    expect(JSON.parse(out)).toMatchObject({
      by: expect.stringMatching(/^strict\//),
      counts: { UNIQUE_ID: 1, ZIP_CODE: 1 },
      redacted: "badge [ID], zip code [ZIP]",
    });
  });

  test("says what is wrong with the command line", async () => {
    const file = await fileOf("x");
    const wrong = await Promise.all([
      runCli(["scrub", join(folder, "none")]),
      runCli(["scrub", file, "--profile", "lax"]),
      runCli(["scrub", file, "--tenant-patterns", file]),
    ]);
    expect(wrong.map(({ code }) => code)).toEqual([2, 2, 2]);
    expect(wrong.map(({ err }) => err.split("\n")[0])).toEqual([
      expect.stringContaining("cannot be read"),
      "A profile is safe-harbor, limited-data-set or strict.",
      expect.stringContaining("is no JSON array of patterns"),
    ]);
  });
});

describe("scrub report FILE", () => {
  test("counts by type what is removed, left and found for nothing, and what became of clean messages and terms", async () => {
    const lines = [
      { ...marked("mail jane@example.org on metformin", "EMAIL_ADDRESS", "jane@example.org"), keep: [{ start: 25, end: 34 }] },
      marked("the secret word is xyzzy", "PASSPHRASE", "xyzzy"),
      { text: "call 415-555-0132", spans: [] },
      { text: "all fine", spans: [] },
    ];
    const { code, out } = await report(lines, ["--json"]);
    expect(code).toBe(0);
    const { types, messages, terms, badLines } = JSON.parse(out);
    expect(types).toEqual(
      expect.arrayContaining([
        { type: "EMAIL_ADDRESS", spans: 1, removed: 1, characters: 14, charactersLeft: 0, falseHits: 0 },
        { type: "PHONE_NUMBER", spans: 0, removed: 0, characters: 0, charactersLeft: 0, falseHits: 1 },
      ]),
    );
    expect(messages).toMatchObject({ marked: 2, clean: 2, altered: 1 });
    expect([terms, badLines]).toEqual([{ marked: 1, lost: 0 }, []]);
  });

  test("names bad lines by number, quotes none of them, and goes on", async () => {
    const good = marked("mail jane@example.org", "EMAIL_ADDRESS", "jane@example.org");
    const { code, out } = await report([
      good,
      '{"text": "canary',
      "",
      { text: "canary", spans: [{ start: 0, end: 99, type: "NAME" }] },
      { text: 7, spans: [] },
      '"canary"',
      good,
    ]);
    expect(code).toBe(0);
    expect(out).not.toContain("canary");
    expect(out).toMatch(/^EMAIL_ADDRESS +2 +100\.0 +0\.0 +0$/m);
    expect(
      out.match(/^line \d+ was left out: it (?:is not JSON|has an empty span|is not \{)/gm)?.map((line) => line.slice(0, 6)),
    ).toEqual(["line 2", "line 4", "line 5", "line 6"]);
  });
});
