import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { problemCodes } from "../../shared/contract/problem-codes.ts";
import type { LogLine } from "../../shared/log.ts";
import { requestMetrics } from "../../shared/metrics.ts";

const root = join(import.meta.dirname, "../..");
const at = requestMetrics("a-stage", () => 0);

type Emitted = {
  readonly _aws?: {
    readonly CloudWatchMetrics: readonly {
      readonly Namespace: string;
      readonly Dimensions: readonly (readonly string[])[];
      readonly Metrics: readonly { readonly Name: string }[];
    }[];
  };
};

/** The metrics that a line of the log is, as `namespace dimensions name`. */
const metricsOf = (line: LogLine): readonly string[] =>
  ((at(line) as Emitted)._aws?.CloudWatchMetrics ?? []).flatMap(({ Namespace, Dimensions, Metrics }) =>
    Dimensions.flatMap((dimensions) => Metrics.map(({ Name }) => `${Namespace} ${dimensions.join("+")} ${Name}`)),
  );

/** Every event that the code logs. */
const eventsIn = async (folder: string): Promise<readonly string[]> => {
  const files = (await readdir(join(root, folder), { recursive: true })).filter((file) => file.endsWith(".ts"));
  const sources = await Promise.all(files.map((file) => readFile(join(root, folder, file), "utf8")));
  return sources.flatMap((source) => [...source.matchAll(/event: "([a-z][a-z.-]+)"/g)].map(([, event = ""]) => event));
};

/** Every metric that lines of the code's log can be. */
export const emittedMetrics = async (): Promise<ReadonlySet<string>> => {
  const events = (await Promise.all(["functions", "shared"].map(eventsIn))).flat();
  const request = { level: "info", event: "request", action: "conversation.get", durationMs: 1, status: 500 } as const;
  const answered = { ...request, status: 200, callerKind: "access-token", scrubbed: { NAME: 1 } } as const;
  const refused = Object.keys(problemCodes).map((problem) => ({ ...request, problem }));
  const lines = [answered, ...refused, ...events.map((event) => ({ level: "info", event, lagMs: 1 }) as const)];
  return new Set(lines.flatMap(metricsOf));
};
