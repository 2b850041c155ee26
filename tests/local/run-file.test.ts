import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { devNull, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { emulatorAnswers, startEmulator } from "../../local/emulator.ts";
import { freePort } from "../../local/ports.ts";
import { endStaleRun, readDynamodbEndpoint, removeRunFile, writeRunFile } from "../../local/run-file.ts";

let dataDir: string;
let stranger: ChildProcess;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "picasso-run-"));
  stranger = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "ignore" });
});

afterEach(async () => {
  stranger.kill("SIGKILL");
  await rm(dataDir, { recursive: true, force: true });
});

test("ends a database that a crashed run left behind, and no stranger that got an old process id", async () => {
  const dbFile = join(dataDir, "dynamodb.sqlite");
  const left = startEmulator({ port: await freePort(), logFile: devNull, dbFile }, process.env);
  await emulatorAnswers(left);
  await writeRunFile(dataDir, { children: [left.child?.pid ?? 0, stranger.pid ?? 0], dynamodbEndpoint: left.endpoint });
  expect(await readDynamodbEndpoint(dataDir)).toBe(left.endpoint);

  await endStaleRun(dataDir);

  expect(await left.child?.ended).toBe("signal SIGKILL");
  expect(stranger.exitCode ?? stranger.signalCode).toBeNull();
});

test("minds neither a missing nor a damaged record", async () => {
  await expect(endStaleRun(dataDir)).resolves.toBeUndefined();
  await writeFile(join(dataDir, "run.json"), "{");
  await expect(endStaleRun(dataDir)).resolves.toBeUndefined();
});

test("an orderly end leaves no record", async () => {
  await writeRunFile(dataDir, { children: [], dynamodbEndpoint: "" });
  await removeRunFile(dataDir);
  expect(await readdir(dataDir)).toEqual([]);
});
