import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { build, type Plugin } from "esbuild";

/** Modules that functions load when they first need them, by the name of their file. Each is compiled once, for all functions. */
const names = ["live-deidentification", "live-memory", "live-memory-packing", "live-invocation"];
const lateModules = new RegExp(`/(?:${names.join("|")})\\.ts$`);
const root = join(import.meta.dirname, "..");

/** The same patterns in fewer letters: "[ ]" is a blank, and an escaped letter or sign, unless it cannot be seen, that letter itself. */
export const shortenPatterns = (source: string): string =>
  source.replaceAll("[ ]", " ").replace(/\\{1,2}u([\da-f]{4})/gi, (escape, code: string) => {
    const character = String.fromCharCode(Number.parseInt(code, 16));
    return /^[\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u20a0-\u20cf\ufffc]$/.test(character) ? character : escape;
  });

const shortPatterns: Plugin = {
  name: "short-patterns",
  setup: ({ onLoad }) => {
    onLoad({ filter: /domain\/dlp[\w-]*\/[\w-]+\.ts$/ }, async ({ path }) => ({
      contents: shortenPatterns(await readFile(path, "utf8")),
      loader: "ts",
    }));
  },
};

/** Compiles them into `<outDir>/late/`; what they load late themselves becomes a file of its own. */
export const buildLateModules = async (outDir: string): Promise<void> => {
  const outdir = join(outDir, "late");
  await rm(outdir, { recursive: true, force: true });
  await build({
    absWorkingDir: root,
    entryPoints: names.map((name) => `shared/${name}.ts`),
    outdir,
    outExtension: { ".js": ".mjs" },
    chunkNames: "part-[hash]",
    bundle: true,
    splitting: true,
    minify: true,
    charset: "utf8",
    format: "esm",
    platform: "node",
    target: "node24",
    mainFields: ["module", "main"],
    // As in serverless.yml: Lambda's credentials come from the environment.
    alias: { "@aws-sdk/credential-provider-node": "./shared/io/lambda-credentials.ts" },
    plugins: [shortPatterns],
    logLevel: "error",
  });
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
