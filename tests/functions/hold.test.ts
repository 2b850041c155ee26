import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { sweep } from "../../local/sweeper.ts";
import { readTables } from "../../local/tables.ts";
import type { TokenAnswer } from "../../shared/contract/token.ts";
import { clear, contents, get, issue, problemOf, save } from "../conversation-steps.ts";
import type { Answer } from "../gateway.ts";
import { scanAll, textOfItem } from "../raw-scan.ts";
import { type Service, startService, type TestTenant } from "../service.ts";

let service: Service;
let tenant: TestTenant;
let tenantNumber = 0;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.stop());

const dayMs = 24 * 3600_000;
const newTenant = async () => {
  tenant = await service.addTenant(`hold-${tenantNumber++}`);
};

type By = { readonly token?: string; readonly body?: object };
const hold = (method: "PUT" | "DELETE", target: string, { token = tenant.secretKey, body = { reason: "litigation" } }: By = {}) =>
  service.call(`${method} /v1/holds/${target}`, { token, body });

const start = async (subject = `somebody ${Math.random()}`): Promise<TokenAnswer> => {
  service.clock.ms += 1000;
  const token = await issue(service.call, tenant.secretKey, { subject });
  await save(service.call, token, [1, "first"]);
  return token;
};
const asServer = (token: TokenAnswer): TokenAnswer => ({ ...token, accessToken: tenant.secretKey });

/** What is stored of a conversation, but for the ledger and counters: table, sort key, and whether it would be swept one day. */
const mortality = async ({ conversationId }: TokenAnswer) => {
  const kept = (await scanAll(service)).filter(
    ({ table, item }) => /summaries|messages|keys$/.test(table) && textOfItem(item).includes(conversationId),
  );
  return kept.map(({ item }) => item.expiresAt !== undefined);
};

const eraseSubject = (subject: string): Promise<Answer> =>
  service.call(`DELETE /v1/subjects/${encodeURIComponent(subject)}`, { token: tenant.secretKey });

const refused = (answer: Answer) => [answer.status, problemOf(answer)];

type Case = readonly [string, (token: TokenAnswer, subject: string) => Promise<string>, () => string];
const cases: readonly Case[] = [
  ["conversation", async (token) => `conversation/${token.conversationId}`, () => tenant.secretKey],
  ["subject", async (_, subject) => `subject/${encodeURIComponent(subject)}`, () => tenant.secretKey],
  ["tenant", async () => `tenant/${tenant.tenantId}`, () => service.operatorKey],
];

describe.each(cases)("a legal hold on a %s", (scope, targetOf, keyOf) => {
  test("keeps everything from expiring and from being cleared, until it is lifted", async () => {
    await newTenant();
    const subject = `somebody ${Math.random()}`;
    const token = await start(subject);
    const target = await targetOf(token, subject);
    const laid = await hold("PUT", target, { token: keyOf() });
    expect([laid.status, JSON.parse(laid.text)]).toMatchObject([
      200,
      { scope, hold: { reason: "litigation" }, nextCursor: null },
    ]);
    service.clock.ms += 1001;
    expect(await mortality(token)).toEqual((await mortality(token)).map(() => false));
    await save(service.call, asServer(token), [2, "second"]);
    expect(await mortality(token)).toEqual((await mortality(token)).map(() => false));
    expect(refused(await clear(service.call, asServer(token)))).toEqual([409, "legal-hold"]);
    expect(refused(await eraseSubject(subject))).toEqual([409, "legal-hold"]);

    service.clock.ms += 400 * dayMs;
    await sweep(service.dynamo, await readTables(), () => service.clock.ms);
    expect(contents(await get(await service.elsewhere(), asServer(token)))).toEqual(["first", "second"]);
    await save(service.call, asServer(token), [3, "third"]);

    const lifted = await hold("DELETE", target, {
      token: keyOf(),
      body: { reason: "matter-closed", note: "Case 4711 is closed" },
    });
    expect([lifted.status, JSON.parse(lifted.text)]).toEqual([200, { scope, hold: null, nextCursor: null }]);
    service.clock.ms += 1001;
    expect(await mortality(token)).toEqual((await mortality(token)).map(() => true));
    expect(contents(await get(service.call, asServer(token)))).toEqual(["third"]);
    await sweep(service.dynamo, await readTables(), () => service.clock.ms);
    expect((await clear(service.call, asServer(token))).status).toBe(200);
  });

  test("is on record with its reason, and without a word of what else was said", async () => {
    await newTenant();
    const subject = `somebody ${Math.random()}`;
    const target = await targetOf(await start(subject), subject);
    await hold("PUT", target, { token: keyOf(), body: { reason: "investigation", note: "Mrs. Canary has complained" } });
    await hold("PUT", target, { token: keyOf() });
    const everything = (await scanAll(service)).map(({ item }) => textOfItem(item));
    expect(everything.filter((text) => text.includes("Canary"))).toEqual([]);
    const records = everything.filter((text) => text.includes("hold.set") && text.includes('\\"investigation\\"'));
    expect(records.length).toBeGreaterThan(0);
    expect(records.every((text) => text.includes("noteDigest"))).toBe(true);
  });

  test("needs a reason of the list, for both ways", async () => {
    await newTenant();
    const target = await targetOf(await start("p"), "p");
    for (const method of ["PUT", "DELETE"] as const) {
      for (const body of [{}, { reason: "because" }, { reason: "litigation", note: "" }]) {
        expect(refused(await hold(method, target, { token: keyOf(), body }))).toEqual([422, "invalid-request"]);
      }
    }
  });
});

test("a hold cut off at any request to storage is finished by a repeat", async () => {
  await newTenant();
  let requests = 0;
  let failingAt = Number.POSITIVE_INFINITY;
  service.dynamo.middlewareStack.add(
    (next) => async (args) => {
      requests += 1;
      if (requests - 1 === failingAt) throw Object.assign(new Error("x"), { name: "TimeoutError" });
      return next(args);
    },
    { step: "initialize", name: "fail" },
  );
  const subject = "cut off";
  const cutAt = async (method: "PUT" | "DELETE", index: number): Promise<void> => {
    requests = 0;
    failingAt = index;
    await hold(method, "subject/cut%20off");
    failingAt = Number.POSITIVE_INFINITY;
    expect((await hold(method, "subject/cut%20off")).status).toBe(200);
  };
  const token = await start(subject);
  for (let index = 0; index < 14; index += 1) {
    await cutAt("PUT", index);
    expect(await mortality(token)).toEqual((await mortality(token)).map(() => false));
    await cutAt("DELETE", index);
    expect(await mortality(token)).toEqual((await mortality(token)).map(() => true));
  }
  service.dynamo.middlewareStack.remove("fail");
});

describe("holds on top of each other", () => {
  test("all have to be lifted", async () => {
    await newTenant();
    const token = await start("p");
    const targets = [`conversation/${token.conversationId}`, "subject/p"] as const;
    for (const target of targets) await hold("PUT", target);
    await hold("DELETE", targets[0]);
    expect(refused(await clear(service.call, asServer(token)))).toEqual([409, "legal-hold"]);
    expect(await mortality(token)).toEqual((await mortality(token)).map(() => false));
    await hold("DELETE", targets[1]);
    expect((await clear(service.call, asServer(token))).status).toBe(200);
  });

  test("of a subject or a tenant are on conversations that begin later", async () => {
    await newTenant();
    await hold("PUT", "subject/p");
    const first = await start("p");
    expect(refused(await clear(service.call, first))).toEqual([409, "legal-hold"]);
    expect(await mortality(first)).toEqual((await mortality(first)).map(() => false));
    await hold("DELETE", "subject/p");
    expect((await clear(service.call, first)).status).toBe(200);
    await hold("PUT", `tenant/${tenant.tenantId}`, { token: service.operatorKey });
    service.clock.ms += 1001;
    const second = await start("q");
    expect(await mortality(second)).toEqual((await mortality(second)).map(() => false));
    expect(refused(await clear(service.call, second))).toEqual([409, "legal-hold"]);
  });

  test("bring nothing back that was over before", async () => {
    await newTenant();
    const token = await start("p");
    service.clock.ms += 25 * 3600_000;
    await save(service.call, asServer(token), [2, "second"]);
    await hold("PUT", `conversation/${token.conversationId}`);
    service.clock.ms += 2 * dayMs;
    expect(contents(await get(service.call, asServer(token)))).toEqual(["second"]);
  });
});

test("who may hold what: tenants what is theirs, operators a tenant", async () => {
  await newTenant();
  const token = await start("p");
  const path = `conversation/${token.conversationId}`;
  expect(refused(await hold("PUT", path, { token: service.operatorKey }))).toEqual([403, "not-allowed"]);
  expect(refused(await hold("PUT", `tenant/${tenant.tenantId}`))).toEqual([403, "not-allowed"]);
  expect(refused(await hold("PUT", "tenant/nobody-here", { token: service.operatorKey }))).toEqual([404, "tenant-not-found"]);
  expect(refused(await hold("PUT", path, { token: service.tenants[0].secretKey }))).toEqual([404, "conversation-not-found"]);
  expect(refused(await hold("PUT", path, { token: token.accessToken }))).toEqual([401, "invalid-credential"]);
  expect(refused(await hold("PUT", "everything/x"))).toEqual([422, "invalid-request"]);
  expect((await hold("DELETE", path)).status).toBe(200);
  await clear(service.call, token);
  expect(refused(await hold("PUT", path))).toEqual([410, "conversation-cleared"]);
});

describe("a retention that becomes shorter", () => {
  test("hides turns and conversations that exist at once, and lets nobody write to them", async () => {
    await newTenant();
    const token = await start("p");
    service.clock.ms += 2 * 3600_000;
    await service.rewriteTenant(tenant.tenantId, { retention: { conversationSeconds: 10 * 3600, turnSeconds: 3600 } });
    expect(contents(await get(service.call, asServer(token)))).toEqual([]);
    await service.rewriteTenant(tenant.tenantId, { retention: { conversationSeconds: 3600, turnSeconds: 3600 } });
    service.clock.ms += 1001;
    const calls = [
      () => get(service.call, asServer(token)),
      () => save(service.call, asServer(token), 2),
      () => clear(service.call, asServer(token)),
      () =>
        service.call("POST /v1/tokens", {
          token: tenant.secretKey,
          body: { subject: "p", conversationId: token.conversationId },
        }),
      () => service.call(`GET /v1/conversations/${token.conversationId}/export`, { token: tenant.secretKey }),
    ];
    for (const each of calls) expect(refused(await each())).toEqual([404, "conversation-not-found"]);
  });
});
