import { execFile, spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { type OfflineInstance, startOffline } from "./offline-instance.ts";

const root = join(import.meta.dirname, "../..");
let instance: OfflineInstance;
let bin: string;
beforeAll(async () => {
  instance = await startOffline();
  bin = await mkdtemp(join(tmpdir(), "picasso-bin-"));
  await symlink(join(import.meta.dirname, "curl-in-node.mjs"), join(bin, "curl"));
}, 240_000);
afterAll(async () => {
  await instance.stop();
  await rm(bin, { recursive: true, force: true });
});

const isCurlThere = spawnSync("curl", ["--version"]).status === 0;
const ways = isCurlThere ? ["curl", "its stand-in of Node alone"] : ["its stand-in of Node alone"];

test.each(ways)("the README's walk prints what the README says, with %s", async (way) => {
  const readme = await readFile(join(root, "README.md"), "utf8");
  const [, script = "", expected = ""] = /<!-- walk -->\s*```sh\n(.*?)```.*?```text\n(.*?)```/s.exec(readme) ?? [];
  expect([script.includes("curl"), expected.length > 0]).toEqual([true, true]);
  const path = way === "curl" ? process.env.PATH : `${bin}:${process.env.PATH}`;
  const { stdout } = await promisify(execFile)("sh", ["-e", "-c", script], {
    cwd: root,
    env: { ...process.env, PATH: path, PICASSO_DATA: instance.dataDir },
  });
  expect(stdout.trimEnd().split("\n")).toEqual(expected.trimEnd().split("\n"));
});
