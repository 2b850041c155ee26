import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod/mini";
import { readJson, writePrivateFile } from "./private-file.ts";
import { Refusal } from "./settings.ts";

const runRecord = z.object({ owner: z.number(), children: z.array(z.number()) });
const runFile = (dataDir: string): string => join(dataDir, "run.json");

type Run = { readonly children: readonly number[]; readonly dynamodbEndpoint: string };

/** Notes who runs on this data folder, for the next start after a crash, and where its DynamoDB answers, for commands. */
export const writeRunFile = (dataDir: string, run: Run): Promise<void> =>
  writePrivateFile(runFile(dataDir), { owner: process.pid, ...run });

/** Where the DynamoDB of the run on a data folder answers; undefined when there is no run. */
export const readDynamodbEndpoint = async (dataDir: string): Promise<string | undefined> => {
  const record = z.object({ dynamodbEndpoint: z.string() }).safeParse(await readJson(runFile(dataDir)));
  return record.success ? record.data.dynamodbEndpoint : undefined;
};

export const removeRunFile = (dataDir: string): Promise<void> => rm(runFile(dataDir), { force: true });

/**
 * Ends what a crashed run left behind: a stale child would still hold the database file.
 * Refuses while the run itself is alive.
 */
export const endStaleRun = async (dataDir: string): Promise<void> => {
  const record = runRecord.safeParse(await readJson(runFile(dataDir)).catch(() => undefined));
  if (!record.success) return;
  const { owner, children } = record.data;
  if (owner !== process.pid && commandOf(owner).includes("local/start.ts")) {
    throw new Refusal(
      `Another run (process ${owner}) uses the data folder ${dataDir}. Stop it, or set PICASSO_DATA to another folder.`,
    );
  }
  // A process id may have been given to a stranger since: only what looks like ours is ended.
  for (const pid of children.filter((child) => /dynoxide|serverless/.test(commandOf(child)))) endProcess(pid);
};

/** Kills a process at once; one that is gone already is fine. */
export const endProcess = (pid: number): void => {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // Gone already, which is what we want.
  }
};

const commandOf = (pid: number): string => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
  } catch {
    return process.platform === "linux" ? "" : commandByPs(pid);
  }
};

const commandByPs = (pid: number): string => {
  try {
    return execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" });
  } catch {
    return "";
  }
};
