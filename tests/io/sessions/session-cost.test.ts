import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { get, issue, problemOf, save } from "../../conversation-steps.ts";
import type { Answer } from "../../gateway.ts";
import { type Sent, watchRequests } from "../../request-watch.ts";
import { type Service, startService, type TestTenant } from "../../service.ts";
import { putLeases } from "../../session-steps.ts";

let service: Service;
let tenant: TestTenant;
let sent: Sent[];
let tenantNumber = 0;
beforeAll(async () => {
  service = await startService();
  sent = watchRequests(service.dynamo);
});
afterAll(() => service.stop());
beforeEach(async () => {
  tenant = await service.addTenant(`cost-${tenantNumber++}`);
});

const minute = 60_000;
const limitTo = (maxConcurrent: number) => service.rewriteTenant(tenant.tenantId, { sessions: { maxConcurrent } });
const tryStart = (): Promise<Answer> =>
  service.call("POST /v1/tokens", { token: tenant.secretKey, body: { subject: "one more" } });
const fill = (count: number) =>
  putLeases(
    service,
    tenant.tenantId,
    Array.from({ length: count }, (_, slot) => slot),
  );

/** What a call sends beside the limiter, the tenant's record and the notes on keys. */
const spentOn = async (call: () => Promise<Answer>): Promise<{ readonly answer: Answer; readonly sent: readonly Sent[] }> => {
  await issue(service.call, service.tenants[0].secretKey);
  sent.length = 0;
  const answer = await call();
  return { answer, sent: sent.filter(({ tables: [table = ""] }) => !["rate-limits", "tenants"].includes(table)) };
};
const commands = (requests: readonly Sent[]): readonly string[] => requests.map(({ command }) => command).sort();
const onLeases = (requests: readonly Sent[]): readonly Sent[] => requests.filter(({ tables }) => tables.includes("leases"));

test.each([0, 49])(
  "a start in a pool of 50 with %d taken is one query and one transaction, at most two read units",
  async (taken) => {
    await limitTo(50);
    await fill(taken);
    const spent = await spentOn(tryStart);
    expect([spent.answer.status, commands(spent.sent)]).toEqual([201, ["Query", "TransactWriteItems"]]);
    expect(spent.sent.find(({ command }) => command === "Query")?.units).toBeLessThanOrEqual(2);
    expect(spent.sent.at(-1)?.tables).toEqual(
      expect.arrayContaining(["conversation-summaries", "audit-events", "conversation-keys", "leases"]),
    );
  },
);

test("a save writes no slot while half of the lease is left, and one item more when it is not", async () => {
  const token = await issue(service.call, tenant.secretKey);
  const server = { ...token, accessToken: tenant.secretKey };
  const transactionOf = async (turn: number) => {
    const { sent: requests } = await spentOn(() => save(service.call, server, turn));
    return requests
      .filter(({ command }) => command === "TransactWriteItems")
      .map(({ tables, units }) => ({ items: tables.length, units }));
  };
  await save(service.call, server, 1);
  const [ordinary] = await transactionOf(2);
  service.clock.ms += 31 * minute;
  const renewing = await transactionOf(3);
  const after = await transactionOf(4);
  expect([ordinary?.items, renewing.map(({ items }) => items), after]).toEqual([3, [4], [ordinary]]);
  expect((renewing[0]?.units ?? 0) - (ordinary?.units ?? 0)).toBe(2);
});

test("a read writes a slot only where it brings a new token", async () => {
  const token = await issue(service.call, tenant.secretKey);
  expect(onLeases((await spentOn(() => get(service.call, token))).sent)).toEqual([]);
  service.clock.ms += 26 * minute;
  expect(commands(onLeases((await spentOn(() => get(service.call, token))).sent))).toEqual(["UpdateItem"]);
});

test("a flood of refused starts looks through the pool once a second", async () => {
  await limitTo(300);
  await fill(300);
  const first = await spentOn(tryStart);
  expect([problemOf(first.answer), onLeases(first.sent).length]).toEqual(["session-limit", 6]);
  for (let count = 0; count < 5; count += 1) {
    const next = await spentOn(tryStart);
    expect([problemOf(next.answer), onLeases(next.sent)]).toEqual(["session-limit", []]);
    expect(commands(next.sent)).toEqual(["PutItem", "Query"]);
  }
  service.clock.ms += 1000;
  expect(onLeases((await spentOn(tryStart)).sent)).toHaveLength(6);
});

test("a conversation that goes on without a place looks through seven shards at most, once in five minutes", async () => {
  await limitTo(400);
  const token = await issue(service.call, tenant.secretKey);
  const server = { ...token, accessToken: tenant.secretKey };
  service.clock.ms += 61 * minute;
  await fill(400);
  const searching = await spentOn(() => save(service.call, server, 1));
  expect(onLeases(searching.sent).filter(({ command }) => command === "Query")).toHaveLength(7);
  const next = await spentOn(() => save(service.call, server, 2));
  expect([next.answer.status, onLeases(next.sent)]).toEqual([201, []]);
});

test("a list of 5,000 places reads each shard once", async () => {
  await limitTo(5000);
  await fill(60);
  const { answer, sent: requests } = await spentOn(() => service.call("GET /v1/sessions?limit=10", { token: tenant.secretKey }));
  expect([answer.body.inUse, onLeases(requests).length]).toEqual([60, 100]);
  const cursor = answer.body.nextCursor;
  const next = await spentOn(() => service.call(`GET /v1/sessions?limit=10&cursor=${cursor}`, { token: tenant.secretKey }));
  expect([next.answer.body.sessions?.length, onLeases(next.sent).length]).toEqual([10, 16]);
});
