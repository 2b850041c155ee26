import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { buildLateModules } from "../scripts/late-modules.ts";
import { median } from "./stats.ts";

const starts = 7;

const run = promisify(execFile);
const startScript = `import "node:crypto";import "node:fs";import "node:path";const before=process.cpuUsage();await import(process.env.ENGINE);
const {user,system}=process.cpuUsage(before);console.log((user+system)/1000);process.exit()`;

/** The late module, what it loads at once and its words, in bytes and in processor time of a process that has loaded nothing else of ours. */
export const addedToFunction = async (): Promise<{ readonly kilobytes: number; readonly startMs: number }> => {
  const dir = await mkdtemp(join(tmpdir(), "picasso-bench-engine-"));
  try {
    await buildLateModules(dir);
    const engine = join(dir, "late", "live-deidentification.mjs");
    const code = await readFile(engine);
    const beside = [...code.toString("utf8").matchAll(/(?:from|import)"\.\/(part-\w+\.mjs)"/g)].map(([, name = ""]) => name);
    const parts = await Promise.all([...new Set(beside)].map((name) => readFile(join(dir, "late", name))));
    const times: number[] = [];
    for (let start = 0; start < starts; start += 1) {
      const env = { ...process.env, ENGINE: engine };
      const { stdout } = await run(process.execPath, ["--input-type=module", "-e", startScript], { env });
      times.push(Number(stdout));
    }
    const words = await readFile(engine.replace(/mjs$/, "words"));
    const bytes = [code, words, ...parts].reduce((total, { length }) => total + length, 0);
    return { kilobytes: bytes / 1024, startMs: median(times) };
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
};
