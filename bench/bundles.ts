import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { bundleFunctions } from "../local/bundles.ts";
import { type Row, rounded, type Section, verdict } from "./report.ts";
import { median } from "./stats.ts";

const startsEach = 7;
const limits = { any: 480, onlyDynamo: 400 };

type Bundle = { readonly name: string; readonly path: string; readonly code: Buffer };

/** How large each function is, and what loading it costs a cold start. */
export const bundles = async (): Promise<Section> => {
  const dir = await mkdtemp(join(tmpdir(), "picasso-bench-bundles-"));
  try {
    await bundleFunctions(dir);
    const all = await readBundles(join(dir, "functions"));
    const starts = await startTimes(all);
    return {
      title: "Bundles: size and start-up CPU",
      rows: all.map((bundle) => rowOf(bundle, starts)),
      notes: [
        `Start-up: process CPU after loading the bundle, median of ${startsEach} processes, less that of an empty one (${rounded(median(starts.get("") ?? []), 0)} ms).`,
        `At most ${limits.any} KB, or ${limits.onlyDynamo} KB where DynamoDB is the only AWS client inside.`,
      ],
    };
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
};

const readBundles = async (dir: string): Promise<readonly Bundle[]> => {
  const files = (await readdir(dir)).toSorted();
  return Promise.all(
    files.map(async (file) => {
      const path = join(dir, file);
      return { name: file.replace(/\.cjs$/, ""), path, code: await readFile(path) };
    }),
  );
};

const rowOf = ({ name, path, code }: Bundle, starts: ReadonlyMap<string, readonly number[]>): Row => {
  const kilobytes = code.length / 1024;
  const clients = clientsIn(code.toString("utf8"));
  const limit = clients.every((client) => client === "dynamodb") ? limits.onlyDynamo : limits.any;
  return {
    function: name,
    "AWS clients": clients.join(" "),
    KB: rounded(kilobytes, 1),
    "gzip KB": rounded(gzipSync(code).length / 1024, 1),
    "at most KB": limit,
    size: verdict(kilobytes, limit),
    "start-up CPU ms": rounded(median(starts.get(path) ?? []) - median(starts.get("") ?? []), 1),
  };
};

const marks = { dynamodb: /DynamoDB_20120810/, kms: /TrentService/, "secrets-manager": /secretsmanager\./ };

const clientsIn = (code: string): readonly string[] =>
  Object.entries(marks)
    .filter(([, mark]) => mark.test(code))
    .map(([name]) => name);

/** Processor milliseconds of each start, by path; the empty path stands for loading nothing. Rounds go through all, so that noise meets all. */
const startTimes = async (all: readonly Bundle[]): Promise<ReadonlyMap<string, readonly number[]>> => {
  const times = new Map<string, number[]>(["", ...all.map(({ path }) => path)].map((path) => [path, []]));
  for (let round = 0; round < startsEach; round += 1) {
    for (const [path, found] of times) found.push(await startMs(path));
  }
  return times;
};

const run = promisify(execFile);

const startMs = async (path: string): Promise<number> => {
  const load = path === "" ? "" : `require(${JSON.stringify(path)});`;
  const script = `${load}const {user,system}=process.cpuUsage();console.log((user+system)/1000);process.exit()`;
  const { stdout } = await run(process.execPath, ["-e", script], { env: process.env });
  return Number(stdout);
};
