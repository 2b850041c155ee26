import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { type OfflineInstance, startOffline } from "./offline-instance.ts";

const root = join(import.meta.dirname, "../..");
let instance: OfflineInstance;
beforeAll(async () => {
  instance = await startOffline();
}, 60_000);
afterAll(() => instance.stop());

test("the README's walk prints what the README says", async () => {
  const readme = await readFile(join(root, "README.md"), "utf8");
  const [, script = "", expected = ""] = /<!-- walk -->\s*```sh\n(.*?)```.*?```text\n(.*?)```/s.exec(readme) ?? [];
  expect([script.includes("curl"), expected.length > 0]).toEqual([true, true]);
  const { stdout } = await promisify(execFile)("sh", ["-e", "-c", script], {
    cwd: root,
    env: { ...process.env, PICASSO_DATA: instance.dataDir },
  });
  expect(stdout.trimEnd().split("\n")).toEqual(expected.trimEnd().split("\n"));
});
