import { rename } from "node:fs/promises";
import { QueryCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type ProblemCode, problemCodes } from "../../shared/contract/problem-codes.ts";
import type { TokenAnswer } from "../../shared/contract/token.ts";
import { noTraces } from "../../shared/domain/dlp-policy/traces.ts";
import type { Decide, HeadStore } from "../../shared/io/head-store.ts";
import { conversationKey } from "../../shared/io/keys.ts";
import type { Use } from "../../shared/io/sessions/session-pool.ts";
import { conversationStore } from "../../shared/live-ports.ts";
import { append, clear, get, issue, problemOf, refresh, said, save } from "../conversation-steps.ts";
import { type Answer, type Call, gatewayOf } from "../gateway.ts";
import { type Service, startService, testOrigin } from "../service.ts";
import { auditProblems } from "./audit-problems.ts";
import { forgettingProblems } from "./forgetting-problems.ts";
import { tenantProblems } from "./tenant-problems.ts";

let service: Service;
let failing: (command: string, table: string) => boolean = () => false;
beforeAll(async () => {
  service = await startService();
  service.dynamo.middlewareStack.add(
    (next, context) => async (args) => {
      const { TableName = "" } = args.input as { readonly TableName?: string };
      if (failing(context.commandName ?? "", TableName)) throw Object.assign(new Error("x"), { name: "TimeoutError" });
      return next(args);
    },
    { step: "initialize", name: "fail" },
  );
});
afterAll(() => service.stop());

const key = () => service.tenants[0].secretKey;
const start = () => issue(service.call, key());
const put = (token: TokenAnswer, options: object) =>
  service.call(`PUT /v1/conversations/${token.conversationId}/turns/1`, { token: token.accessToken, ...options });
const refOf = ({ conversationId }: TokenAnswer) => ({ tenantId: service.tenants[0].tenantId, conversationId });
const pkOf = (token: TokenAnswer) => ({ S: conversationKey(refOf(token)) });

const during = async (fails: typeof failing, run: () => Promise<Answer>): Promise<Answer> => {
  failing = fails;
  return run().finally(() => {
    failing = () => false;
  });
};

/** The service with some of its ports exchanged. */
const changedService = async (change: object): Promise<Call> => {
  const ports = { ...service.ports, ...change };
  return gatewayOf({ ...ports, conversations: conversationStore(ports) }, service.clock);
};

const provoke: Readonly<Record<ProblemCode, () => Promise<Answer>>> = {
  ...tenantProblems(() => service),
  ...forgettingProblems(() => service, changedService),
  ...auditProblems(() => service),
  "malformed-body": async () => put(await start(), { rawBody: "{" }),
  "idempotency-key-missing": async () => {
    const token = await start();
    return service.call(`POST /v1/conversations/${token.conversationId}/turns`, { token: token.accessToken, body: said("x") });
  },
  "invalid-credential": () => service.call(`GET /v1/conversations/x`, { token: "x" }),
  "refresh-token-reused": async () => {
    const token = await start();
    await refresh(service.call, token.refreshToken);
    service.clock.ms += 31_000;
    return refresh(service.call, token.refreshToken);
  },
  "not-allowed": async () =>
    service.call("GET /v1/conversations/x", { token: service.tenants[0].publishableKey, headers: { origin: testOrigin } }),
  "origin-not-allowed": async () =>
    get(service.call, await start(), "").then(async () => {
      const token = await start();
      return service.call(`GET /v1/conversations/${token.conversationId}`, {
        token: token.accessToken,
        headers: { origin: "https://x.example" },
      });
    }),
  "tenant-suspended": async () => {
    const token = await issue(service.call, service.tenants[2].secretKey);
    await service.rewriteTenant(service.tenants[2].tenantId, { status: "suspended" });
    return get(service.call, token);
  },
  "not-found": () => service.call("GET /nowhere"),
  "conversation-not-found": () => service.call(`GET /v1/conversations/cv_${"x".repeat(43)}`, { token: key() }),
  "turn-conflict": async () => save(service.call, await start(), 7),
  "conversation-busy": async () => {
    const token = await start();
    const { createHandler } = await import("../../functions/conversation-append.ts");
    const { callHandler } = await import("../gateway.ts");
    const { headStore } = await import("../../shared/io/head-store.ts");
    const { conversationWriter } = await import("../../shared/io/conversation-writer.ts");
    const always = { ...service.dynamo, send: moving(token) } as unknown as typeof service.dynamo;
    const { newestSeen } = await import("../../shared/io/conversation-items/newest-seen.ts");
    const { aliasStore } = await import("../../shared/io/deidentification/alias-store.ts");
    const aliases = aliasStore(service.ports);
    const heads = headStore({
      ...service.ports,
      dynamo: always,
      keepAliases: aliases.keepItem,
      pause: async () => undefined,
      newest: newestSeen(service.ports.now),
      rowsOf: (stored) => stored,
    });
    const writer = conversationWriter({
      ...service.ports,
      heads,
      aliases,
      pool: poolOf(heads),
      turns: { put: () => ({}) } as never,
      dataKeys: keysOf(token) as never,
    });
    const handler = createHandler({
      ...service.ports,
      conversations: { ...writer, summaries: service.conversations.summaries },
      deidentify: async (value: unknown) => ({ value, ...noTraces }),
    });
    return callHandler(handler, `POST /v1/conversations/${token.conversationId}/turns`, {
      token: token.accessToken,
      body: said("x"),
      headers: { "idempotency-key": "k" },
    });
  },
  "conversation-cleared": async () => {
    const token = await start();
    await clear(service.call, token);
    return get(service.call, token);
  },
  "conversation-expired": () =>
    service.call("POST /v1/tokens", { token: key(), body: { subject: "p", startedAt: "2026-01-01T00:00:00Z" } }),
  "payload-too-large": async () => put(await start(), { body: said("x".repeat(132_000)) }),
  "unsupported-media-type": async () => put(await start(), { body: said("x"), headers: { "content-type": "text/plain" } }),
  "invalid-request": async () => put(await start(), { body: {} }),
  "idempotency-key-reused": async () => {
    const token = await start();
    await append(service.call, token, ["k", "one"]);
    return append(service.call, token, ["k", "two"]);
  },
  "message-blocked": async () => {
    const token = await issue(service.call, service.tenants[1].secretKey);
    const { dlp } = (await service.registry.find(service.tenants[1].tenantId)) ?? { dlp: undefined };
    if (dlp !== undefined)
      await service.rewriteTenant(service.tenants[1].tenantId, { dlp: { ...dlp, operators: { US_SSN: "block" } } });
    return save(service.call, token, [1, "my ssn is 219-09-9998"]);
  },
  "session-limit": async () => {
    const { tenantId, secretKey } = await service.addTenant("small-clinic");
    await service.rewriteTenant(tenantId, { sessions: { maxConcurrent: 1 } });
    await issue(service.call, secretKey);
    return service.call("POST /v1/tokens", { token: secretKey, body: { subject: "one too many" } });
  },
  "rate-limited": async () => {
    const token = await start();
    const call = await changedService({
      limiter: { count: async () => [{ remaining: 0, resetSeconds: 9, retryAfterSeconds: 9 }] },
    });
    return get(call, token);
  },
  "internal-error": async () => {
    const token = await start();
    const call = await changedService({ limiter: { count: () => Promise.reject(new Error("unexpected")) } });
    return get(call, token);
  },
  "integrity-violation": async () => {
    const token = await start();
    await save(service.call, token, 1);
    await tamper(token, 1, ["body", Buffer.alloc(64, 1)]);
    return get(service.call, token);
  },
  "keys-unavailable": async () => {
    const file = service.signingKeysFile.replace("signing-keys", "wrapping-key");
    await rename(file, `${file}.away`);
    return service.call("POST /v1/tokens", { token: key(), body: { subject: "p" } }).finally(() => rename(`${file}.away`, file));
  },
  "ledger-unavailable": async () => {
    const token = await start();
    return during(
      (command) => command === "PutItemCommand",
      () => get(service.call, token),
    );
  },
  "rate-limiter-unavailable": async () => {
    const token = await start();
    return during(
      (_, table) => table.endsWith("rate-limits"),
      () => get(service.call, token),
    );
  },
  "scrub-unavailable": async () => {
    const token = await start();
    let passedMs = 0;
    const call = await changedService({ elapsedMs: () => (passedMs += 1500) });
    return save(call, token, 1);
  },
  "storage-unavailable": async () => {
    const token = await start();
    return during(
      (command) => command === "QueryCommand",
      () => get(service.call, token),
    );
  },
};

/** A pool that changes heads and leaves leases alone. */
const poolOf = (heads: HeadStore) => ({ change: ({ ref }: Use, decide: Decide) => heads.change(ref, decide) }) as never;

const keysOf = (token: TokenAnswer) => ({
  forWriting: () =>
    service.conversations
      .prepareRead(refOf(token))
      .then(async () => ({ key: { secret: (await service.ports.keyring()).current.key, version: 1 } })),
  prepare: async () => undefined,
  forget: () => undefined,
});

/** Sends every request but transactions; those find that somebody else came first, each time. */
const moving = (token: TokenAnswer) => async (command: { readonly constructor: { readonly name: string } }) => {
  if (command.constructor.name !== "TransactWriteItemsCommand") return service.dynamo.send(command as never);
  const { TransactionCanceledException } = await import("@aws-sdk/client-dynamodb");
  const { Items = [] } = await service.dynamo.send(
    new QueryCommand({
      TableName: service.ports.tables.summaries,
      KeyConditionExpression: "pk = :pk",
      ExpressionAttributeValues: { ":pk": pkOf(token) },
    }),
  );
  throw new TransactionCanceledException({
    message: "",
    $metadata: {},
    CancellationReasons: [{ Code: "ConditionalCheckFailed", Item: Items[0] ?? {} }],
  });
};

const tamper = (token: TokenAnswer, turn: number, [attribute, value]: readonly [string, Buffer]) =>
  service.dynamo.send(
    new UpdateItemCommand({
      TableName: service.ports.tables.messages,
      Key: { pk: pkOf(token), sk: { N: String(turn) } },
      UpdateExpression: "SET #attribute = :value",
      ExpressionAttributeNames: { "#attribute": attribute },
      ExpressionAttributeValues: { ":value": { B: value } },
    }),
  );

describe("every problem", () => {
  const codes = Object.keys(problemCodes) as ProblemCode[];

  test.each(codes)("can be provoked and has its status, title and shape: %s", async (code) => {
    const answer = await provoke[code]();
    const { status, title } = problemCodes[code];
    expect([problemOf(answer), answer.status, answer.body.title]).toEqual([code, status, title]);
    expect(answer.headers).toMatchObject({ "Content-Type": "application/problem+json", "Cache-Control": "no-store" });
    expect(answer.body).not.toHaveProperty("detail");
    if (status === 401) expect(answer.headers["WWW-Authenticate"]).toMatch(/^Bearer/);
    if (status === 429 || status === 503) expect(Number(answer.headers["Retry-After"])).toBeGreaterThan(0);
  });
});
