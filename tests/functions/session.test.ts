import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import type { TokenAnswer } from "../../shared/contract/token.ts";
import { append, clear, get, issue, problemOf, refresh, save } from "../conversation-steps.ts";
import type { Answer } from "../gateway.ts";
import { type Service, startService, type TestTenant } from "../service.ts";
import { giveSlotAway, liveLeases, putLeases, storedLeases } from "../session-steps.ts";

const minute = 60_000;

let service: Service;
let tenant: TestTenant;
let tenantNumber = 0;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.stop());

/** Each test has a tenant of its own, with three places. */
beforeEach(async () => {
  tenant = await service.addTenant(`sessions-${tenantNumber++}`);
  await limitTo(3);
});

const limitTo = (maxConcurrent: number) => service.rewriteTenant(tenant.tenantId, { sessions: { maxConcurrent } });

const start = (): Promise<TokenAnswer> => issue(service.call, tenant.secretKey);
const tryStart = (): Promise<Answer> =>
  service.call("POST /v1/tokens", { token: tenant.secretKey, body: { subject: "one more" } });
const list = (query = "", token = tenant.secretKey): Promise<Answer> => service.call(`GET /v1/sessions${query}`, { token });
const end = (token: TokenAnswer): Promise<Answer> =>
  service.call(`DELETE /v1/sessions/${token.conversationId}`, { token: tenant.secretKey });
const byServer = (token: TokenAnswer): TokenAnswer => ({ ...token, accessToken: tenant.secretKey });
const live = () => liveLeases(service, tenant.tenantId);
const leaseOf = async ({ conversationId }: TokenAnswer) =>
  (await live()).find((lease) => lease.conversationId === conversationId);
/** Minutes that a conversation's lease still lasts. */
const minutesLeft = async (token: TokenAnswer): Promise<number> =>
  (((await leaseOf(token))?.expiresAt ?? 0) - Math.floor(service.clock.ms / 1000)) / 60;
/** Other conversations take every place of the pool. */
const fillAll = () => putLeases(service, tenant.tenantId, [0, 1, 2]);
const withoutLease = () => service.logged.filter((line) => line.includes("session.without-lease")).length;

describe("a lease is renewed", () => {
  const uses: readonly (readonly [string, (token: TokenAnswer) => Promise<Answer>])[] = [
    ["a save", (token) => save(service.call, byServer(token), 1)],
    ["an append", (token) => append(service.call, byServer(token), "k")],
    ["a refresh", (token) => refresh(service.call, token.refreshToken)],
    [
      "a reopen",
      ({ conversationId }) =>
        service.call("POST /v1/tokens", { token: tenant.secretKey, body: { conversationId, subject: "patient" } }),
    ],
  ];

  test.each(uses)("by %s when less than half of it is left, and not before", async (_, use) => {
    const token = await issue(service.call, tenant.secretKey, { subject: "patient" });
    service.clock.ms += 30 * minute;
    expect((await use(token)).status).toBeLessThan(300);
    expect(await minutesLeft(token)).toBe(30);
    const again = await issue(service.call, tenant.secretKey, { subject: "patient" });
    service.clock.ms += 31 * minute;
    expect((await use(again)).status).toBeLessThan(300);
    expect(await minutesLeft(again)).toBe(60);
  });

  test("by a read that brings a new token, and by no other", async () => {
    const token = await start();
    service.clock.ms += 24 * minute;
    await get(service.call, token);
    expect(await minutesLeft(token)).toBe(36);
    service.clock.ms += 3 * minute;
    expect((await get(service.call, token)).body.token).toBeDefined();
    expect(await minutesLeft(token)).toBe(60);
    service.clock.ms += 40 * minute;
    await get(service.call, byServer(token));
    expect(await minutesLeft(token)).toBe(20);
  });

  test("for whoever only polls, every four minutes for three hours, with the old calls as well", async () => {
    const token = await start();
    const old = await start();
    let [access, state] = [token.accessToken, old.accessToken];
    for (let count = 0; count < 45; count += 1) {
      service.clock.ms += 4 * minute;
      access = (await get(service.call, { ...token, accessToken: access }, "?recent=0")).body.token?.accessToken ?? access;
      const answer = await service.call("GET /?action=conversation&operation=get", { token: state });
      state = answer.body.stateToken ?? state;
      expect([await leaseOf(token), await leaseOf(old)]).toEqual([expect.anything(), expect.anything()]);
    }
  }, 240_000);

  test("by a read only while the slot is its own", async () => {
    const token = await start();
    await giveSlotAway(service, tenant.tenantId, token);
    service.clock.ms += 27 * minute;
    expect((await get(service.call, token)).status).toBe(200);
    expect(await leaseOf(token)).toBeUndefined();
    expect((await live()).map((lease) => lease.expiresAt)).toEqual([Math.floor(service.clock.ms / 1000) + 33 * 60]);
  });
});

describe("a conversation whose lease ran out", () => {
  test("keeps its slot at its next use when nobody took it", async () => {
    const token = await start();
    const { slot } = (await leaseOf(token)) ?? { slot: -1 };
    service.clock.ms += 61 * minute;
    expect(await live()).toEqual([]);
    expect((await save(service.call, byServer(token), 1)).status).toBe(201);
    expect([(await leaseOf(token))?.slot, (await live()).length]).toEqual([slot, 1]);
  });

  test("takes another one when its own is taken", async () => {
    const token = await start();
    service.clock.ms += 61 * minute;
    await giveSlotAway(service, tenant.tenantId, token);
    expect((await save(service.call, byServer(token), 1)).status).toBe(201);
    expect([await minutesLeft(token), (await live()).length]).toEqual([60, 2]);
  });

  test("goes on without one when the pool is full, is counted, and looks again after five minutes", async () => {
    const token = await start();
    service.clock.ms += 61 * minute;
    await fillAll();
    const before = withoutLease();
    for (const turn of [1, 2, 3]) expect((await save(service.call, byServer(token), turn)).status).toBe(201);
    expect((await refresh(service.call, token.refreshToken)).status).toBe(200);
    expect([await leaseOf(token), withoutLease() - before]).toEqual([undefined, 1]);
    expect(service.logged.find((line) => line.includes("session.without-lease"))).toMatch(/"SessionWithoutLease":1/);
    service.clock.ms += 5 * minute;
    expect((await save(service.call, byServer(token), 4)).status).toBe(201);
    expect([await leaseOf(token), withoutLease() - before]).toEqual([undefined, 2]);
    service.clock.ms += 56 * minute;
    expect((await save(service.call, byServer(token), 5)).status).toBe(201);
    expect([await minutesLeft(token), (await live()).length]).toEqual([60, 1]);
  });

  test("is repeated as the same start without a place, and refused nothing", async () => {
    const body = { subject: "p", startedAt: new Date(service.clock.ms).toISOString(), clientNonce: "n" };
    const token = await issue(service.call, tenant.secretKey, body);
    service.clock.ms += 61 * minute;
    await fillAll();
    expect((await issue(service.call, tenant.secretKey, body)).conversationId).toBe(token.conversationId);
    expect(problemOf(await tryStart())).toBe("session-limit");
  });
});

describe("a place is free at once", () => {
  const ends: readonly (readonly [string, (token: TokenAnswer) => Promise<Answer>])[] = [
    ["a clear", (token) => clear(service.call, token)],
    ["the end of its only sign-in", (token) => service.call("POST /v1/tokens/revoke", { token: token.refreshToken })],
    [
      "the end of all its sign-ins",
      (token) => service.call("POST /v1/tokens/revoke", { token: token.accessToken, body: { all: true } }),
    ],
    ["the end of its session", end],
    ["an old clear", (token) => service.call("POST /?action=conversation&operation=clear", { token: token.accessToken })],
  ];

  test.each(ends)("after %s", async (_, finish) => {
    await limitTo(1);
    const token = await start();
    expect(problemOf(await tryStart())).toBe("session-limit");
    expect((await finish(token)).status).toBeLessThan(300);
    expect((await tryStart()).status).toBe(201);
  });

  test("but not while another sign-in of it is alive", async () => {
    const first = await issue(service.call, tenant.secretKey, { subject: "p" });
    const body = { subject: "p", conversationId: first.conversationId };
    const second = await issue(service.call, tenant.secretKey, body);
    await service.call("POST /v1/tokens/revoke", { token: first.refreshToken });
    expect(await live()).toHaveLength(1);
    await service.call("POST /v1/tokens/revoke", { token: second.refreshToken });
    expect(await storedLeases(service, tenant.tenantId)).toEqual([]);
  });

  test("and another's place stays another's", async () => {
    const token = await start();
    await giveSlotAway(service, tenant.tenantId, token);
    const before = await live();
    expect((await clear(service.call, token)).status).toBe(200);
    expect(await live()).toEqual(before);
  });

  test("for a whole pool after an end of all sign-ins of the tenant", async () => {
    for (const _ of [1, 2, 3]) await start();
    expect(problemOf(await tryStart())).toBe("session-limit");
    service.clock.ms += 5000;
    const answer = await service.call("POST /v1/tokens/revoke", { token: tenant.secretKey, body: { everything: true } });
    expect(answer.status).toBe(204);
    service.clock.ms += 6000;
    expect((await list()).body).toMatchObject({ inUse: 0, limit: 3, sessions: [] });
    for (const _ of [1, 2, 3]) await start();
    expect(problemOf(await tryStart())).toBe("session-limit");
    expect((await list()).body.inUse).toBe(3);
  });
});

/** The pages of ten, one after the other. */
const allPages = async (cursor?: string): Promise<readonly Answer["body"][]> => {
  const { body } = await list(`?limit=10${cursor === undefined ? "" : `&cursor=${cursor}`}`);
  return typeof body.nextCursor === "string" ? [body, ...(await allPages(body.nextCursor))] : [body];
};

describe("the list of sessions", () => {
  test("tells who is in use, until when, how many there are and may be", async () => {
    const tokens = [await start(), await start()];
    const answer = await list();
    expect(answer.body).toMatchObject({ inUse: 2, limit: 3, nextCursor: null });
    expect(new Set(answer.body.sessions?.map((each) => each.conversationId))).toEqual(
      new Set(tokens.map((token) => token.conversationId)),
    );
    for (const each of answer.body.sessions ?? []) {
      expect(each).toEqual({
        conversationId: expect.stringMatching(/^cv_/),
        subject: expect.stringMatching(/^sb_/),
        startedAt: tokens.find((token) => token.conversationId === each.conversationId)?.startedAt,
        expiresAt: new Date(Math.floor(service.clock.ms / 1000) * 1000 + 3600_000).toISOString(),
      });
    }
  });

  test("is the caller's own tenant's alone, and says nothing to browsers", async () => {
    const token = await start();
    expect((await list("", service.tenants[0].secretKey)).body.sessions).toEqual([]);
    expect((await list("", token.accessToken)).status).toBe(401);
    expect((await list("", tenant.publishableKey)).status).toBe(403);
  });

  test("leaves out those that ran out or ended, without waiting for their deletion", async () => {
    const [first, second] = [await start(), await start()];
    await end(first);
    expect((await list()).body.sessions?.map((each) => each.conversationId)).toEqual([second.conversationId]);
    service.clock.ms += 60 * minute;
    expect([(await storedLeases(service, tenant.tenantId)).length, (await list()).body.inUse]).toEqual([1, 0]);
  });

  test("comes in pages that hold everyone once, and counts on the first", async () => {
    await limitTo(2000);
    const slots = [...Array.from({ length: 60 }, (_, index) => index), 799, 800, 1999];
    await putLeases(service, tenant.tenantId, [...slots, 2000]);
    const pages = await allPages();
    expect(pages.map(({ limit, inUse, sessions = [] }) => [limit, inUse, sessions.length])).toEqual([
      [2000, 63, 10],
      ...Array(5).fill([2000, undefined, 10]),
      [2000, undefined, 3],
    ]);
    const seen = pages.flatMap(({ sessions = [] }) => sessions.map((each) => each.conversationId));
    expect(seen).toEqual(slots.map((slot) => `cv_${String(slot).padStart(43, "x")}`));
  });

  test("refuses a cursor that no page gave out", async () => {
    const answer = await list("?cursor=MTAw");
    expect([problemOf(answer), answer.body.field]).toEqual(["invalid-request", "query.cursor"]);
  });
});

describe("the end of a session", () => {
  test("stops its tokens, keeps its content, and lets the server go on and reopen it", async () => {
    const token = await start();
    await save(service.call, token, 1);
    expect((await end(token)).status).toBe(204);
    expect((await get(service.call, token)).body.reason).toBe("sign-in-ended");
    expect((await refresh(service.call, token.refreshToken)).body.reason).toBe("sign-in-ended");
    expect((await get(service.call, byServer(token))).body.turn).toBe(1);
    expect(await live()).toEqual([]);
    expect((await save(service.call, byServer(token), 2)).status).toBe(201);
    expect(await minutesLeft(token)).toBe(60);
  });

  test("again is the same success; of another tenant's conversation or none it is 404", async () => {
    const token = await start();
    expect([(await end(token)).status, (await end(token)).status]).toEqual([204, 204]);
    const others = await service.call(`DELETE /v1/sessions/${token.conversationId}`, { token: service.tenants[0].secretKey });
    const none = await service.call(`DELETE /v1/sessions/cv_${"n".repeat(43)}`, { token: tenant.secretKey });
    expect([problemOf(others), problemOf(none)]).toEqual(["conversation-not-found", "conversation-not-found"]);
  });

  test("is for the tenant's server alone", async () => {
    const token = await start();
    const answer = await service.call(`DELETE /v1/sessions/${token.conversationId}`, { token: token.accessToken });
    expect([answer.status, (await live()).length]).toEqual([401, 1]);
  });
});

test("a session limit says nothing of texts or tokens in its log line", async () => {
  await limitTo(1);
  await start();
  await tryStart();
  const line = service.logged.filter((each) => each.includes("session-limit")).at(-1) ?? "";
  expect(JSON.parse(line)).toMatchObject({ problem: "session-limit", status: 429, SessionLimitReached: 1 });
  expect(line).not.toContain("one more");
});
