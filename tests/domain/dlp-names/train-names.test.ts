import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { readNameModel } from "../../../shared/domain/dlp-names/name-model.ts";

const run = promisify(execFile);
const script = join(import.meta.dirname, "../../../scripts/name-training/train-names.ts");

describe("training", () => {
  let dir = "";
  let models: Buffer[] = [];

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), "picasso-names-"));
    const targets = ["first.bin", "second.bin"].map((name) => join(dir, name));
    for (const target of targets) await run(process.execPath, ["--max-old-space-size=4096", script, "40", target]);
    models = await Promise.all(targets.map((target) => readFile(target)));
  }, 240_000);

  afterAll(() => rm(dir, { recursive: true, force: true }));

  test("gives the same bytes twice", () => {
    expect(models).toHaveLength(2);
    expect(models[0]?.equals(models[1] ?? Buffer.alloc(0))).toBe(true);
  });

  test("gives a model that can be read and has learned something", () => {
    const { slots, lexicon } = readNameModel(models[0] ?? Buffer.alloc(0));
    expect(slots.some((weight) => weight !== 0)).toBe(true);
    expect(lexicon.filter((cell) => cell !== 0).length).toBeGreaterThan(100_000);
  });
});
