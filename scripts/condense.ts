import { readFile } from "node:fs/promises";
import type { Plugin } from "esbuild";
import { certainty } from "../shared/domain/dlp/detector.ts";

/**
 * The engine's source in fewer letters, and the same engine: in patterns "[ ]" is a blank, and an escaped letter or sign that can be seen that letter
 * itself; certainties are their numbers; names of detectors, which only tests read, are left out.
 */
export const condense = (source: string): string =>
  source
    .replaceAll("[ ]", " ")
    .replaceAll("new RegExp(", "RegExp(")
    .replace(/^ {2,6}name: "[a-z-]+",$/gm, "")
    .replace(/\bcertainty\.(none|shape|verified|cued)\b/g, (_, name: keyof typeof certainty) => String(certainty[name]))
    .replace(/\\{1,2}u([\da-f]{4})/gi, (escaped, code: string) => {
      const character = String.fromCharCode(Number.parseInt(code, 16));
      return /^[\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u20a0-\u20cf\ufffc]$/.test(character) ? character : escaped;
    });

/** Compiles the engine from its condensed source. */
export const condensed: Plugin = {
  name: "condensed",
  setup: ({ onLoad }) => {
    onLoad({ filter: /domain\/dlp[\w-]*\/[\w-]+\.ts$/ }, async ({ path }) => ({
      contents: condense(await readFile(path, "utf8")),
      loader: "ts",
    }));
  },
};
