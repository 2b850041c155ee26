import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { parse } from "yaml";
import * as z from "zod/mini";
import { emittedMetrics } from "./emitted-metrics.ts";

const root = join(import.meta.dirname, "../..");
const stage = `\${sls:stage}`;
const metric = z.array(z.union([z.string(), z.looseObject({ expression: z.optional(z.string()) })]));
const dashboard = z.object({
  widgets: z.array(
    z.object({
      type: z.literal("metric"),
      x: z.int(),
      y: z.int(),
      width: z.int(),
      height: z.int(),
      properties: z.looseObject({ title: z.string(), region: z.string(), metrics: z.array(metric) }),
    }),
  ),
});

let widgets: z.infer<typeof dashboard>["widgets"];
let known: ReadonlySet<string>;
beforeAll(async () => {
  const { Resources } = parse(await readFile(join(root, "resources/dashboard.yml"), "utf8"), { logLevel: "silent" });
  expect(Resources.ServiceDashboard.Properties.DashboardName).toBe(`picasso-${stage}`);
  widgets = dashboard.parse(JSON.parse(Resources.ServiceDashboard.Properties.DashboardBody)).widgets;
  known = await emittedMetrics();
});

const metrics = () => widgets.flatMap(({ properties }) => properties.metrics);
const expressions = () =>
  metrics().flatMap((each) => each.flatMap((part) => (typeof part === "object" ? [part.expression ?? []] : []).flat()));
const named = () => metrics().filter(([first]) => typeof first === "string");

describe("the dashboard", () => {
  test("shows only metrics that a line of the code's log is, of its own stage", () => {
    const names = named().map(([namespace, name, dimension, value]) => {
      expect([dimension, value]).toEqual(["stage", stage]);
      return `${namespace} stage ${name}`;
    });
    expect(names.length).toBeGreaterThan(10);
    expect(names.filter((name) => !known.has(name))).toEqual([]);
  });

  test("searches by namespace, dimensions and metric as they are logged, in its own stage", () => {
    const searches = expressions().filter((each) => each.startsWith("SEARCH"));
    expect(searches.length).toBe(3);
    for (const search of searches) {
      const [, where = "", by = "", what] =
        /^SEARCH\('\{([\w/]+),([\w,]+)\}(?: MetricName="(\w+)")? stage="\${sls:stage}"', '\w+', \d+\)$/.exec(search) ?? [];
      const start = `${where} ${by.replace(",", "+")} ${what ?? ""}`;
      expect([...known].filter((name) => name.startsWith(start)).length).toBeGreaterThan(0);
    }
  });

  test.each([
    ["the continuity rate", "ReadAnswered"],
    ["response times", "durationMs"],
    ["refusals", "refusals"],
    ["integrity", "HeadRolledBack"],
    ["how far sealing is behind", "SealingLagMs"],
    ["identifiers by class", "PicassoContext/Identifiers"],
  ])("has %s", (_, name) => {
    expect(widgets.filter(({ properties }) => JSON.stringify(properties.metrics).includes(name)).length).toBeGreaterThan(0);
  });

  test("has no two widgets in one place", () => {
    const cells = widgets.flatMap(({ x, y, width, height }) =>
      Array.from({ length: width * height }, (_, cell) => `${x + (cell % width)},${y + Math.floor(cell / width)}`),
    );
    expect(new Set(cells).size).toBe(cells.length);
  });
});
