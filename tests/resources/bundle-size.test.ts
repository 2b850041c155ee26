import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { bundleFunctions } from "../../local/bundles.ts";

const anyFunctionBytes = 480 * 1024;
const onlyDynamoBytes = 400 * 1024;
const withoutStorageBytes = 200 * 1024;
const engineBytes = 200 * 1024;
const withoutStorage = new Set(["cors-preflight", "health-check", "openapi-get", "route-fallback"]);

let dir: string;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "picasso-bundles-"));
  await bundleFunctions(dir);
});

afterAll(() => rm(dir, { recursive: true, force: true }));

/** What a bundle may weigh, by the AWS clients inside it. */
const limitOf = (name: string, code: string): number => {
  if (withoutStorage.has(name)) return withoutStorageBytes;
  return /TrentService|secretsmanager\./.test(code) ? anyFunctionBytes : onlyDynamoBytes;
};

test("every minified function starts small", async () => {
  const files = await readdir(join(dir, "functions"));
  expect(files.length).toBeGreaterThan(0);
  const tooLarge: string[] = [];
  for (const file of files) {
    const path = join(dir, "functions", file);
    const { size } = await stat(path);
    const limit = limitOf(file.replace(/\.cjs$/, ""), await readFile(path, "utf8"));
    if (size > limit) tooLarge.push(`${file}: ${size} bytes, allowed ${limit}`);
  }
  expect(tooLarge).toEqual([]);
});

test("the de-identification engine, with what it loads at once and without its models, is small too", async () => {
  const engine = await readFile(join(dir, "late", "live-deidentification.mjs"), "utf8");
  const beside = [...engine.matchAll(/(?:from|import)"\.\/(part-\w+\.mjs)"/g)].map(([, name = ""]) => name);
  const files = ["live-deidentification.mjs", "live-deidentification.words", ...new Set(beside)];
  const parts = await Promise.all(files.map((name) => stat(join(dir, "late", name))));
  expect(parts.length).toBeGreaterThan(2);
  expect(parts.reduce((total, { size }) => total + size, 0)).toBeLessThanOrEqual(engineBytes);
});
