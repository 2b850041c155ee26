import { describe, expect, test } from "@jest/globals";
import { loadConfig } from "../shared/config.ts";
import { causeNames, lineLog, stackFrames } from "../shared/log.ts";
import { requestMetrics } from "../shared/metrics.ts";

const stage = {
  STAGE: "staging",
  TOKEN_ISSUER: "https://api.example",
  SIGNING_KEYS_URI: "aws-secretsmanager:picasso/staging/signing-keys",
  ROOT_KEY_URI: "aws-secretsmanager:picasso/staging/root-key",
  KEY_WRAPPER_URI: "aws-kms:arn:aws:kms:us-east-1:1:key/k",
  LEDGER_KEYS_URI: "aws-secretsmanager:picasso/staging/ledger-keys",
  AUDIT_ARCHIVE_URI: "aws-s3:picasso-staging-audit-archive",
};

describe("settings", () => {
  test("of a stage are read, named after it and frozen", () => {
    const config = loadConfig(stage);
    expect(config).toMatchObject({
      stage: "staging",
      tokenAudience: "picasso-context:staging",
      hasRateLimits: true,
      clockOffsetMs: 0,
    });
    expect([Object.isFrozen(config), Object.isFrozen(config.endpoints)]).toEqual([true, true]);
  });

  test("that are wrong are all named in one message", () => {
    expect(() => loadConfig({ STAGE: "Staging!", TOKEN_ISSUER: "nowhere" })).toThrow(
      /STAGE:.*TOKEN_ISSUER:.*SIGNING_KEYS_URI:.*ROOT_KEY_URI:.*KEY_WRAPPER_URI:.*LEDGER_KEYS_URI:.*AUDIT_ARCHIVE_URI:/,
    );
  });

  test.each([
    ["SIGNING_KEYS_URI", "file:///keys/signing-keys.json"],
    ["ROOT_KEY_URI", "file:///keys/root-key.json"],
    ["KEY_WRAPPER_URI", "file:///keys/wrapping-key.json"],
    ["LEDGER_KEYS_URI", "file:///keys/ledger-keys.json"],
    ["AUDIT_ARCHIVE_URI", "file:///archive"],
    ["RATE_LIMITS", "off"],
    ["CLOCK_OFFSET_SECONDS", "60"],
    ["DYNAMODB_ENDPOINT", "http://127.0.0.1:8000"],
    ["TOKEN_ISSUER", "http://127.0.0.1:3000"],
  ])("of the offline world make every stage refuse to boot: %s", (name, value) => {
    for (const STAGE of ["dev", "staging", "prod", "localhost"]) {
      expect(() => loadConfig({ ...stage, STAGE, [name]: value })).toThrow(new RegExp(`Configuration refused: ${name}`));
    }
    expect(loadConfig({ ...stage, STAGE: "local", [name]: value }).stage).toBe("local");
  });
});

describe("Comprehend", () => {
  const region = (COMPREHEND?: string) =>
    loadConfig(COMPREHEND === undefined ? stage : { ...stage, COMPREHEND }).comprehendRegion;

  test("is asked in the region that is named, and nowhere when none is", () => {
    expect([region("us-east-1"), region("us-gov-west-1"), region("off"), region()]).toEqual([
      "us-east-1",
      "us-gov-west-1",
      undefined,
      undefined,
    ]);
    for (const wrong of ["on", "true", "", "us-east-1.evil.example/", "US-EAST-1"]) {
      expect(() => region(wrong)).toThrow(/COMPREHEND:/);
    }
  });

  test.each(["COMPREHEND_ENDPOINT", "COMPREHEND_MEDICAL_ENDPOINT"])("is sent no text in clear by a stage: %s", (name) => {
    expect(() => loadConfig({ ...stage, [name]: "http://vpce.example" })).toThrow(`Configuration refused: ${name}`);
    expect(loadConfig({ ...stage, [name]: "https://vpce.example" }).stage).toBe("staging");
    expect(loadConfig({ ...stage, STAGE: "local", [name]: "http://127.0.0.1:9" }).stage).toBe("local");
  });
});

describe("a log line", () => {
  const write = (line: object) => {
    const lines: string[] = [];
    lineLog((text) => lines.push(text), { now: () => 0, metrics: requestMetrics("prod", () => 0) })(line as never);
    return JSON.parse(lines[0] ?? "");
  };

  test("holds nothing but the allowed fields", () => {
    const line = {
      level: "info",
      event: "request",
      action: "a",
      body: "patient text",
      message: "patient text",
      headers: { cookie: "x" },
    };
    expect(write(line)).toEqual({ at: "1970-01-01T00:00:00.000Z", level: "info", event: "request", action: "a" });
  });

  test("is a metric of time, errors and refusals when it ends a call", () => {
    const metric = write({ level: "error", event: "request", action: "a", status: 503, durationMs: 7 });
    expect(metric).toMatchObject({ stage: "prod", durationMs: 7, errors: 1, refusals: 0 });
    expect(metric._aws.CloudWatchMetrics[0].Dimensions).toEqual([["stage", "action"], ["stage"]]);
    expect(write({ level: "info", event: "request", action: "a", status: 409, durationMs: 7 })).toMatchObject({
      errors: 0,
      refusals: 1,
    });
  });

  test("is a metric of its own when Comprehend could not be asked", () => {
    const metric = write({ level: "warn", event: "comprehend.unavailable", reason: "comprehend", tenantId: "t" });
    expect(metric).toMatchObject({ stage: "prod", reason: "comprehend", ComprehendUnavailable: 1 });
    expect(metric._aws.CloudWatchMetrics).toEqual([
      { Namespace: "PicassoContext", Dimensions: [["stage"]], Metrics: [{ Name: "ComprehendUnavailable", Unit: "Count" }] },
    ]);
  });

  test("names errors and places, never what an error says", () => {
    const error = new TypeError("patient Jane", { cause: new RangeError("born 1971") });
    expect(causeNames(error)).toEqual(["TypeError", "RangeError"]);
    expect(stackFrames(error).every((frame) => frame.startsWith("at "))).toBe(true);
    const loop = new Error("x");
    loop.cause = loop;
    expect(causeNames(loop)).toHaveLength(5);
  });
});

describe("Bedrock", () => {
  test("is asked by an inference profile of a geography, behind a guardrail or none, and not at all when none is named", () => {
    const BEDROCK_PROFILE = "us.anthropic.claude-haiku-4-5-20251001-v1:0";
    const named = loadConfig({ ...stage, BEDROCK_PROFILE, BEDROCK_GUARDRAIL: "abc123:4" });
    expect([named.bedrockProfile, named.bedrockGuardrail]).toEqual([BEDROCK_PROFILE, { id: "abc123", version: "4" }]);
    for (const off of [stage, { ...stage, BEDROCK_PROFILE: "off", BEDROCK_GUARDRAIL: "off:off" }]) {
      const config = loadConfig(off);
      expect([config.bedrockProfile, config.bedrockGuardrail]).toEqual([undefined, undefined]);
    }
    for (const wrong of ["on", "", "anthropic.claude-haiku-4-5", "us.meta.llama", "us.anthropic.claude-x/../y"]) {
      expect(() => loadConfig({ ...stage, BEDROCK_PROFILE: wrong })).toThrow(/BEDROCK_PROFILE:/);
    }
  });

  test("gets texts over https only, and Lambda is called where the stage is", () => {
    expect(() => loadConfig({ ...stage, BEDROCK_ENDPOINT: "http://127.0.0.1:1" })).toThrow(/BEDROCK_ENDPOINT:/);
    expect(() => loadConfig({ ...stage, LAMBDA_ENDPOINT: "https://evil.example" })).toThrow(/LAMBDA_ENDPOINT:/);
  });
});
