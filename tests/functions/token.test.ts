import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { clear, get, issue, problemOf, refresh, save } from "../conversation-steps.ts";
import { type Service, startService, testOrigin } from "../service.ts";

let service: Service;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.stop());

const minute = 60_000;
const secretKey = () => service.tenants[0].secretKey;
const start = (body: unknown = { subject: `p-${Math.random()}` }) => issue(service.call, secretKey(), body);
const ask = (token: string, body: unknown, headers = {}) => service.call("POST /v1/tokens", { token, body, headers });
const reasonOf = (answer: Awaited<ReturnType<typeof get>>) => [answer.status, answer.body.reason];

describe("issuing", () => {
  test("answers 201 with tokens, times and the place of the conversation", async () => {
    const answer = await ask(secretKey(), { subject: "patient-1", startedAt: "2026-11-02T08:59:00Z", clientNonce: "n1" });
    expect(answer.status).toBe(201);
    expect(answer.headers.Location).toBe(`/v1/conversations/${answer.body.conversationId}`);
    expect(answer.body).toMatchObject({
      startedAt: "2026-11-02T08:59:00.000Z",
      tokenType: "Bearer",
      expiresIn: 1800,
      refreshAt: "2026-11-02T09:25:00.000Z",
      refreshExpiresIn: 86400,
      turn: 0,
    });
  });

  test("gives the same start the same conversation, however it is written and wherever it is asked for", async () => {
    const elsewhere = await service.elsewhere();
    const body = { subject: "patient-2", startedAt: "2026-11-02T08:00:00Z", clientNonce: "n" };
    const first = await start(body);
    const second = await issue(elsewhere, secretKey(), { ...body, startedAt: "2026-11-02T09:00:00.000+01:00" });
    expect(second.conversationId).toBe(first.conversationId);
    await save(service.call, first, 1);
    expect((await get(elsewhere, second)).body.turn).toBe(1);
  });

  test("gives another tenant, subject, time or nonce another conversation", async () => {
    const body = { subject: "patient-3", startedAt: "2026-11-02T08:00:00Z", clientNonce: "n" };
    const starts = [
      body,
      { ...body, subject: "patient-4" },
      { ...body, startedAt: "2026-11-02T08:00:00.001Z" },
      { ...body, clientNonce: "m" },
    ];
    const ids = await Promise.all(starts.map(async (each) => (await start(each)).conversationId));
    const other = await issue(service.call, service.tenants[1].secretKey, body);
    expect(new Set([...ids, other.conversationId]).size).toBe(5);
  });

  test("lets two starts that race agree on one conversation", async () => {
    const body = { subject: "patient-5", startedAt: "2026-11-02T08:00:00Z" };
    const tokens = await Promise.all([1, 2, 3, 4].map(() => start(body)));
    expect(new Set(tokens.map((token) => token.conversationId)).size).toBe(1);
    for (const token of tokens) expect((await get(service.call, token)).status).toBe(200);
  });

  test("reopens a conversation by id for its own subject only", async () => {
    const token = await start({ subject: "patient-6" });
    await save(service.call, token, 1);
    const again = await ask(secretKey(), { subject: "patient-6", conversationId: token.conversationId });
    expect([again.status, again.body.turn, again.body.conversationId]).toEqual([201, 1, token.conversationId]);
    const stranger = await ask(secretKey(), { subject: "patient-7", conversationId: token.conversationId });
    expect([stranger.status, problemOf(stranger)]).toEqual([404, "conversation-not-found"]);
    const otherTenant = await ask(service.tenants[1].secretKey, { subject: "patient-6", conversationId: token.conversationId });
    expect([otherTenant.status, otherTenant.body.title]).toEqual([404, stranger.body.title]);
  });

  test("lets a page's visitor start with a nonce, from the tenant's origins only", async () => {
    const { publishableKey } = service.tenants[0];
    const clientNonce = "abcdefghijklmnopqrstuv";
    const page = { origin: testOrigin };
    const visitor = await ask(publishableKey, { clientNonce, startedAt: "2026-11-02T08:59:59Z" }, page);
    expect([visitor.status, visitor.headers["Access-Control-Allow-Origin"]]).toEqual([201, testOrigin]);
    const again = await ask(publishableKey, { clientNonce, startedAt: "2026-11-02T08:59:59Z" }, page);
    expect(again.body.conversationId).toBe(visitor.body.conversationId);
    const refusals = await Promise.all([
      ask(publishableKey, { clientNonce }, { origin: "https://evil.example" }),
      ask(publishableKey, { clientNonce }),
      ask(publishableKey, { clientNonce, subject: "somebody" }, page),
      ask(publishableKey, { clientNonce: "short" }, page),
      ask(publishableKey, { conversationId: visitor.body.conversationId }, page),
    ]);
    expect(refusals.map(problemOf)).toEqual([
      "origin-not-allowed",
      "origin-not-allowed",
      "invalid-request",
      "invalid-request",
      "not-allowed",
    ]);
    expect(refusals[0]?.headers).not.toHaveProperty("Access-Control-Allow-Origin");
  });

  test("does not let a publishable key into a conversation again after an hour", async () => {
    const body = { clientNonce: "0123456789abcdefghijkl", startedAt: new Date(service.clock.ms).toISOString() };
    const page = { origin: testOrigin };
    await ask(service.tenants[0].publishableKey, body, page);
    service.clock.ms += 61 * minute;
    expect(problemOf(await ask(service.tenants[0].publishableKey, body, page))).toBe("not-allowed");
  });

  test.each([
    ["no subject", {}, "body.subject"],
    ["a start in the future", { subject: "p", startedAt: "2030-01-01T00:00:00Z" }, "body.startedAt"],
    ["a start that is no time", { subject: "p", startedAt: "yesterday" }, "body.startedAt"],
    ["an unknown member", { subject: "p", admin: true }, "body"],
    [
      "an id together with a start",
      { subject: "p", conversationId: `cv_${"a".repeat(43)}`, startedAt: "2026-11-02T08:00:00Z" },
      "body.conversationId",
    ],
  ])("refuses %s with the place of the fault", async (_, body, field) => {
    const answer = await ask(secretKey(), body);
    expect([answer.status, answer.body.field]).toEqual([422, field]);
  });

  test("refuses a start older than a conversation lives", async () => {
    const answer = await ask(secretKey(), { subject: "p", startedAt: "2026-10-01T00:00:00Z" });
    expect([answer.status, problemOf(answer)]).toEqual([410, "conversation-expired"]);
  });
});

describe("refreshing", () => {
  test("rotates: new tokens, the conversation unchanged", async () => {
    const token = await start();
    await save(service.call, token, 1);
    const next = await refresh(service.call, token.refreshToken);
    expect([next.status, next.body.turn, next.body.conversationId]).toEqual([200, 1, token.conversationId]);
    expect(next.body.refreshToken).not.toBe(token.refreshToken);
  });

  test("gives two late tabs the same successor within 30 seconds, and ends the sign-in at the third reuse", async () => {
    const token = await start();
    const first = await refresh(service.call, token.refreshToken);
    service.clock.ms += 1000;
    for (const _ of [1, 2]) {
      const late = await refresh(service.call, token.refreshToken);
      expect([late.status, late.body.refreshToken]).toEqual([200, first.body.refreshToken]);
    }
    const third = await refresh(service.call, token.refreshToken);
    expect([third.status, problemOf(third)]).toEqual([401, "refresh-token-reused"]);
    expect(reasonOf(await refresh(service.call, first.body.refreshToken ?? ""))).toEqual([401, "sign-in-ended"]);
    expect(reasonOf(await get(service.call, token))).toEqual([401, "sign-in-ended"]);
  });

  test("never restarts the grace: 31 seconds after the first use a reuse ends the sign-in", async () => {
    const token = await start();
    await refresh(service.call, token.refreshToken);
    service.clock.ms += 29_000;
    expect((await refresh(service.call, token.refreshToken)).status).toBe(200);
    service.clock.ms += 2000;
    expect(problemOf(await refresh(service.call, token.refreshToken))).toBe("refresh-token-reused");
  });

  test("lets twelve tabs refresh at once: one rotation, twelve working tokens", async () => {
    const token = await start();
    const answers = await Promise.all(Array.from({ length: 12 }, () => refresh(service.call, token.refreshToken)));
    expect(new Set(answers.map((answer) => `${answer.status} ${answer.body.refreshToken}`)).size).toBe(1);
    for (const answer of answers) expect((await get(service.call, { ...token, ...answer.body })).status).toBe(200);
  });

  test("exchanges an access token in its last five minutes, and gives it back as it is before", async () => {
    const token = await start();
    service.clock.ms += 24 * minute;
    const early = await refresh(service.call, token.accessToken);
    expect([early.body.accessToken, early.body.expiresIn]).toEqual([token.accessToken, 360]);
    service.clock.ms += minute;
    const due = await refresh(service.call, token.accessToken);
    expect(due.body.accessToken).not.toBe(token.accessToken);
    expect(due.body.expiresIn).toBe(1800);
  });

  test("brings a new token along with a state only in the refresh window", async () => {
    const token = await start();
    expect((await get(service.call, token)).body.token).toBeUndefined();
    service.clock.ms += 25 * minute;
    const { ETag = "" } = (await get(service.call, token)).headers;
    const due = await service.call(`GET /v1/conversations/${token.conversationId}`, {
      token: token.accessToken,
      headers: { "if-none-match": ETag },
    });
    expect(due.status).toBe(200);
    const renewed = { ...token, accessToken: due.body.token?.accessToken ?? "" };
    service.clock.ms += 20 * minute;
    expect([(await get(service.call, token)).status, (await get(service.call, renewed)).status]).toEqual([401, 200]);
  });

  test("ends a sign-in idle for 24 hours, while the conversation can be reopened", async () => {
    const token = await start({ subject: "sleeper" });
    await save(service.call, token, 1);
    service.clock.ms += 24 * 60 * minute;
    expect(reasonOf(await refresh(service.call, token.refreshToken))).toEqual([401, "sign-in-ended"]);
    const again = await ask(secretKey(), { subject: "sleeper", conversationId: token.conversationId });
    expect([again.status, again.body.turn]).toEqual([201, 1]);
  });
});

describe("revoking", () => {
  const revoke = (token: string, body?: unknown) => service.call("POST /v1/tokens/revoke", { token, body });

  test("ends one sign-in at once and leaves the others", async () => {
    const first = await start({ subject: "two devices" });
    const second = await ask(secretKey(), { subject: "two devices", conversationId: first.conversationId });
    expect((await revoke(first.accessToken)).status).toBe(204);
    expect(reasonOf(await get(service.call, first))).toEqual([401, "sign-in-ended"]);
    expect((await save(service.call, first, 1)).status).toBe(401);
    expect((await get(service.call, { ...first, ...second.body })).status).toBe(200);
    expect((await revoke(first.refreshToken)).status).toBe(204);
  });

  test("ends all sign-ins of a conversation for its token or for the tenant's key", async () => {
    const first = await start({ subject: "p" });
    const second = { ...first, ...(await ask(secretKey(), { subject: "p", conversationId: first.conversationId })).body };
    expect((await revoke(second.accessToken, { all: true })).status).toBe(204);
    expect((await get(service.call, first)).status).toBe(401);
    const third = { ...first, ...(await ask(secretKey(), { subject: "p", conversationId: first.conversationId })).body };
    expect((await revoke(secretKey(), { conversationId: first.conversationId })).status).toBe(204);
    expect((await get(service.call, third)).status).toBe(401);
    expect((await revoke(secretKey())).body.field).toBe("body.conversationId");
  });

  test("leaves an ended sign-in no power: it can neither clear the conversation nor end the others", async () => {
    const first = await start({ subject: "p" });
    const second = { ...first, ...(await ask(secretKey(), { subject: "p", conversationId: first.conversationId })).body };
    await save(service.call, second, 1);
    await revoke(first.accessToken);
    expect(reasonOf(await clear(service.call, first))).toEqual([401, "sign-in-ended"]);
    expect(reasonOf(await revoke(first.accessToken, { all: true }))).toEqual([401, "sign-in-ended"]);
    expect(reasonOf(await revoke(first.refreshToken, { all: true }))).toEqual([401, "sign-in-ended"]);
    expect([(await get(service.call, second)).body.turn, (await clear(service.call, second)).status]).toEqual([1, 200]);
    expect(reasonOf(await clear(service.call, first))).toEqual([401, "sign-in-ended"]);
    expect(reasonOf(await get(service.call, first))).toEqual([401, "sign-in-ended"]);
  });

  test("does not bring a cleared conversation back by a refresh", async () => {
    const token = await start();
    await clear(service.call, token);
    expect(problemOf(await refresh(service.call, token.refreshToken))).toBe("conversation-cleared");
  });
});
