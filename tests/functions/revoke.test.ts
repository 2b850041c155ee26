import { ScanCommand, TransactionCanceledException } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { TokenAnswer } from "../../shared/contract/token.ts";
import { clear, get, issue, problemOf, refresh, save } from "../conversation-steps.ts";
import type { Answer, Call } from "../gateway.ts";
import { type Service, startService } from "../service.ts";

let service: Service;
let elsewhere: Call;
beforeAll(async () => {
  service = await startService();
  elsewhere = await service.elsewhere();
});
afterAll(() => service.stop());

const north = () => service.tenants[0].secretKey;
const start = (subject: string, key = north()) => issue(service.call, key, { subject, clientNonce: `${Math.random()}`.slice(2) });
const revoke = (body: unknown, token = north()) => service.call("POST /v1/tokens/revoke", { token, body });
const stateOf = (answer: Answer) => (answer.status === 200 ? "alive" : answer.body.reason);

/** What the tokens of a sign-in are good for in a process that saw none of it, by access and by refresh token. */
const tried = async (token: TokenAnswer) =>
  [await get(elsewhere, token), await refresh(elsewhere, token.refreshToken)].map(stateOf);

const dead = ["sign-in-ended", "sign-in-ended"];
const alive = ["alive", "alive"];

const records = async () => {
  const { Items = [] } = await service.dynamo.send(
    new ScanCommand({ TableName: service.ports.tables.audit, ConsistentRead: true }),
  );
  return Items.map((item) => JSON.parse(item.record?.S ?? "{}"));
};

describe("a tenant's server that revokes a subject", () => {
  test("ends every sign-in of every conversation of this subject at once, and nobody else's", async () => {
    const mine = [await start("p1"), await start("p1"), await start("p1")];
    const again = { ...mine[0], ...(await reopen("p1", mine[0])).body } as TokenAnswer;
    const others = [await start("p2"), await start("p1", service.tenants[1].secretKey)];
    for (const token of mine) expect((await get(elsewhere, token)).status).toBe(200);
    expect((await revoke({ subject: "p1" })).status).toBe(204);
    for (const token of [...mine, again]) expect(await tried(token)).toEqual(dead);
    for (const token of others) expect(await tried(token)).toEqual(alive);
  });

  test("leaves the conversations: the next sign-in finds its turns", async () => {
    const token = await start("p3");
    await save(service.call, token, 1);
    await revoke({ subject: "p3" });
    const again = { ...token, ...(await reopen("p3", token)).body } as TokenAnswer;
    expect([(await get(elsewhere, again)).body.turn, (await save(service.call, token, 2)).status]).toEqual([1, 401]);
  });

  test("finds more conversations than one page of the index holds", async () => {
    const tokens = await Promise.all(Array.from({ length: 40 }, () => start("busy")));
    expect((await revoke({ subject: "busy" })).status).toBe(204);
    const states = await Promise.all(tokens.map(async (token) => stateOf(await get(elsewhere, token))));
    expect(new Set(states)).toEqual(new Set(["sign-in-ended"]));
  });

  test("passes over conversations that were cleared or have expired, and succeeds again", async () => {
    const [cleared, living] = [await start("p4"), await start("p4")];
    await clear(service.call, cleared);
    expect([(await revoke({ subject: "p4" })).status, (await revoke({ subject: "p4" })).status]).toEqual([204, 204]);
    service.clock.ms += 8 * 24 * 3600_000;
    expect((await revoke({ subject: "p4" })).status).toBe(204);
    expect((await revoke({ subject: "never seen" })).status).toBe(204);
    expect(problemOf(await get(elsewhere, living))).toBe("invalid-credential");
  });

  test("is on record: each conversation in its chain, the whole once, by pseudonym", async () => {
    const token = await start("p5");
    await revoke({ subject: "p5" });
    const found = (await records()).filter((record) => record.action === "token.revoke");
    const own = found.filter((record) => record.conversationId === token.conversationId);
    const [whole] = found.filter((record) => record.conversationId === "" && record.subject === own[0]?.subject);
    expect([own.length, own[0]?.sequence, whole?.counts, whole?.actor.kind]).toEqual([1, 2, { conversations: 1 }, "secret-key"]);
  });

  const reopen = (subject: string, token: TokenAnswer | undefined) =>
    service.call("POST /v1/tokens", { token: north(), body: { subject, conversationId: token?.conversationId } });
});

describe("a tenant's server that revokes everything", () => {
  test("ends all sign-ins of the tenant within a second everywhere, no other tenant's, and lets new ones begin", async () => {
    const mine = [await start("a"), await start("b"), await start("c")];
    const other = await start("a", service.tenants[1].secretKey);
    for (const token of [...mine, other]) expect((await get(elsewhere, token)).status).toBe(200);
    expect((await revoke({ everything: true })).status).toBe(204);
    service.clock.ms += 1000;
    for (const token of mine) expect(await tried(token)).toEqual(dead);
    expect([await tried(other), await tried(await start("a"))]).toEqual([alive, alive]);
    const found = (await records()).filter((record) => record.action === "token.revoke-everything");
    expect(found.map((record) => [record.tenantId, record.outcome])).toEqual([[service.tenants[0].tenantId, "done"]]);
  });

  test("costs a call nothing: the mark stands in the tenant's record, which is read anyway", async () => {
    const before = await service.registry.find(service.tenants[1].tenantId);
    await revoke({ everything: true }, service.tenants[1].secretKey);
    const { Items = [] } = await service.dynamo.send(new ScanCommand({ TableName: service.ports.tables.tenants }));
    const stored = Items.find((item) => item.pk?.S === service.tenants[1].tenantId);
    expect([stored?.tokensNotBefore?.N, Number(stored?.version?.N)]).toEqual([
      String(service.clock.ms),
      (before?.version ?? 0) + 1,
    ]);
  });
});

describe("the end of everything, while the tenant's record is being changed,", () => {
  const patch = (tenantId: string, calls: number) =>
    service.call(`PATCH /v1/tenants/${tenantId}`, {
      token: service.operatorKey,
      body: { limits: { callsPerMinute: calls } },
    });

  test("is not undone by the change, and does not undo it", async () => {
    const { tenantId, secretKey } = service.tenants[1];
    for (const calls of [700, 701, 702, 703, 704, 705]) {
      service.clock.ms += 2000;
      const token = await start("s", secretKey);
      service.clock.ms += 1;
      const [changed, ended] = await Promise.all([patch(tenantId, calls), revoke({ everything: true }, secretKey)]);
      service.clock.ms += 1000;
      service.registry.forget(tenantId);
      const stored = await service.registry.find(tenantId);
      expect([changed.status, ended.status, stored?.limits.callsPerMinute]).toEqual([200, 204, calls]);
      expect(await tried(token)).toEqual(dead);
    }
  });

  test("is tried again, and is 503 when it never comes in", async () => {
    let conflicts = 3;
    const collide = (input: object): void => {
      conflicts -= JSON.stringify(input).includes("tokensNotBefore") ? 1 : 0;
      const CancellationReasons = [{ Code: "TransactionConflict" }, { Code: "None" }];
      if (conflicts >= 0 && "TransactItems" in input)
        throw new TransactionCanceledException({ message: "", $metadata: {}, CancellationReasons });
    };
    service.dynamo.middlewareStack.add(
      (next) => (args) => {
        collide(args.input);
        return next(args);
      },
      { step: "initialize", name: "conflict" },
    );
    const { secretKey } = service.tenants[1];
    service.clock.ms += 2000;
    expect((await revoke({ everything: true }, secretKey)).status).toBe(204);
    conflicts = 100;
    const answer = await revoke({ everything: true }, secretKey);
    expect([answer.status, problemOf(answer), answer.headers["Retry-After"]]).toEqual([503, "storage-unavailable", "1"]);
    service.dynamo.middlewareStack.remove("conflict");
    service.clock.ms += 1;
  });
});

describe("what a revocation may name", () => {
  test.each([
    ["nothing, by a key", () => north(), {}],
    ["two things", () => north(), { subject: "p", everything: true }],
    ["a conversation and a subject", () => north(), { subject: "p", conversationId: `cv_${"a".repeat(43)}` }],
    ["everything: false", () => north(), { everything: false }],
    ["no name", () => north(), { subject: "" }],
  ])("is not %s", async (_, key, body) => {
    expect([(await revoke(body, key())).status]).toEqual([422]);
  });

  test("is, for a token, its own conversation alone", async () => {
    const [token, other] = [await start("q"), await start("q")];
    for (const body of [{ subject: "q" }, { everything: true }, { conversationId: other.conversationId }]) {
      expect((await revoke(body, token.accessToken)).status).toBe(422);
    }
    expect([await tried(token), await tried(other)]).toEqual([alive, alive]);
  });

  test("is nothing for a publishable key", async () => {
    const { publishableKey } = service.tenants[0];
    const answer = await service.call("POST /v1/tokens/revoke", {
      token: publishableKey,
      body: { everything: true },
      headers: { origin: "https://clinic.example" },
    });
    expect([answer.status, problemOf(answer)]).toEqual([403, "not-allowed"]);
  });
});

describe("a tenant's own times", () => {
  test("hold for sign-ins that exist, from the next read of the tenant on", async () => {
    const { tenantId, secretKey } = service.tenants[2];
    const token = await start("t", secretKey);
    const before = await service.registry.find(tenantId);
    const tokens = { familyIdleSeconds: 600, familyLifeSeconds: 3600, requiresDpop: false };
    await service.rewriteTenant(tenantId, { tokens });
    const next = await refresh(service.call, token.refreshToken);
    expect([next.status, next.body.refreshExpiresIn]).toEqual([200, 600]);
    service.clock.ms += 600_000;
    expect(stateOf(await refresh(service.call, next.body.refreshToken ?? ""))).toBe("sign-in-ended");
    expect(stateOf(await get(service.call, { ...token, ...next.body }))).toBe("sign-in-ended");
    await service.rewriteTenant(tenantId, { ...before });
  });
});
