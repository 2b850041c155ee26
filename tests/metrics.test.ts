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

test("a proven caller's read counts for the continuity rate, anybody else's does not", () => {
  const read = { ...line, action: "conversation.get", callerKind: "access-token" } as const;
  const rateOf = (change: object) => (metrics({ ...read, ...change }) as { readonly ReadAnswered?: number }).ReadAnswered;
  expect([rateOf({ status: 200 }), rateOf({ status: 304 }), rateOf({ status: 410 }), rateOf({ status: 503 })]).toEqual([
    1, 1, 0, 0,
  ]);
  expect([rateOf({ status: 401, callerKind: undefined }), rateOf({ status: 201, action: "conversation.save" })]).toEqual([
    undefined,
    undefined,
  ]);
});

test("identifiers removed are metrics by class, in a namespace of their own", () => {
  const found = metrics({ ...line, status: 201, scrubbed: { NAME: 2, PHONE_NUMBER: 1 } });
  expect(found).toMatchObject({ NAME: 2, PHONE_NUMBER: 1 });
  expect(found).toHaveProperty("_aws.CloudWatchMetrics.1", {
    Namespace: "PicassoContext/Identifiers",
    Dimensions: [["stage"]],
    Metrics: [{ Name: "NAME" }, { Name: "PHONE_NUMBER" }],
  });
});

test("a ledger that was sealed tells how far its sealing is behind", () => {
  expect(metrics({ level: "info", event: "ledger.sealed", lagMs: 120_000 })).toMatchObject({
    LedgerSealed: 1,
    SealingLagMs: 120_000,
  });
});
