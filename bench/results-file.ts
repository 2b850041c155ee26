import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Section } from "./report.ts";

const resultsDir = join(import.meta.dirname, "results");

/** Writes what a run found to bench/results/latest.json. */
export const writeResults = async (sections: Readonly<Record<string, Section>>): Promise<void> => {
  await mkdir(resultsDir, { recursive: true });
  const latest = { at: new Date().toISOString(), node: process.version, sections };
  await writeFile(join(resultsDir, "latest.json"), `${JSON.stringify(latest, undefined, 2)}\n`);
};
