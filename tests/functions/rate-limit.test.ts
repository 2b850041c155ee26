import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { defaultSettings, type TenantLimits } from "../../shared/domain/identity/tenant.ts";
import { get, issue, problemOf, save } from "../conversation-steps.ts";
import type { Answer } from "../gateway.ts";
import { type Service, startService, type TestTenant, testOrigin } from "../service.ts";

let service: Service;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.stop());
beforeEach(() => {
  // The beginning of a minute after a silent one.
  service.clock.ms = Math.ceil(service.clock.ms / 60_000) * 60_000 + 180_000;
});

const limit = async (tenant: TestTenant, limits: Partial<TenantLimits>): Promise<void> => {
  await service.rewriteTenant(tenant.tenantId, { limits: { ...defaultSettings.limits, ...limits } });
  service.clock.ms = Math.ceil(service.clock.ms / 60_000) * 60_000 + 180_000;
};
const policyOf = ({ status, headers }: Answer) => [status, headers["RateLimit-Policy"], headers.RateLimit?.replace(/;t=.*/, "")];

const statuses = (answers: readonly Answer[]): Readonly<Record<string, number>> =>
  Object.fromEntries([...Map.groupBy(answers, ({ status }) => status)].map(([status, group]) => [status, group.length]));

describe("a whole tenant", () => {
  test("that floods is held up by itself, and no call of another tenant is", async () => {
    const [flooding, quiet] = service.tenants;
    const victims = await Promise.all(Array.from({ length: 10 }, () => issue(service.call, quiet.secretKey)));
    const floods = await Promise.all(Array.from({ length: 40 }, () => issue(service.call, flooding.secretKey)));
    await limit(flooding, { callsPerTenantPerMinute: 100 });
    const [flood, others]: [Answer[], Answer[]] = [[], []];
    for (const turn of [1, 2, 3, 4, 5]) {
      flood.push(...(await Promise.all(floods.map((token) => get(service.call, token)))));
      others.push(...(await Promise.all(victims.map((token) => save(service.call, token, turn)))));
    }
    expect([statuses(flood), statuses(others)]).toEqual([{ 200: 100, 429: 100 }, { 201: 50 }]);
    const refused = await get(service.call, floods[0] as never);
    expect(policyOf(refused)).toEqual([429, '"tenant";q=100;w=60', '"tenant";r=0']);
    expect(Number(refused.headers["Retry-After"])).toBeGreaterThan(0);
    service.clock.ms += Number(refused.headers["Retry-After"]) * 1000;
    expect((await get(service.call, floods[0] as never)).status).toBe(200);
    await limit(flooding, {});
  }, 240_000);
});

describe("the headers", () => {
  test("are exact at the boundary: the last call has none left, and the next one is 429", async () => {
    const [tenant] = service.tenants;
    const token = await issue(service.call, tenant.secretKey);
    await limit(tenant, { callsPerMinute: 3 });
    const answers = [];
    for (const _ of [1, 2, 3, 4]) answers.push(await get(service.call, token));
    expect(answers.map(policyOf)).toEqual([
      [200, '"default";q=3;w=60', '"default";r=2'],
      [200, '"default";q=3;w=60', '"default";r=1'],
      [200, '"default";q=3;w=60', '"default";r=0'],
      [429, '"default";q=3;w=60', '"default";r=0'],
    ]);
    await limit(tenant, {});
  });
});

describe("one conversation", () => {
  test("has a limit of its own when it is tighter than the subject's", async () => {
    const [, tenant] = service.tenants;
    const [one, other] = [
      await issue(service.call, tenant.secretKey, { subject: "p", clientNonce: "one" }),
      await issue(service.call, tenant.secretKey, { subject: "p", clientNonce: "other" }),
    ];
    await limit(tenant, { callsPerMinute: 5, callsPerConversationPerMinute: 2 });
    const answered = [];
    for (const token of [one, one, one, other, other]) answered.push((await get(service.call, token)).status);
    expect(answered).toEqual([200, 200, 429, 200, 200]);
    expect(policyOf(await get(service.call, one))).toEqual([429, '"conversation";q=2;w=60', '"conversation";r=0']);
    await limit(tenant, {});
  });

  test("is what the tenant's server is counted by", async () => {
    const [, tenant] = service.tenants;
    const token = await issue(service.call, tenant.secretKey);
    await limit(tenant, { callsPerConversationPerMinute: 2 });
    const ask = () => service.call(`GET /v1/conversations/${token.conversationId}`, { token: tenant.secretKey });
    expect([(await ask()).status, (await ask()).status, (await ask()).status]).toEqual([200, 200, 429]);
    await limit(tenant, {});
  });
});

describe("new tokens for pages", () => {
  const start = (tenant: TestTenant, sourceIp: string, headers: Readonly<Record<string, string>> = {}) =>
    service.call("POST /v1/tokens", {
      token: tenant.publishableKey,
      headers: { origin: testOrigin, ...headers },
      sourceIp,
      body: { clientNonce: `n${Math.random().toString(36).slice(2)}`.padEnd(24, "x") },
    });

  test("are counted by source address, whatever a forwarded header says", async () => {
    const [, , tenant] = service.tenants;
    await limit(tenant, { tokensPerAddressPerMinute: 2 });
    const answers = [];
    for (const n of [1, 2, 3]) answers.push(await start(tenant, "203.0.113.1", { "x-forwarded-for": `198.51.100.${n}` }));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 429]);
    expect((await start(tenant, "203.0.113.2")).status).toBe(201);
  });

  test("are counted by origin over all addresses", async () => {
    const [, , tenant] = service.tenants;
    await limit(tenant, { tokensPerOriginPerMinute: 2 });
    const answers = [];
    for (const n of [1, 2, 3]) answers.push(await start(tenant, `203.0.113.${n}`));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 429]);
    expect(policyOf(answers[2] as Answer)).toEqual([429, '"origin";q=2;w=60', '"origin";r=0']);
    expect(problemOf(answers[2] as Answer)).toBe("rate-limited");
    await limit(tenant, {});
  });
});
