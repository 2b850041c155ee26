import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { build, stop } from "esbuild";
import { condense, condensed } from "../../scripts/late-modules.ts";
import { scrub } from "../../shared/domain/dlp/scrub.ts";
import { parseMarkedSet } from "../sets/marked-set.ts";

type Engine = { readonly scrub: typeof scrub };

let dir: string;
let engine: Engine;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "picasso-condensed-"));
  const outfile = join(dir, "engine.mjs");
  const entry = join(import.meta.dirname, "../../shared/domain/dlp/scrub.ts");
  await build({ entryPoints: [entry], outfile, bundle: true, format: "esm", platform: "node", plugins: [condensed] });
  await stop();
  engine = (await import(outfile)) as Engine;
});

afterAll(() => rm(dir, { recursive: true, force: true }));

describe("the condensed source of the engine", () => {
  test("is shorter", () => {
    const source = 'const a = new RegExp("n[ ]\\\\u00e9\\\\uFFFC\\\\u200b");\n  name: "a",\n  judge: () => certainty.cued,';
    expect(condense(source)).toBe('const a = RegExp("n \u00e9\uFFFC\\\\u200b");\n\n  judge: () => 3,');
  });

  test("finds what the source finds", async () => {
    const set = join(import.meta.dirname, "../sets/clinical-chat/development.txt");
    const texts = parseMarkedSet(await readFile(set, "utf8"), "development").map(({ text }) => text);
    expect(texts.length).toBeGreaterThan(100);
    for (const text of texts) expect(engine.scrub(text)).toEqual(scrub(text));
  });
});
