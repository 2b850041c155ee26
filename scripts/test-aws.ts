/**
 * Runs tests/aws: the real clients of KMS, Secrets Manager and S3 against a stand-in of AWS (moto, from PyPI) on this machine.
 * Says so, and ends well, where Python or the package cannot be had. Arguments go to Jest.
 */
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";
import { freePort } from "../local/ports.ts";

const root = join(import.meta.dirname, "..");
const venv = join(root, ".local", "moto");
const program = join(venv, "bin", "moto_server");
const run = promisify(execFile);
const installWithinMs = 300_000;
const startsWithinMs = 60_000;

const installed = async (): Promise<boolean> => {
  if (existsSync(program)) return true;
  try {
    await mkdir(join(root, ".local"), { recursive: true });
    await run("python3", ["-m", "venv", venv], { timeout: installWithinMs });
    await run(join(venv, "bin", "pip"), ["install", "--quiet", "moto[server]==5.2.5"], { timeout: installWithinMs });
    return existsSync(program);
  } catch {
    return false;
  }
};

const answers = async (endpoint: string, server: ChildProcess): Promise<boolean> => {
  const deadline = Date.now() + startsWithinMs;
  while (Date.now() < deadline && server.exitCode === null) {
    const isThere = await fetch(`${endpoint}/moto-api/`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (isThere) return true;
    await pause(200);
  }
  return false;
};

const runTests = (endpoint: string): Promise<number> =>
  new Promise((resolve) => {
    const jest = ["--experimental-vm-modules", "--disable-warning=ExperimentalWarning", "node_modules/jest/bin/jest.js"];
    const args = [...jest, "--testPathIgnorePatterns=never", "--roots=tests/aws", ...process.argv.slice(2)];
    const env = { ...process.env, AWS_STAND_IN: endpoint };
    spawn(process.execPath, args, { cwd: root, env, stdio: "inherit" }).on("close", (code) => resolve(code ?? 1));
  });

const runAgainstStandIn = async (): Promise<number> => {
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const server = spawn(program, ["-H", "127.0.0.1", "-p", String(port)], { stdio: "ignore" });
  try {
    if (await answers(endpoint, server)) return await runTests(endpoint);
    console.log("the stand-in of AWS did not start");
    return 1;
  } finally {
    server.kill();
  }
};

if (await installed()) process.exitCode = await runAgainstStandIn();
else console.log("moto is not installed and could not be fetched: the AWS clients were not tried against a stand-in");
