import { ScanCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { LedgerRecord } from "../../shared/domain/ledger/record.ts";
import { canonicalRecord, recordHash } from "../../shared/domain/ledger/record.ts";
import { append, clear, get, issue, refresh, said, save } from "../conversation-steps.ts";
import { type Service, startService } from "../service.ts";
import { context, rollBack, runSummarize, summarize } from "../summary-steps.ts";

let service: Service;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.stop());

type Stored = LedgerRecord & { readonly sortKey: string; readonly hash: string };

const ledger = async (conversationId?: string): Promise<readonly Stored[]> => {
  const { Items = [] } = await service.dynamo.send(
    new ScanCommand({ TableName: service.ports.tables.audit, ConsistentRead: true }),
  );
  return Items.map((item) => ({
    ...(JSON.parse(item.record?.S ?? "{}") as LedgerRecord),
    sortKey: item.sk?.S ?? "",
    hash: Buffer.from(item.hash?.B ?? []).toString("base64url"),
  }))
    .filter((record) => conversationId === undefined || record.conversationId === conversationId)
    .sort((a, b) => (a.sortKey < b.sortKey ? -1 : 1));
};

describe("the ledger", () => {
  test("chains every state change of a conversation and stands its reads beside them", async () => {
    const token = await issue(service.call, service.tenants[0].secretKey);
    await save(service.call, token, 1);
    await append(service.call, token, "k");
    await get(service.call, token);
    await refresh(service.call, token.refreshToken);
    await summarize(service.call, token);
    await summarize(service.call, token);
    await append(service.call, token, "k2");
    await runSummarize(service, token);
    await rollBack(service.call, service.tenants[0].secretKey, { token, turn: 2 });
    await context(service.call, token);
    await clear(service.call, token);
    const records = await ledger(token.conversationId);
    const chain = records.filter((record) => record.sequence !== undefined);
    expect(chain.map((record) => record.action)).toEqual([
      "token.issue",
      "conversation.save",
      "conversation.append",
      "token.refresh",
      "summary.create",
      "conversation.append",
      "conversation.summarize",
      "summary.rollback",
      "conversation.clear",
      "conversation.erase",
      "conversation.erase",
    ]);
    expect(chain.map((record) => record.sequence)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    expect(chain.slice(4, 8).map(({ turn, actor, counts }) => [turn, actor.kind, counts?.memoryVersion])).toEqual([
      [2, "access-token", 1],
      [3, "access-token", undefined],
      [3, "service", 2],
      [2, "secret-key", 3],
    ]);
    chain.slice(1).forEach((record, index) => {
      expect(record.previousHash).toBe(chain[index]?.hash);
    });
    const alone = records.filter((record) => record.sequence === undefined);
    expect(alone.map((record) => [record.action, record.outcome]).sort()).toEqual([
      ["context.get", "requested"],
      ["conversation.get", "requested"],
      ["summary.create", "requested"],
    ]);
    for (const { sortKey: _, hash, ...record } of records)
      expect(recordHash(canonicalRecord(record)).toString("base64url")).toBe(hash);
  });

  test("names who did it by ids only, and what was scrubbed by type and count", async () => {
    const token = await issue(service.call, service.tenants[0].secretKey, { subject: "jane.doe@example.com" });
    await save(service.call, token, [1, "my mail is jane.doe@example.com, call 212-555-0147"]);
    const [, saved] = (await ledger(token.conversationId)).filter((record) => record.sequence !== undefined);
    expect(saved).toMatchObject({ actor: { kind: "access-token" }, turn: 1, scrubbed: { EMAIL_ADDRESS: 1, PHONE_NUMBER: 1 } });
    expect(saved?.counts).toMatchObject({ messages: 1, sealedBytes: expect.any(Number) });
    await get(service.call, token);
    const [read] = (await ledger(token.conversationId)).filter((record) => record.sequence === undefined);
    expect(read).toMatchObject({ action: "conversation.get", subject: saved?.subject });
    expect(saved?.subject).toMatch(/^sb_/);
    expect(saved?.contentHash).toMatch(/^[\w-]{43}$/);
    expect(saved?.scrubbedBy).toMatch(/^safe-harbor\/\d+ \d+\.\d+\.\d+\+[0-9a-f]{8}$/);
  });

  test("holds every refusal: unproven, of another tenant, stale, malformed, limited", async () => {
    const before = (await ledger()).length;
    const token = await issue(service.call, service.tenants[0].secretKey);
    await service.call(`GET /v1/conversations/${token.conversationId}`, { token: "forged" });
    await service.call(`GET /v1/conversations/${token.conversationId}`, { token: service.tenants[1].secretKey });
    await save(service.call, token, 7);
    await service.call(`PUT /v1/conversations/${token.conversationId}/turns/1`, { token: token.accessToken, rawBody: "{" });
    const refused = (await ledger()).filter((record) => record.outcome === "refused").slice(-4);
    expect((await ledger()).length).toBe(before + 1 + 4 + 1);
    expect(new Set(refused.map((record) => record.problem))).toEqual(
      new Set(["invalid-credential", "conversation-not-found", "turn-conflict", "malformed-body"]),
    );
  });
});

describe("no text of a user", () => {
  const canary = "zebrafinch quokka";
  const planted = "canary.person@hospital.example";

  test("is in any log line, problem, ledger record or table, whatever is asked", async () => {
    const token = await issue(service.call, service.tenants[0].secretKey, { subject: planted, clientNonce: "nonce" });
    const path = `/v1/conversations/${token.conversationId}`;
    const body = { ...said(`${canary} ${planted}`), metadata: { [planted]: planted, note: canary } };
    const answers = [
      await service.call(`PUT ${path}/turns/1`, { token: token.accessToken, body }),
      await service.call(`PUT ${path}/turns/9`, { token: token.accessToken, body: said(canary) }),
      await service.call(`PUT ${path}/turns/2`, { token: token.accessToken, body: { ...body, [canary]: canary } }),
      await service.call(`PUT ${path}/turns/2`, { token: token.accessToken, rawBody: `{"messages":"${canary}` }),
      await service.call(`PUT ${path}/turns/2`, {
        token: token.accessToken,
        body: { messages: [{ role: canary, content: canary, [canary]: 1 }] },
      }),
      await service.call(`PUT ${path}/turns/2`, {
        token: token.accessToken,
        body: { messages: [{ role: "user", content: `${canary}\ud800` }] },
      }),
      await service.call(`GET ${path}?fields=${encodeURIComponent(canary)}`, {
        token: token.accessToken,
        headers: { "x-correlation-id": canary },
      }),
      await service.call(`GET /v1/conversations/${encodeURIComponent(canary)}`, { token: `${token.accessToken}${planted}` }),
      await service.call(`POST ${path}/turns`, {
        token: token.accessToken,
        body: said(canary),
        headers: { "idempotency-key": planted },
      }),
      await refresh(service.call, `${token.refreshToken}${planted}`),
      await summarize(service.call, token),
      await context(service.call, token, `?query=${encodeURIComponent(`${canary} ${planted}`)}`),
      await context(service.call, token, `?format=${encodeURIComponent(canary)}`),
      await service.call(`POST ${path}/summary/rollback`, { token: service.tenants[0].secretKey, body: { turn: canary } }),
    ];
    await runSummarize(service, token);
    expect(answers.map((answer) => answer.status)).toEqual([
      201, 409, 422, 400, 422, 422, 422, 401, 201, 401, 200, 200, 422, 422,
    ]);
    const tables = await Promise.all(
      Object.values(service.ports.tables).map((TableName) =>
        service.dynamo.send(new ScanCommand({ TableName, ConsistentRead: true })),
      ),
    );
    const stored = JSON.stringify(
      tables.map(({ Items }) => Items),
      (_, value) => (value instanceof Uint8Array ? Buffer.from(value).toString("latin1") : value),
    );
    const problems = answers
      .filter((answer) => answer.status >= 400 && answer.status !== 409)
      .map((answer) => answer.text + JSON.stringify(answer.headers));
    const sinks = { stored, logged: service.logged.join("\n"), problems: problems.join("\n") };
    const leaks = Object.entries(sinks).filter(([, text]) => /zebrafinch|quokka|canary\.person|hospital\.example/.test(text));
    expect(leaks.map(([sink]) => sink)).toEqual([]);
    expect(service.logged.length).toBeGreaterThan(10);
  });

  test("is stored in clear even after it was scrubbed: what comes back was sealed", async () => {
    const token = await issue(service.call, service.tenants[0].secretKey);
    await service.call(`PUT /v1/conversations/${token.conversationId}/turns/1`, {
      token: token.accessToken,
      body: { ...said(`${canary} ${planted}`), metadata: { [planted]: 1 } },
    });
    const [turn] = (await get(service.call, token)).body.turns ?? [];
    expect(turn).toMatchObject({ messages: [{ content: `${canary} [EMAIL_1]` }], metadata: { "[EMAIL_1]": 1 } });
  });
});
