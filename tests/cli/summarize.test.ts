import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { runCli } from "./cli-process.ts";

const root = join(import.meta.dirname, "../..");

const run = (...requests: readonly unknown[]): Promise<readonly Record<string, unknown>[]> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["cli/summarize.ts"], { cwd: root, stdio: ["pipe", "pipe", "inherit"] });
    let printed = "";
    child.stdout.on("data", (piece) => {
      printed += String(piece);
    });
    child.on("error", reject);
    child.on("close", () =>
      resolve(
        printed
          .split("\n")
          .filter((line) => line !== "")
          .map((line) => JSON.parse(line)),
      ),
    );
    child.stdin.end(requests.map((request) => (typeof request === "string" ? request : JSON.stringify(request))).join("\n"));
  });

const at = "2026-01-05T09:00:00Z";
const messages = [
  { role: "assistant", name: "doctor", text: "Any allergies?", at },
  { role: "user", name: "patient", text: "Yes, I'm allergic to penicillin.", at },
  { role: "assistant", name: "doctor", text: "Take metformin 500 mg twice a day.", at },
  { role: "user", name: "patient", text: "I love swimming. Call me at [PHONE_1].", at },
];

describe("summarize, line by line", () => {
  test("answers with summary, profile and state, and bad lines with an error", async () => {
    const [first, second, third] = await run({ id: 1, messages, max_length: 200 }, "no JSON", { id: 3, messages: "none" });
    expect(first).toMatchObject({ id: 1, profile: { preferences: { likes: ["swimming"] } } });
    expect(String(first?.summary)).toContain("penicillin");
    expect(String(first?.summary).length).toBeLessThanOrEqual(200);
    expect(second).toEqual({ error: "the line is not JSON" });
    expect(third).toEqual({ id: 3, error: "messages is not a list" });
  });

  test("rolled on from a state says the same as in one go, byte for byte, in any process", async () => {
    const [whole] = await run({ id: "a", messages, max_length: 500 });
    const [half] = await run({ id: "a", messages: messages.slice(0, 2), max_length: 500 });
    const [rolled] = await run({ id: "a", messages: messages.slice(2), max_length: 500, previous: { state: half?.state } });
    expect(rolled).toEqual(whole);
  });

  test("answers questions about messages that came once", async () => {
    const [first, second] = await run(
      { id: "a", messages, query: "Which dose of metformin?", max_length: 1500 },
      { id: "a", query: "Which allergies?", max_length: 1500 },
    );
    expect(String(first?.context)).toContain("metformin 500 mg");
    expect(String(second?.context)).toContain("penicillin");
    expect(String(second?.context).length).toBeLessThanOrEqual(1500);
  });

  test("takes what is no message for nothing said, and a length for what it is worth", async () => {
    const odd = [null, 7, { role: "user" }, { role: "human", content: [{ type: "text", text: "I am allergic to latex." }] }];
    const answers = await run(
      { id: 1, messages: odd, max_length: "200" },
      { id: 2, messages: odd, max_length: -3, query: null },
      { id: 3, messages: null, max_length: 50, previous: null },
      { id: 4, messages: odd, max_length: "long" },
    );
    expect(answers.map(({ summary, error }) => summary ?? error)).toEqual([
      "allergic to latex",
      "",
      "",
      "max_length is not a number",
    ]);
  });

  test("refuses a state that is none", async () => {
    const [answer] = await run({ id: 1, messages, previous: { state: "AAAA" } });
    expect(answer).toMatchObject({ id: 1, error: expect.any(String) });
  });
});

describe("summarize FILE", () => {
  let dir: string;
  const fileOf = async (name: string, content: string): Promise<string> => {
    await writeFile(join(dir, name), content);
    return join(dir, name);
  };

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), "picasso-summarize-"));
  });

  afterAll(() => rm(dir, { recursive: true, force: true }));

  test("reads a transcript and prints summary, facts and profile", async () => {
    const path = await fileOf(
      "chat.txt",
      "doctor: Any allergies?\npatient: Yes, to penicillin.\n\npatient: I love swimming,\n  and hiking near Snowdon.\n",
    );
    const { code, out } = await runCli(["summarize", path]);
    expect(code).toBe(0);
    expect(out).toContain("allergies: yes, to penicillin [1, 2]");
    expect(out).toContain("allergy: penicillin");
    expect(out).toContain("likes: swimming");
  });

  test("reads JSON and prints JSON", async () => {
    const path = await fileOf("chat.json", JSON.stringify({ messages }));
    const { out } = await runCli(["summarize", path, "--json", "--max-length", "100"]);
    expect(JSON.parse(out).summary.text.length).toBeLessThanOrEqual(100);
    const list = await fileOf("list.json", JSON.stringify(messages));
    expect((await runCli(["summarize", list])).out).toContain("penicillin");
  });

  test.each([
    [["summarize"], "FILE is missing"],
    [["summarize", "/no/such/file"], "cannot be read"],
    [["summarize", "package.json"], "holds no list of messages"],
    [["summarize", "LICENSE", "--max-length", "x"], "whole number"],
  ])("refuses %j with code 2", async (args, message) => {
    const { code, err } = await runCli(args);
    expect([code, err.includes(message) || err]).toEqual([2, true]);
  });
});
