import type { Run } from "../command-line.ts";

/** Loaded when they are asked for: they bring the engine and its models along. */
export const scrubCommands = {
  scrub: async (words, given) => (await import("./scrub-file.ts")).scrubFile(words, given),
  "scrub report": async (words, given) => (await import("./scrub-report.ts")).scrubReport(words, given),
} as const satisfies Readonly<Record<string, Run>>;
