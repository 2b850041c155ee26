import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { TokenAnswer } from "../../shared/contract/token.ts";
import { get, issue, problemOf, refresh, said, save } from "../conversation-steps.ts";
import type { CallOptions } from "../gateway.ts";
import { type Service, startService, testOrigin } from "../service.ts";

let service: Service;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.stop());

const routesOf = (id: string): readonly (readonly [string, CallOptions])[] => [
  [`GET /v1/conversations/${id}`, {}],
  [`GET /v1/conversations/${id}/turns`, {}],
  [`PUT /v1/conversations/${id}/turns/1`, { body: said("x") }],
  [`POST /v1/conversations/${id}/turns`, { body: said("x"), headers: { "idempotency-key": "k" } }],
  [`DELETE /v1/conversations/${id}`, {}],
];

describe("three tenants with three subjects each", () => {
  test("see nothing but 404 of each other, with the very answer for a conversation that is none", async () => {
    const owners = service.tenants.flatMap((tenant) => ["a", "b", "c"].map((subject) => ({ tenant, subject })));
    const tokens = await Promise.all(owners.map(({ tenant, subject }) => issue(service.call, tenant.secretKey, { subject })));
    await Promise.all(tokens.map((token) => save(service.call, token, 1)));
    const none = `cv_${"A".repeat(43)}`;
    const strangers = tokens.flatMap((mine) =>
      tokens.filter((theirs) => theirs !== mine).map((theirs) => [mine, theirs.conversationId] as const),
    );
    const asked = [...strangers, ...tokens.map((mine) => [mine, none] as const)];
    for (const [mine, id] of asked) {
      const answers = await Promise.all(
        routesOf(id).map(([route, options]) => service.call(route, { ...options, token: mine.accessToken })),
      );
      const shapes = answers.map(({ status, body: { instance: _, ...body } }) => [status, body.type]);
      expect(shapes).toEqual(Array(5).fill([404, "/problems/conversation-not-found"]));
    }
    for (const token of tokens) expect((await get(service.call, token)).body.turn).toBe(1);
  }, 240_000);

  test("cannot reach each other with secret keys either", async () => {
    const token = await issue(service.call, service.tenants[0].secretKey);
    for (const [route, options] of routesOf(token.conversationId)) {
      const answer = await service.call(route, { ...options, token: service.tenants[1].secretKey });
      expect([answer.status, problemOf(answer)]).toEqual([404, "conversation-not-found"]);
    }
    expect(
      (await service.call(`GET /v1/conversations/${token.conversationId}`, { token: service.tenants[0].secretKey })).status,
    ).toBe(200);
  });
});

describe("credentials", () => {
  const reasonFor = async (options: CallOptions, token: TokenAnswer) => {
    const answer = await service.call(`GET /v1/conversations/${token.conversationId}`, options);
    return [answer.status, answer.body.reason, answer.headers["WWW-Authenticate"]];
  };

  test("of every wrong kind are one 401 with a reason", async () => {
    const token = await issue(service.call, service.tenants[0].secretKey);
    const invalid = 'Bearer error="invalid_token"';
    expect(await reasonFor({}, token)).toEqual([401, "missing", "Bearer"]);
    expect(await reasonFor({ headers: { authorization: "Basic eDp5" } }, token)).toEqual([401, "malformed", invalid]);
    expect(await reasonFor({ token: "x" }, token)).toEqual([401, "malformed", invalid]);
    expect(await reasonFor({ token: `${token.accessToken} x` }, token)).toEqual([401, "malformed", invalid]);
    expect(await reasonFor({ token: token.refreshToken }, token)).toEqual([401, "wrong-kind", invalid]);
    expect(await reasonFor({ token: `${token.refreshToken.slice(0, -1)}_` }, token)).toEqual([401, "malformed", invalid]);
    expect(await reasonFor({ token: `${service.tenants[0].secretKey.slice(0, -1)}_` }, token)).toEqual([
      401,
      "unknown-key",
      invalid,
    ]);
    expect(await reasonFor({ token: `sk_nobody-here_${"x".repeat(43)}` }, token)).toEqual([401, "unknown-key", invalid]);
    expect((await refresh(service.call, service.tenants[0].secretKey)).status).toBe(403);
  });

  test("are read from the Authorization header alone", async () => {
    const { accessToken, conversationId } = await issue(service.call, service.tenants[0].secretKey);
    const path = `GET /v1/conversations/${conversationId}`;
    expect((await service.call(`${path}?access_token=${accessToken}`)).status).toBe(401);
    expect((await service.call(path, { headers: { cookie: `token=${accessToken}` } })).status).toBe(401);
  });

  test("of a publishable key reach no conversation", async () => {
    const token = await issue(service.call, service.tenants[0].secretKey);
    const page = { token: service.tenants[0].publishableKey, headers: { origin: testOrigin } };
    const answer = await service.call(`GET /v1/conversations/${token.conversationId}`, page);
    expect([answer.status, problemOf(answer)]).toEqual([403, "not-allowed"]);
  });

  test("of a suspended tenant stop within seconds, tokens and keys alike", async () => {
    const [, , tenant] = service.tenants;
    const token = await issue(service.call, tenant.secretKey);
    await service.rewriteTenant(tenant.tenantId, { status: "suspended" });
    expect(problemOf(await get(service.call, token))).toBe("tenant-suspended");
    expect(problemOf(await service.call("POST /v1/tokens", { token: tenant.secretKey, body: { subject: "p" } }))).toBe(
      "tenant-suspended",
    );
    expect(problemOf(await refresh(service.call, token.refreshToken))).toBe("tenant-suspended");
    await service.rewriteTenant(tenant.tenantId, { status: "active" });
    expect((await get(service.call, token)).status).toBe(200);
  });
});

test("a flood of refused calls from one address is answered without storage in the end; others and the proven are not held up", async () => {
  const token = await issue(service.call, service.tenants[0].secretKey);
  const route = `GET /v1/conversations/${token.conversationId}`;
  const flood = (sourceIp: string) => service.call(route, { sourceIp });
  service.clock.ms = Math.ceil(service.clock.ms / 60_000) * 60_000 + 120_000;
  const statuses = new Map<number, number>();
  for (let count = 0; count < 1003; count += 1) {
    const { status } = await flood("198.51.100.7");
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
  }
  expect(Object.fromEntries(statuses)).toEqual({ 401: 1000, 429: 3 });
  const blocked = await flood("198.51.100.7");
  expect([blocked.status, blocked.body.reason, Number(blocked.headers["Retry-After"]) > 0]).toEqual([429, "blocked", true]);
  expect((await flood("198.51.100.8")).status).toBe(401);
  expect((await service.call(route, { token: token.accessToken, sourceIp: "198.51.100.7" })).status).toBe(200);
}, 240_000);

describe("pages", () => {
  test("may read answers on the tenant's origins only, and see why a call failed", async () => {
    const token = await issue(service.call, service.tenants[0].secretKey);
    const path = `GET /v1/conversations/${token.conversationId}`;
    const from = (origin: string, credential = token.accessToken) =>
      service.call(path, { token: credential, headers: { origin } });
    const good = await from(testOrigin);
    expect([good.status, good.headers["Access-Control-Allow-Origin"], good.headers.Vary]).toEqual([200, testOrigin, "Origin"]);
    const evil = await from("https://evil.example");
    expect([evil.status, problemOf(evil), evil.headers["Access-Control-Allow-Origin"]]).toEqual([
      403,
      "origin-not-allowed",
      undefined,
    ]);
    expect((await from(`${testOrigin}.evil.example`)).status).toBe(403);
    const expired = await from(testOrigin, "x");
    expect([expired.status, expired.headers["Access-Control-Allow-Origin"]]).toEqual([401, testOrigin]);
  });

  test("get an answer to their preflight", async () => {
    const preflight = await service.call("OPTIONS /v1/tokens", { headers: { origin: testOrigin } });
    expect([preflight.status, preflight.headers["Access-Control-Allow-Origin"]]).toEqual([204, testOrigin]);
    expect(preflight.headers["Access-Control-Allow-Headers"]).toContain("Idempotency-Key");
    expect((await service.call("OPTIONS /v1/tokens", { headers: { origin: "null" } })).status).toBe(403);
  });

  test("find security headers and ids on every answer", async () => {
    const answers = [
      await service.call("GET /v1/health"),
      await service.call("GET /nowhere"),
      await service.call("GET /v1/conversations/x", { headers: { "x-correlation-id": "shop:visit.7" } }),
    ];
    for (const answer of answers) {
      expect(answer.headers).toMatchObject({ "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff" });
      expect(answer.headers["X-Request-Id"]).toMatch(/^[0-9a-f-]{36}$/);
    }
    expect(answers[2]?.headers["X-Correlation-Id"]).toBe("shop:visit.7");
    const forged = await service.call("GET /v1/health", { headers: { "x-correlation-id": 'a"b\nc' } });
    expect(forged.headers["X-Correlation-Id"]).toBe(forged.headers["X-Request-Id"]);
    expect(service.logged.join()).not.toContain("shop:visit.7");
    const trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    await service.call("GET /v1/health", { headers: { "x-correlation-id": trace } });
    await service.call("GET /v1/conversations/x", { headers: { "x-correlation-id": trace } });
    expect(service.logged.join()).toContain(`"correlationId":"${trace}"`);
    expect([answers[1]?.status, answers[1]?.headers["Content-Type"]]).toEqual([404, "application/problem+json"]);
    expect(answers[1]?.body.instance).toBe(`urn:request:${answers[1]?.headers["X-Request-Id"]}`);
  });
});
