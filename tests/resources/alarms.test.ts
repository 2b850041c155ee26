import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { parse } from "yaml";
import * as z from "zod/mini";
import { problemCodes } from "../../shared/contract/problem-codes.ts";
import type { LogLine } from "../../shared/log.ts";
import { requestMetrics } from "../../shared/metrics.ts";

const stage = `\${sls:stage}`;
const root = join(import.meta.dirname, "../..");
const alarm = z.object({
  Type: z.literal("AWS::CloudWatch::Alarm"),
  Properties: z.object({
    AlarmName: z.string(),
    AlarmDescription: z.string(),
    Namespace: z.string(),
    MetricName: z.string(),
    Dimensions: z.array(z.object({ Name: z.string(), Value: z.string() })),
    Statistic: z.literal("Sum"),
    Period: z.int(),
    EvaluationPeriods: z.int(),
    TreatMissingData: z.string(),
    ComparisonOperator: z.string(),
    AlarmActions: z.array(z.string()),
  }),
});
type Alarm = z.infer<typeof alarm>["Properties"];
type Emitted = {
  readonly _aws?: {
    readonly CloudWatchMetrics: readonly {
      readonly Namespace: string;
      readonly Dimensions: readonly (readonly string[])[];
      readonly Metrics: readonly { readonly Name: string }[];
    }[];
  };
};

let alarms: readonly Alarm[] = [];
/** Every event that the code logs. */
const events = new Set<string>();
const at = requestMetrics("a-stage", () => 0);

const readSources = async (folder: string): Promise<void> => {
  for (const file of await readdir(join(root, folder), { recursive: true })) {
    if (!file.endsWith(".ts")) continue;
    const source = await readFile(join(root, folder, file), "utf8");
    for (const [, event = ""] of source.matchAll(/event: "([a-z][a-z.-]+)"/g)) events.add(event);
  }
};

beforeAll(async () => {
  const text = await readFile(join(root, "resources/alarms.yml"), "utf8");
  const { Resources }: { readonly Resources: Readonly<Record<string, { readonly Type: string }>> } = parse(text, {
    logLevel: "silent",
  });
  alarms = Object.values(Resources)
    .filter(({ Type }) => Type !== "AWS::SNS::Topic")
    .map((each) => alarm.parse(each).Properties);
  await Promise.all(["functions", "shared"].map(readSources));
});

/** The metrics that a line of the log is, as `namespace dimensions name`. */
const metricsOf = (line: LogLine): readonly string[] =>
  ((at(line) as Emitted)._aws?.CloudWatchMetrics ?? []).flatMap(({ Namespace, Dimensions, Metrics }) =>
    Dimensions.flatMap((dimensions) => Metrics.map(({ Name }) => `${Namespace} ${dimensions.join("+")} ${Name}`)),
  );

const emitted = (): ReadonlySet<string> => {
  const request = { level: "info", event: "request", action: "a.b", durationMs: 1, status: 500 } as const;
  const refused = Object.keys(problemCodes).map((problem) => ({ ...request, problem }));
  const lines = [...refused, ...[...events].map((event) => ({ level: "info", event }) as const)];
  return new Set(lines.flatMap(metricsOf));
};

test("every alarm is on a metric, with the namespace and dimensions, that a line of the code's log is", () => {
  const names = alarms.map(
    ({ Namespace, Dimensions, MetricName }) => `${Namespace} ${Dimensions.map(({ Name }) => Name).join("+")} ${MetricName}`,
  );
  const known = emitted();
  expect(names.length).toBeGreaterThan(9);
  expect(names.filter((name) => !known.has(name))).toEqual([]);
  expect(alarms.flatMap(({ Dimensions }) => Dimensions.map(({ Value }) => Value))).toEqual(alarms.map(() => stage));
});

describe("alarms", () => {
  test("cover what must not stay unseen", () => {
    const watched = [
      "EmergencyAccess",
      "IntegrityViolation",
      "KeysUnavailable",
      "LedgerAltered",
      "LedgerGap",
      "LedgerSealFailed",
      "LedgerSealed",
      "LedgerUnavailable",
      "RefreshTokenReused",
      "Unfinished",
      "VaultRevealed",
    ];
    expect(alarms.map(({ MetricName }) => MetricName).sort()).toEqual(watched);
  });

  test("wake somebody, and only the one that waits for a sign of life takes silence for a fault", () => {
    expect(alarms.map(({ AlarmActions }) => AlarmActions)).toEqual(alarms.map(() => ["AlarmTopic"]));
    const silent = alarms.filter(({ TreatMissingData }) => TreatMissingData === "breaching");
    expect(silent.map(({ MetricName, ComparisonOperator }) => [MetricName, ComparisonOperator])).toEqual([
      ["LedgerSealed", "LessThanThreshold"],
    ]);
    expect(new Set(alarms.map(({ AlarmName }) => AlarmName)).size).toBe(alarms.length);
  });

  test("have a row with first steps each in the operators' page", async () => {
    const page = await readFile(join(root, "docs/operations/alarms.md"), "utf8");
    const rows = alarms.map(({ AlarmName }) => `| \`${AlarmName.replace(`picasso-${stage}-`, "")}\` |`);
    expect(rows.filter((row) => !page.includes(row))).toEqual([]);
  });
});
