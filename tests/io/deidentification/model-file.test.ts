import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { engineVersion } from "../../../shared/io/deidentification/model-file.ts";

const root = join(import.meta.dirname, "../../..");
let copy: string;
beforeAll(async () => {
  copy = await mkdtemp(join(tmpdir(), "picasso-models-"));
  await cp(join(root, "shared/models"), join(copy, "shared/models"), { recursive: true });
});
afterAll(() => rm(copy, { recursive: true, force: true }));

describe("the version of an engine", () => {
  test("names its rules and its models, the same wherever they lie", () => {
    expect(engineVersion(root, "1.2.3")).toMatch(/^1\.2\.3\+[0-9a-f]{8}$/);
    expect(engineVersion(copy, "1.2.3")).toBe(engineVersion(root, "1.2.3"));
  });

  test.each(["names", "places", "terms"])("changes with one bit of the %s model", async (name) => {
    const before = engineVersion(copy, "1.2.3");
    const file = join(copy, "shared/models", `${name}.bin`);
    const bytes = await readFile(file);
    await writeFile(file, bytes.with(1000, (bytes[1000] ?? 0) ^ 1));
    expect(engineVersion(copy, "1.2.3")).not.toBe(before);
  });

  test("is not to be had without a model", () => {
    expect(() => engineVersion(tmpdir(), "1.2.3")).toThrow("ENOENT");
  });
});
