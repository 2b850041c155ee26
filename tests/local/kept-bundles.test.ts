import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "@jest/globals";
import { bundlesPlace, ensureBundles } from "../../local/kept-bundles.ts";

test("bundles have another place when anything they are made from is another, and the same when nothing is", async () => {
  const source = await mkdtemp(join(tmpdir(), "picasso-source-"));
  for (const folder of ["functions", "shared/domain", "scripts", "local"]) await mkdir(join(source, folder), { recursive: true });
  const files = [
    "functions/a.ts",
    "shared/domain/b.ts",
    "scripts/c.ts",
    "local/bundles.ts",
    "serverless.yml",
    "package-lock.json",
  ];
  for (const file of files) await writeFile(join(source, file), "as it was");
  const before = await bundlesPlace(source);
  expect(await bundlesPlace(source)).toBe(before);
  const places = new Set([before]);
  for (const file of files) {
    await writeFile(join(source, file), "as it is");
    places.add(await bundlesPlace(source));
  }
  await rename(join(source, "scripts/c.ts"), join(source, "scripts/d.ts"));
  places.add(await bundlesPlace(source));
  expect(places.size).toBe(files.length + 2);
  await writeFile(join(source, "README.md"), "no part of them");
  expect(places.has(await bundlesPlace(source))).toBe(true);
  await rm(source, { recursive: true });
});

const run = promisify(execFile);
const module = pathToFileURL(join(import.meta.dirname, "../../local/kept-bundles.ts")).href;

const inAnotherProcess = (place: string) =>
  run(process.execPath, [
    "--input-type=module",
    "--eval",
    `const { ensureBundles } = await import(${JSON.stringify(module)}); await ensureBundles(${JSON.stringify(place)});`,
  ]);

test("bundles are made once, and nothing half made is left", async () => {
  const place = await bundlesPlace();
  await Promise.all([ensureBundles(place), inAnotherProcess(place)]);
  const made = await stat(join(place, "functions", "conversation-save.cjs"));
  await ensureBundles(place);
  expect((await stat(join(place, "functions", "conversation-save.cjs"))).mtimeMs).toBe(made.mtimeMs);
  expect(await readdir(place)).toEqual(expect.arrayContaining(["functions", "late", "shared"]));
  expect((await readdir(dirname(place))).filter((name) => name.startsWith(`${basename(place)}.`))).toEqual([]);
});
