import { spawn } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "@jest/globals";

const root = join(import.meta.dirname, "../..");

const run = (input: string): Promise<readonly string[]> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["cli/scrub.ts"], { cwd: root, stdio: ["pipe", "pipe", "inherit"] });
    let printed = "";
    child.stdout.on("data", (piece) => {
      printed += String(piece);
    });
    child.on("error", reject);
    child.on("close", () => resolve(printed.split("\n").filter((line) => line !== "")));
    child.stdin.end(input);
  });

test("scrub answers each JSON line with spans in UTF-16 units and the redacted text, bad lines too", async () => {
  const lines = await run(
    `{"id":"a","text":"👋 mail jane@example.com"}\nno JSON\n{"id":"b","text":1}\n{"id":"c","text":"line \u2028 separator"}`,
  );
  const answers = lines.map((line) => JSON.parse(line));
  expect(answers[0]).toEqual({
    id: "a",
    spans: [{ start: 8, end: 24, type: "EMAIL_ADDRESS" }],
    redacted: "👋 mail [EMAIL]",
    by: expect.stringMatching(/^safe-harbor\/1 /),
  });
  expect(answers.slice(1).map((answer) => [answer.id, "error" in answer])).toEqual([
    [undefined, true],
    ["b", true],
    ["c", false],
  ]);
});
