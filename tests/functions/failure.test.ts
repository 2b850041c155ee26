import { readFile, rename, writeFile } from "node:fs/promises";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { noItems } from "../../shared/domain/conversation-forgetting/erasure.ts";
import { clear, contents, get, issue, problemOf, refresh, save } from "../conversation-steps.ts";
import { type Service, startService } from "../service.ts";

let service: Service;
beforeAll(async () => {
  service = await startService();
  service.dynamo.middlewareStack.add(
    (next, context) => async (args) => {
      const input = args.input as { readonly TableName?: string };
      if (failing(context.commandName ?? "", input.TableName ?? ""))
        throw Object.assign(new Error("secret detail"), { name: "TimeoutError" });
      return next(args);
    },
    { step: "initialize", name: "fail" },
  );
});
afterAll(() => service.stop());

let failing: (command: string, table: string) => boolean = () => false;
afterEach(() => {
  failing = () => false;
});

const start = () => issue(service.call, service.tenants[0].secretKey, { subject: `p-${Math.random()}` });

describe("when a part of the world fails", () => {
  test("a save that storage did not take is 503, and the next try succeeds", async () => {
    const token = await start();
    failing = (command) => command === "TransactWriteItemsCommand";
    const failed = await save(service.call, token, 1);
    expect([failed.status, problemOf(failed), failed.headers["Retry-After"]]).toEqual([503, "storage-unavailable", "1"]);
    failing = () => false;
    expect([(await get(service.call, token)).body.turn, (await save(service.call, token, 1)).status]).toEqual([0, 201]);
  });

  test("a save whose answer was lost is found by its repeat", async () => {
    const token = await start();
    const first = await save(service.call, token, 1);
    expect((await save(await service.elsewhere(), token, 1)).body).toEqual(first.body);
  });

  test("no content leaves when the read cannot be recorded", async () => {
    const token = await start();
    await save(service.call, token, [1, "not to be shown"]);
    failing = (command, table) => command === "PutItemCommand" && table.endsWith("audit-events");
    const answer = await get(service.call, token);
    expect([answer.status, problemOf(answer), answer.text.includes("not to be shown")]).toEqual([
      503,
      "ledger-unavailable",
      false,
    ]);
  });

  test("nothing happens when calls cannot be counted", async () => {
    const token = await start();
    failing = (_, table) => table.endsWith("rate-limits");
    expect(problemOf(await save(service.call, token, 1))).toBe("rate-limiter-unavailable");
    failing = () => false;
    expect((await get(service.call, token)).body.turn).toBe(0);
  });

  test("a refusal stays a refusal when it cannot be recorded", async () => {
    const token = await start();
    failing = (command) => command === "PutItemCommand";
    expect(problemOf(await service.call(`GET /v1/conversations/${token.conversationId}`, { token: "x" }))).toBe(
      "invalid-credential",
    );
  });

  test("an unexpected error is a 500 without a word of it, and its log line names places only", async () => {
    const token = await start();
    const broken = { ...service.conversations, state: () => Promise.reject(new TypeError("patient Jane Doe")) };
    const { createHandler } = await import("../../functions/conversation-get.ts");
    const { callHandler } = await import("../gateway.ts");
    const answer = await callHandler(
      createHandler({ ...service.ports, conversations: broken }),
      `GET /v1/conversations/${token.conversationId}`,
      { token: token.accessToken },
    );
    expect([answer.status, problemOf(answer), answer.text.includes("Jane")]).toEqual([500, "internal-error", false]);
    const line = service.logged.at(-1) ?? "";
    expect([line.includes("TypeError"), line.includes("failure.test"), line.includes("Jane")]).toEqual([true, true, false]);
  });

  test("a clear that was cut off is finished by its repeat", async () => {
    const token = await start();
    await save(service.call, token, 1);
    failing = (command) => command === "BatchWriteItemCommand";
    expect((await clear(service.call, token)).status).toBe(503);
    expect((await get(service.call, token)).status).toBe(410);
    failing = () => false;
    const receipt = await clear(service.call, token);
    expect([receipt.body.statement?.deleted, receipt.body.statement?.found.turns]).toEqual([
      { ...noItems, turns: 1, keys: 1, subjectRows: 1 },
      0,
    ]);
  });
});

describe("readiness", () => {
  const ready = () => service.call("GET /v1/health/ready", { token: service.tenants[0].secretKey });
  const statuses = async () => {
    const answer = await ready();
    return [
      answer.status,
      Object.fromEntries(Object.entries(answer.body.checks ?? {}).map(([name, check]) => [name, check.status])),
    ];
  };
  const allPass = { token_generation: "pass", signing_keys: "pass", state_persistence: "pass", conversation_continuity: "pass" };

  test("finds everything working by doing it, and needs the tenant's key", async () => {
    expect(await statuses()).toEqual([200, allPass]);
    expect((await service.call("GET /v1/health/ready")).status).toBe(401);
    expect((await service.call("GET /v1/health")).body).toEqual({ status: "pass" });
  });

  test("names what fails, and clears when it is back", async () => {
    await ready();
    failing = (command) => command === "TransactWriteItemsCommand";
    expect(await statuses()).toEqual([503, { ...allPass, conversation_continuity: "fail" }]);
    failing = (command, table) => command === "GetItemCommand" && table.endsWith("conversation-summaries");
    expect((await ready()).body.checks?.state_persistence).toMatchObject({ status: "fail", error: "storage-unavailable" });
    failing = () => false;
    expect(await statuses()).toEqual([200, allPass]);
  });

  test("sees the key source fail while calls go on with the last good keys", async () => {
    const token = await start();
    await rename(service.signingKeysFile, `${service.signingKeysFile}.away`);
    expect(await statuses()).toEqual([503, { ...allPass, signing_keys: "fail" }]);
    service.clock.ms += 10 * 60_000;
    expect([(await get(service.call, token)).status, (await refresh(service.call, token.refreshToken)).status]).toEqual([
      200, 200,
    ]);
    await rename(`${service.signingKeysFile}.away`, service.signingKeysFile);
    expect(await statuses()).toEqual([200, allPass]);
  });

  test("warns of a key that should have been rotated", async () => {
    service.clock.ms += 91 * 24 * 3600_000;
    expect(await statuses()).toEqual([200, { ...allPass, signing_keys: "warn" }]);
  });
});

test("a new signing key takes over while tokens of the old one go on", async () => {
  const token = await start();
  const { keys } = JSON.parse(await readFile(service.signingKeysFile, "utf8"));
  const next = {
    kid: "k2",
    secret: Buffer.alloc(32, 5).toString("base64url"),
    createdAt: new Date(service.clock.ms).toISOString(),
  };
  await writeFile(service.signingKeysFile, JSON.stringify({ keys: [next, ...keys] }));
  const elsewhere = await service.elsewhere();
  const fresh = await issue(elsewhere, service.tenants[0].secretKey);
  const kidOf = (accessToken: string) => JSON.parse(Buffer.from(accessToken.split(".")[0] ?? "", "base64url").toString()).kid;
  expect([kidOf(token.accessToken), kidOf(fresh.accessToken)]).toEqual(["k1", "k2"]);
  service.clock.ms += 61_000;
  expect([(await get(elsewhere, token)).status, (await get(service.call, fresh)).status]).toEqual([200, 200]);
  expect(contents(await get(service.call, fresh))).toEqual([]);
});
