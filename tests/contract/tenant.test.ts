import { describe, expect, test } from "@jest/globals";
import { identifierTypeNames } from "../../shared/contract/identifier-type.ts";
import { tenantCreateBody, tenantPatchBody, tenantSettings } from "../../shared/contract/tenant.ts";
import { identifierTypes } from "../../shared/domain/dlp/identifier-types.ts";
import { defaultSettings } from "../../shared/domain/identity/tenant.ts";

const settings = { name: "North Clinic", ...defaultSettings };
const faultsOf = (change: object): readonly string[] =>
  (tenantSettings.safeParse({ ...settings, ...change }).error?.issues ?? []).map((issue) => issue.path.join("."));

const code = (pattern: string, name = "CODE") => ({ name, pattern });

describe("tenant settings", () => {
  test("take the defaults", () => {
    expect(faultsOf({})).toEqual([]);
  });

  test("know every type of identifier the engine knows, and no other", () => {
    expect([...identifierTypeNames].sort()).toEqual(Object.keys(identifierTypes).sort());
  });

  test.each([
    ["name", { name: "" }],
    ["name", { name: "x".repeat(121) }],
    ["status", { status: "paused" }],
    ["limits.callsPerMinute", { limits: { ...settings.limits, callsPerMinute: 0 } }],
    ["limits.callsPerMinute", { limits: { ...settings.limits, callsPerMinute: 60_001 } }],
    ["limits.callsPerTenantPerMinute", { limits: { ...settings.limits, callsPerTenantPerMinute: 1.5 } }],
    ["limits.tokensPerMinute", { limits: { ...settings.limits, tokensPerMinute: "7" } }],
    ["limits", { limits: { ...settings.limits, callsPerHour: 7 } }],
    ["sessions.maxConcurrent", { sessions: { maxConcurrent: 100_001 } }],
    ["tokens.familyIdleSeconds", { tokens: { ...settings.tokens, familyIdleSeconds: 299 } }],
    ["tokens.familyIdleSeconds", { tokens: { ...settings.tokens, familyIdleSeconds: 7200, familyLifeSeconds: 3600 } }],
    ["retention.turnSeconds", { retention: { conversationSeconds: 3600, turnSeconds: 3601 } }],
    ["dlp.profile", { dlp: { ...settings.dlp, profile: "off" } }],
    ["dlp.operators.NAME", { dlp: { ...settings.dlp, operators: { NAME: "keep" } } }],
    ["dlp.operators", { dlp: { ...settings.dlp, operators: { SHOE_SIZE: "mask" } } }],
    ["dlp.patterns", { dlp: { ...settings.dlp, patterns: Array.from({ length: 21 }, (_, n) => code(`[0-9]${n}`, `A${n}`)) } }],
    ["dlp.patterns", { dlp: { ...settings.dlp, patterns: [code("a1"), code("a2")] } }],
    ["", { color: "blue" }],
  ])("refuse a fault at %j", (path, change) => {
    expect(faultsOf(change)).toEqual([path]);
  });

  test.each([
    ["https://clinic.example", true],
    ["https://clinic.example:8443", true],
    ["http://localhost:3003", true],
    ["http://clinic.example", false],
    ["https://clinic.example/", false],
    ["https://Clinic.example", false],
    ["https://*.clinic.example", false],
    ["https://clinic.example.", false],
    ["*", false],
    ["null", false],
  ])("judge the origin %s", (origin, isTaken) => {
    expect(faultsOf({ origins: [origin] }).length === 0).toBe(isTaken);
  });

  test("refuse an origin that is listed twice, and the 51st one", () => {
    expect(faultsOf({ origins: ["https://a.example", "https://a.example"] })).toEqual(["origins"]);
    expect(faultsOf({ origins: Array.from({ length: 51 }, (_, n) => `https://a${n}.example`) })).toEqual(["origins"]);
  });
});

describe("a tenant's own pattern", () => {
  test.each([
    ["MC\\d{6}", true],
    ["(?:MC|MD)-?[A-Z0-9]{4,12}", true],
    ["\\bcase[ #]{0,3}\\d{3,8}\\b", true],
    ["(a{1,9}){1,9}", false],
    ["\\d+", false],
    ["[a-z]*x", false],
    ["\\d{3,}", false],
    ["\\d{1,4000}", false],
    ["(a)\\1", false],
    ["(?<=x)y", false],
    ["(?!x)y", false],
    ["a?", false],
    ["(", false],
    ["[z-a]", false],
  ])("%s is taken: %s", (pattern, isTaken) => {
    expect(faultsOf({ dlp: { ...settings.dlp, patterns: [code(pattern)] } }).length === 0).toBe(isTaken);
  });
});

describe("a change of settings", () => {
  test.each([
    {},
    { status: "suspended" },
    { limits: { callsPerMinute: 5 } },
    { limits: null },
    { dlp: { operators: { DATE: null } } },
  ])("may be %j", (body) => {
    expect(tenantPatchBody.safeParse(body).success).toBe(true);
  });

  test.each([{ tenantId: "other" }, { limits: { calls: 5 } }, { limits: 5 }, { keys: [] }, { version: 3 }])(
    "may not be %j",
    (body) => {
      expect(tenantPatchBody.safeParse(body).success).toBe(false);
    },
  );
});

describe("a new tenant", () => {
  test("needs an id and a name", () => {
    expect(tenantCreateBody.safeParse({ tenantId: "north-clinic", name: "North Clinic" }).success).toBe(true);
    expect(tenantCreateBody.safeParse({ tenantId: "north-clinic" }).success).toBe(false);
    expect(tenantCreateBody.safeParse({ name: "North Clinic" }).success).toBe(false);
  });
});
