import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { minifySync } from "@swc/core";
import { type BuildOptions, build, type Plugin } from "esbuild";
import { condensed } from "./condense.ts";
import { withoutWords } from "./late-words.ts";

/** Modules that functions load when they first need them, by the name of their file. Each is compiled once, for all functions. */
const names = ["live-deidentification", "live-memory", "live-memory-packing", "live-invocation"];
const lateModules = new RegExp(`/(?:${names.join("|")})\\.ts$`);
const root = join(import.meta.dirname, "..");

const engine = "live-deidentification";

/** Properties that only detectors know: no other module has them, what comes from outside or is stored least of all. None is reached by a text. */
export const ownProperties =
  "judge certainty clauses nearness isPhoneLike isStrong isDistinct isWeak isAmount lexicon saidBefore looks hasCountry " +
  "shapes starts medicine candidates isCapital isListed strength isOpen firstSure lastSure masks toWhole scored cues " +
  "separator gazetteer tails belief isRight classes clause kindsOf takenFor " +
  "sees numbers headerBytes until ends between labels monthYear forSearch slots links featureBuckets lexiconBuckets seesAll " +
  "numeric compact heads needs rules sought digits least";

/** A module in fewer letters still: swc joins and drops what esbuild leaves, 6 % of the engine. */
const shortened = (code: string): string =>
  minifySync(code, { module: true, ecma: 2022, compress: { passes: 8, toplevel: true }, mangle: { toplevel: true } }).code;

/** How they are compiled; tests ask what is in them. */
export const lateOptions = {
  absWorkingDir: root,
  entryPoints: names.map((name) => `shared/${name}.ts`),
  outExtension: { ".js": ".mjs" },
  chunkNames: "part-[hash]",
  bundle: true,
  splitting: true,
  minify: true,
  mangleProps: new RegExp(`^(?:${ownProperties.replaceAll(" ", "|")})$`),
  charset: "utf8",
  format: "esm",
  platform: "node",
  target: "node24",
  mainFields: ["module", "main"],
  // As in serverless.yml: Lambda's credentials come from the environment.
  alias: { "@aws-sdk/credential-provider-node": "./shared/io/lambda-credentials.ts" },
  plugins: [condensed],
  logLevel: "error",
} satisfies BuildOptions;

/** Compiles them into `<outDir>/late/`; what they load late themselves becomes a file of its own, and so do the words of the engine. */
export const buildLateModules = async (outDir: string): Promise<void> => {
  const outdir = join(outDir, "late");
  await rm(outdir, { recursive: true, force: true });
  await build({ ...lateOptions, outdir });
  const path = join(outdir, `${engine}.mjs`);
  const { code, words } = withoutWords(await readFile(path, "utf8"), `${engine}.words`);
  const parts = [...code.matchAll(/from"\.\/(part-\w+\.mjs)"/g)].map(([, name = ""]) => join(outdir, name));
  await Promise.all([
    writeFile(path, shortened(code)),
    writeFile(join(outdir, `${engine}.words`), words),
    ...parts.map(async (part) => writeFile(part, shortened(await readFile(part, "utf8")))),
  ]);
};

/** Lets a bundle in `functions/` load such a module from `late/` beside it. */
export const lateModulesPlugin: Plugin = {
  name: "late-modules",
  setup: ({ onResolve }) => {
    onResolve({ filter: lateModules }, ({ kind, path }) =>
      kind === "dynamic-import"
        ? { path: path.replace(/^.*\//, "../late/").replace(/\.ts$/, ".mjs"), external: true }
        : undefined,
    );
  },
};

let compiled: Promise<void> | undefined;

/** The same for the packaging plugin, which bundles function after function: the first one compiles the modules for all. */
const packagingPlugins: readonly Plugin[] = [
  {
    name: "late-modules",
    setup: (bundler) => {
      bundler.onStart(async () => {
        compiled ??= buildLateModules(root);
        await compiled;
      });
      return lateModulesPlugin.setup(bundler);
    },
  },
];

export { packagingPlugins as "module.exports" };
