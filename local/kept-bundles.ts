import { createHash, randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, utimes } from "node:fs/promises";
import { join, relative } from "node:path";
import { bundleFunctions } from "./bundles.ts";

const root = join(import.meta.dirname, "..");
const keptIn = join(root, "node_modules", ".cache", "picasso-context");
/** Of as many states of the source bundles are kept, so that those of a process that still runs stay. */
const mostKept = 4;

/** What bundles are made from: a change of any of it makes others. */
const madeFrom = ["functions", "shared", "scripts", "local/bundles.ts", "serverless.yml", "package-lock.json"];

/** The folder of the bundles of a source, whether they are made already or not. */
export const bundlesPlace = async (source: string = root): Promise<string> => {
  const files = (await Promise.all(madeFrom.map((path) => filesOf(source, path)))).flat().sort();
  const digest = createHash("sha256").update(process.version);
  for (const [at, content] of (await Promise.all(files.map((file) => readFile(join(source, file))))).entries())
    digest.update(`\n${files[at]} ${content.length}\n`).update(content);
  return join(keptIn, digest.digest("hex").slice(0, 32));
};

/** The file, or those in the folder and in the folders there, as paths from the source. */
const filesOf = async (source: string, path: string): Promise<readonly string[]> => {
  if (!(await stat(join(source, path))).isDirectory()) return [path];
  const entries = await readdir(join(source, path), { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => relative(source, join(parentPath, name)));
};

/** Makes the bundles of a place unless an earlier start did; of those that make them at the same time one wins. */
export const ensureBundles = async (place: string): Promise<void> => {
  const now = new Date();
  if (await utimes(place, now, now).then(...yesOrNo)) return;
  const draft = `${place}.${randomUUID()}`;
  await mkdir(draft, { recursive: true });
  try {
    await bundleFunctions(draft);
    await rename(draft, place).catch(async (error: unknown) => {
      if (!(await stat(place).then(...yesOrNo))) throw error;
    });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  await forgetOldest();
};

const yesOrNo = [(): boolean => true, (): boolean => false] as const;

const hourMs = 3_600_000;

/** Those least in use, and what a process left behind that ended while it made them. */
const forgetOldest = async (): Promise<void> => {
  const names = await readdir(keptIn);
  const all = await Promise.all(names.map(async (name) => ({ name, usedMs: (await stat(join(keptIn, name))).mtimeMs })));
  const whole = all.filter(({ name }) => !name.includes(".")).toSorted((left, right) => right.usedMs - left.usedMs);
  const drafts = all.filter(({ name, usedMs }) => name.includes(".") && usedMs < Date.now() - hourMs);
  for (const { name } of [...whole.slice(mostKept), ...drafts]) await rm(join(keptIn, name), { recursive: true, force: true });
};
