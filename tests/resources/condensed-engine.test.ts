import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { build, stop } from "esbuild";
import { condense, condensed } from "../../scripts/condense.ts";
import { lateOptions, ownProperties } from "../../scripts/late-modules.ts";
import { withoutWords } from "../../scripts/late-words.ts";
import { ordered } from "../../scripts/order-words.ts";
import { scrub } from "../../shared/domain/dlp/scrub.ts";
import { fourthOfAll } from "../sets/read-sets.ts";

type Engine = { readonly scrub: typeof scrub };

let dir: string;
let engine: Engine;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "picasso-condensed-"));
  const outfile = join(dir, "engine.mjs");
  const entry = join(import.meta.dirname, "../../shared/domain/dlp/scrub.ts");
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    minify: true,
    format: "esm",
    platform: "node",
    plugins: [condensed],
    mangleProps: lateOptions.mangleProps,
  });
  const { code, words } = withoutWords(await readFile(outfile, "utf8"), "engine.words");
  await writeFile(outfile, code);
  await writeFile(join(dir, "engine.words"), words);
  engine = (await import(outfile)) as Engine;
});

afterAll(() => Promise.all([stop(), rm(dir, { recursive: true, force: true })]));

describe("the condensed source of the engine", () => {
  test("is shorter", () => {
    const source = 'const a = new RegExp("n[ ]\\\\u00e9\\\\uFFFC\\\\u200b");\n  name: "a",\n  judge: () => certainty.cued,';
    expect(condense(source)).toBe('const a = RegExp("n \u00e9\uFFFC\\\\u200b");\n\n  judge: () => 3,');
  });

  test("has short names for properties that no other module has, and that no text reaches", async () => {
    const { metafile, outputFiles } = await build({
      ...lateOptions,
      outdir: dir,
      write: false,
      metafile: true,
      minify: false,
      mangleProps: /^$/,
    });
    const others = Object.keys(metafile.inputs).filter((path) => !path.startsWith("shared/domain/dlp"));
    const names = `(?:${ownProperties.replaceAll(" ", "|")})`;
    const property = new RegExp(`(?:\\.${names}\\b(?!['"\`])|(?<=[{,][ \\n]{0,24})${names}\\??:(?!:))`);
    const texts = await Promise.all(
      others.map(async (path) => [path, await readFile(join(lateOptions.absWorkingDir, path), "utf8")] as const),
    );
    expect(others.length).toBeGreaterThan(100);
    expect(texts.filter(([, text]) => property.test(text)).map(([path]) => path)).toEqual([]);
    const code = outputFiles.map(({ text }) => text).join("\n");
    expect(ownProperties.split(" ").filter((name) => new RegExp(`(["'\`])${name}\\1`).test(code))).toEqual([]);
  });

  test("has its long texts and patterns in a file beside it", () => {
    const pattern = String.raw`a{1,9}\/["]\u00e9{40,60}[^\]`;
    const text = `what is longer than "twenty-four" letters`;
    const code = `const one=/${pattern}]/gi,two='${text}',three=\`\${two} and \ud7ff ${text}\`,four=()=>{return'${text}'};`;
    const { code: lean, words } = withoutWords(code, "a.words");
    expect(brotliDecompressSync(words).toString("utf8").split("\0")).toEqual([text, ` and \ud7ff ${text}`, `${pattern}]`]);
    const [, rest] = lean.split("const one=");
    expect(rest).toBe(`$rx($ws[2],"gi"),two=$ws[0],three=\`\${two}\${$ws[1]}\`,four=()=>{return $ws[0]};`);
  });

  test("has words beside those that are like them, so that they compress well", () => {
    const words = [
      "north street",
      "blood pressure",
      "[a-z]+ street",
      "south street",
      "[0-9] pressure",
      "low pressure",
      "[A-Z]+ street",
    ];
    const alike = [
      "north street",
      "south street",
      "blood pressure",
      "low pressure",
      "[a-z]+ street",
      "[A-Z]+ street",
      "[0-9] pressure",
    ];
    expect(ordered(words)).toEqual(alike);
  });

  test("makes the patterns of its functions once, but for those that remember where they were", () => {
    const pattern = "^what is longer than twenty-four letters$";
    const code = `const one=(a)=>/${pattern}/i.test(a),two=(a)=>/${pattern}/.test(a),three=(a)=>a.match(/${pattern}/g),four=(a)=>/${pattern}/i.test(a);`;
    const { code: lean, words } = withoutWords(code, "a.words");
    expect(brotliDecompressSync(words).toString("utf8").split("\0")).toEqual([pattern, pattern]);
    const [, rest] = lean.split("const one=");
    expect(rest).toBe(
      `(a)=>$re(0,"i").test(a),two=(a)=>$re(1).test(a),three=(a)=>a.match(/${pattern}/g),four=(a)=>$re(0,"i").test(a);`,
    );
  });

  test("cannot hold what its words are told apart by", () => {
    expect(() => withoutWords("const $ws=1;", "a.words")).toThrow("told apart");
    expect(() => withoutWords(`const a="${"x".repeat(30)}\\0";`, "a.words")).toThrow("told apart");
  });

  test("finds what the source finds", async () => {
    const texts = fourthOfAll();
    expect(texts.length).toBeGreaterThan(5000);
    for (const text of texts) expect(engine.scrub(text)).toEqual(scrub(text));
  });
});
