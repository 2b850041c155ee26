import { join, resolve } from "node:path";
import { expect, test } from "@jest/globals";
import { Refusal, readSettings } from "../../local/settings.ts";

test("needs no setting at all", () => {
  expect(readSettings({}, [])).toEqual({
    dataDir: resolve(".local"),
    port: 3000,
    clockOffsetSeconds: 0,
    rateLimits: "on",
    isQuiet: false,
  });
});

test("takes every setting from the environment", () => {
  const env = {
    PICASSO_DATA: "elsewhere",
    PICASSO_PORT: "4100",
    PICASSO_CLOCK_OFFSET_SECONDS: "-3600",
    PICASSO_RATE_LIMITS: "off",
  };
  expect(readSettings(env, ["--quiet"])).toEqual({
    dataDir: join(process.cwd(), "elsewhere"),
    port: 4100,
    clockOffsetSeconds: -3600,
    rateLimits: "off",
    isQuiet: true,
  });
});

test.each([
  { PICASSO_PORT: "0" },
  { PICASSO_PORT: "65533" },
  { PICASSO_PORT: "http" },
  { PICASSO_CLOCK_OFFSET_SECONDS: "1.5" },
  { PICASSO_RATE_LIMITS: "maybe" },
])("names the variable it refuses: %j", (env) => {
  const [name] = Object.keys(env);
  expect(() => readSettings(env, [])).toThrow(Refusal);
  expect(() => readSettings(env, [])).toThrow(String(name));
});
