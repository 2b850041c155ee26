import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, test } from "@jest/globals";

const root = join(import.meta.dirname, "..");
const filesBelow = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => join(folder, name));

type Source = { readonly path: string; readonly text: string; readonly imports: readonly Import[] };
type Import = { readonly from: string; readonly isTypeOnly: boolean };

const importPattern = /^(?:import|export)\s+(type\s+)?(?:[^;"]*?\sfrom\s+)?"([^"]+)"/gm;
const dynamicPattern = /import\("([^"]+)"\)/g;

const readSource = (path: string): Source => {
  const text = readFileSync(join(root, path), "utf8");
  const place = (target: string) => (target.startsWith(".") ? relative(root, resolve(root, dirname(path), target)) : target);
  const still = [...text.matchAll(importPattern)].map(([, isType, from = ""]) => ({
    from: place(from),
    isTypeOnly: isType !== undefined,
  }));
  const lazy = [...text.matchAll(dynamicPattern)].map(([, from = ""]) => ({ from: place(from), isTypeOnly: false }));
  return { path, text, imports: [...still, ...lazy] };
};

const product = ["shared", "functions"].flatMap(filesBelow).map(readSource);
const everything = [...product, ...["local", "cli", "bench", "scripts"].flatMap(filesBelow).map(readSource)];

/** Layers by the import rule: a file imports from its own layer's list only. */
const layerOf = (path: string): string => {
  const [top = "", second = ""] = path.split("/");
  if (top === "functions") return "functions";
  if (/^shared\/(?:live|late)-/.test(path)) return "wiring";
  return second.endsWith(".ts") ? "bases" : second;
};

const mayImport: Readonly<Record<string, readonly string[]>> = {
  contract: ["contract"],
  bases: ["contract", "bases"],
  domain: ["contract", "bases", "domain"],
  io: ["contract", "bases", "domain", "io"],
  middleware: ["contract", "bases", "domain", "middleware"],
  wiring: ["contract", "bases", "domain", "io", "wiring"],
  functions: ["contract", "bases", "domain", "middleware", "wiring"],
};

const offences = (found: (source: Source) => readonly string[], sources: readonly Source[] = product): readonly string[] =>
  sources.flatMap((source) => found(source).map((what) => `${source.path}: ${what}`));

const inside = (source: Source): readonly Import[] =>
  source.imports.filter(({ from }) => /^(shared|functions|local|cli)\//.test(from));
const runtime = (source: Source): readonly Import[] => source.imports.filter(({ isTypeOnly }) => !isTypeOnly);

describe("the import rule", () => {
  test("lets each layer import only what lies below it", () => {
    const wrong = (source: Source) =>
      inside(source)
        .map(({ from }) => from)
        .filter((from) => !mayImport[layerOf(source.path)]?.includes(layerOf(from)) || from.startsWith("local/"));
    expect(offences(wrong)).toEqual([]);
  });

  test.each([
    [/^@(?:aws-sdk|smithy)\//, /^shared\/io\//, "the AWS SDK in io/"],
    [/^@middy\//, /^shared\/middleware\//, "Middy in middleware/"],
    [/^jsonwebtoken$/, /^shared\/domain\/identity\/access-token\.ts$/, "jsonwebtoken in one module"],
  ])("keeps %s out of all but %s: %s", (library, home) => {
    const wrong = (source: Source) =>
      home.test(source.path)
        ? []
        : runtime(source)
            .map(({ from }) => from)
            .filter((from) => library.test(from));
    expect(offences(wrong)).toEqual([]);
  });

  test("lets contracts import nothing but zod/mini and each other", () => {
    const contracts = product.filter(({ path }) => path.startsWith("shared/contract/"));
    const wrong = (source: Source) =>
      source.imports.map(({ from }) => from).filter((from) => from !== "zod/mini" && !from.startsWith("shared/contract/"));
    expect(offences(wrong, contracts)).toEqual([]);
  });

  test("keeps clock, randomness, network and environment out of the domain", () => {
    const domain = product.filter(({ path }) => path.startsWith("shared/domain/"));
    const outside =
      /Date\.now\(|new Date\(\)|Math\.random|randomBytes|randomUUID|process\.(?:env|std|exit|hrtime|cpuUsage)|fetch\(|setTimeout|performance\.|console\./g;
    expect(offences(({ text }) => text.match(outside) ?? [], domain)).toEqual([]);
  });

  test("reads the environment in config.ts alone", () => {
    expect(product.filter(({ text }) => text.includes("process.env")).map(({ path }) => path)).toEqual(["shared/config.ts"]);
  });

  test("lets a capability of the domain use another through one file of it", () => {
    const capability = (path: string) => (path.split("/")[2] ?? "").replace(/-.*/, "");
    const used = new Map<string, Set<string>>();
    for (const source of product.filter(({ path }) => path.startsWith("shared/domain/"))) {
      const others = runtime(source).filter(
        ({ from }) => from.startsWith("shared/domain/") && capability(from) !== capability(source.path),
      );
      for (const { from } of others) {
        const pair = `${capability(source.path)} -> ${capability(from)}`;
        used.set(pair, (used.get(pair) ?? new Set()).add(from));
      }
    }
    expect([...used].filter(([, files]) => files.size > 1).map(([pair, files]) => [pair, ...files])).toEqual([]);
  });

  test("lets functions stand alone", () => {
    expect(
      offences((source) =>
        inside(source)
          .map(({ from }) => from)
          .filter((from) => from.startsWith("functions/")),
      ),
    ).toEqual([]);
  });
});

describe("the size budget", () => {
  const lines = ({ text }: Source) => text.split("\n").length - 1;
  const wiring = new Set(["shared/live-ports.ts", "local/world.ts", "bench/world.ts"]);

  test("keeps functions to 60 lines", () => {
    expect(
      product.filter((source) => source.path.startsWith("functions/") && lines(source) > 60).map(({ path }) => path),
    ).toEqual([]);
  });

  test("keeps a file to 12 imports at run time and 5 exports, wiring and contract apart", () => {
    const exportCount = ({ path, text }: Source) =>
      path.startsWith("shared/contract/") ? 0 : (text.match(/^export (?!type )/gm)?.length ?? 0);
    const over = (source: Source) => [
      ...(runtime(source).length > 12 && !wiring.has(source.path) ? [`${runtime(source).length} imports`] : []),
      ...(exportCount(source) > 5 ? [`${exportCount(source)} exports`] : []),
    ];
    expect(offences(over, everything)).toEqual([]);
  });

  // functions/ is the list of the service's calls, sorted by what they are about: one file each, however many there are.
  test("keeps folders to 25 files, the list of functions apart, and two levels below the top", () => {
    const folders = Map.groupBy(everything, ({ path }) => dirname(path));
    const isFull = (folder: string, count: number) => folder !== "functions" && count > 25;
    expect(
      [...folders]
        .filter(([folder, files]) => isFull(folder, files.length) || folder.split("/").length > 3)
        .map(([folder]) => folder),
    ).toEqual([]);
  });

  test("leaves nothing for later and nothing switched off", () => {
    const marks = /\b(TODO|FIXME|XXX)\b|biome-ignore|@ts-ignore|@ts-expect-error|eslint-disable|istanbul ignore|c8 ignore/g;
    expect(offences(({ text }) => text.match(marks) ?? [], everything)).toEqual([]);
  });
});
