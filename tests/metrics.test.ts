import { expect, test } from "@jest/globals";
import { requestMetrics } from "../shared/metrics.ts";

const metrics = requestMetrics("prod", () => 7);
const line = { level: "info", event: "request", action: "token.refresh", durationMs: 3 } as const;
const namesOf = (found: object): readonly string[] =>
  (
    found as { readonly _aws: { readonly CloudWatchMetrics: readonly [{ readonly Metrics: readonly { Name: string }[] }] } }
  )._aws.CloudWatchMetrics[0].Metrics.map(({ Name }) => Name);

test("a refresh token used again is a metric of its own, whose members the line holds", () => {
  const reused = metrics({ ...line, status: 401, problem: "refresh-token-reused" });
  expect(namesOf(reused)).toContain("RefreshTokenReused");
  expect(reused).toMatchObject({ stage: "prod", refusals: 1, errors: 0, RefreshTokenReused: 1 });
  expect(namesOf(metrics({ ...line, status: 401, problem: "invalid-credential" }))).toEqual([
    "durationMs",
    "errors",
    "refusals",
    "AuthenticationFailed",
  ]);
});

test("a line without a duration is no metric", () => {
  expect(metrics({ level: "info", event: "key-rotation", status: 200 })).toEqual({});
});
