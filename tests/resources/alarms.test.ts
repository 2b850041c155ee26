import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { parse } from "yaml";
import * as z from "zod/mini";
import { emittedMetrics } from "./emitted-metrics.ts";

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
    Statistic: z.optional(z.literal("Sum")),
    ExtendedStatistic: z.optional(z.literal("p99")),
    Threshold: z.int(),
    Period: z.int(),
    EvaluationPeriods: z.int(),
    TreatMissingData: z.string(),
    ComparisonOperator: z.string(),
    AlarmActions: z.array(z.string()),
  }),
});
type Alarm = z.infer<typeof alarm>["Properties"];
let alarms: readonly Alarm[] = [];
let known: ReadonlySet<string>;
beforeAll(async () => {
  const text = await readFile(join(root, "resources/alarms.yml"), "utf8");
  const { Resources }: { readonly Resources: Readonly<Record<string, { readonly Type: string }>> } = parse(text, {
    logLevel: "silent",
  });
  alarms = Object.values(Resources)
    .filter(({ Type }) => Type !== "AWS::SNS::Topic")
    .map((each) => alarm.parse(each).Properties);
  known = await emittedMetrics();
});

test("every alarm is on a metric, with the namespace and dimensions, that a line of the code's log is", () => {
  const names = alarms.map(
    ({ Namespace, Dimensions, MetricName }) => `${Namespace} ${Dimensions.map(({ Name }) => Name).join("+")} ${MetricName}`,
  );
  expect(names.length).toBeGreaterThan(9);
  expect(names.filter((name) => !known.has(name))).toEqual([]);
  expect(alarms.flatMap(({ Dimensions }) => Dimensions.map(({ Value }) => Value))).toEqual(alarms.map(() => stage));
});

describe("alarms", () => {
  test("cover what must not stay unseen", () => {
    const watched = [
      "EmergencyAccess",
      "HeadRolledBack",
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
      "durationMs",
    ];
    expect(alarms.map(({ MetricName }) => MetricName).sort()).toEqual(watched);
  });

  test("on response times look at the slowest call in a hundred, and wake somebody over two seconds", () => {
    const slow = alarms.find(({ MetricName }) => MetricName === "durationMs");
    expect(slow).toMatchObject({ ExtendedStatistic: "p99", Threshold: 2000, ComparisonOperator: "GreaterThanThreshold" });
    const summed = alarms.filter((each) => each !== slow);
    expect(summed.map(({ Statistic, ExtendedStatistic }) => Statistic ?? ExtendedStatistic)).toEqual(summed.map(() => "Sum"));
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
