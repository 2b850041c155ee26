import { GetItemCommand, PutItemCommand, paginateQuery } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { TokenAnswer } from "../../shared/contract/token.ts";
import { memoryNames } from "../../shared/io/attribute-names.ts";
import type { Item } from "../../shared/io/attributes.ts";
import { conversationKey, sortKeys } from "../../shared/io/keys.ts";
import { append, clear, get, issue, problemOf, refresh, save } from "../conversation-steps.ts";
import { type Service, startService } from "../service.ts";
import { context, rollBack, runSummarize, runSweep, storedVersions, summarize } from "../summary-steps.ts";

let service: Service;
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.stop());

const tenant = () => service.tenants[0];
const start = () => issue(service.call, tenant().secretKey);
const partition = ({ conversationId }: TokenAnswer) => conversationKey({ tenantId: tenant().tenantId, conversationId });

const item = async (token: TokenAnswer, sk: string): Promise<Item | undefined> => {
  const Key = { pk: { S: partition(token) }, sk: { S: sk } };
  const TableName = service.ports.tables.summaries;
  return (await service.dynamo.send(new GetItemCommand({ TableName, Key, ConsistentRead: true }))).Item;
};

const sortKeysOf = async (token: TokenAnswer): Promise<readonly string[]> => {
  const query = {
    TableName: service.ports.tables.summaries,
    KeyConditionExpression: "pk = :pk",
    ExpressionAttributeValues: { ":pk": { S: partition(token) } },
  };
  const keys: string[] = [];
  for await (const page of paginateQuery({ client: service.dynamo }, query))
    keys.push(...(page.Items ?? []).map((each) => each.sk?.S ?? ""));
  return keys;
};

/** A conversation that was asked about metformin, with so many turns. */
const withTurns = async (count: number): Promise<TokenAnswer> => {
  const token = await start();
  for (let turn = 1; turn <= count; turn += 1) {
    expect((await save(service.call, token, [turn, `I take ${turn}00 mg of metformin.`])).status).toBe(201);
  }
  return token;
};

/** A call with the tenant's key, for a conversation whose sign-ins have ended. */
const asServer = (token: TokenAnswer): TokenAnswer => ({ ...token, accessToken: tenant().secretKey });

describe("a summary that is asked for", () => {
  test("covers every turn, comes with the state from then on, and changes its entity tag", async () => {
    const token = await withTurns(3);
    const before = await get(service.call, token);
    expect([before.body.summary, before.body.profile]).toEqual([null, null]);
    const made = await summarize(service.call, token);
    expect([made.status, made.body]).toMatchObject([200, { version: 1, through: 3, engine: "embedded" }]);
    expect(made.body.summary).toContain("metformin");
    const after = await get(await service.elsewhere(), token);
    expect([after.body.summary, after.body.profile]).toEqual([made.body.summary, made.body.profile]);
    expect(after.headers.ETag).not.toBe(before.headers.ETag);
    const unchanged = await service.call(`GET /v1/conversations/${token.conversationId}`, {
      token: token.accessToken,
      headers: { "if-none-match": after.headers.ETag ?? "" },
    });
    expect(unchanged.status).toBe(304);
  });

  test("changes nothing when there is nothing new, and goes on from there when there is", async () => {
    const token = await withTurns(2);
    const first = await summarize(service.call, token);
    const repeated = await summarize(await service.elsewhere(), token);
    expect(repeated.body).toEqual(first.body);
    await save(service.call, token, [3, "Now I take 900 mg of metformin."]);
    const next = await summarize(service.call, token);
    expect(next.body).toMatchObject({ version: 2, through: 3 });
    expect(next.body.summary).toContain("900 mg");
  });

  test("cites the turns of each sentence, and tells what is new since the version before, in any process", async () => {
    const token = await withTurns(2);
    const first = await summarize(service.call, token);
    expect(first.body.changes).toBeNull();
    await save(service.call, token, [3, "I am allergic to penicillin."]);
    const next = await summarize(service.call, token);
    expect(next.body.sentences).toContainEqual({ text: "allergic to penicillin", turns: [3] });
    expect(next.body.changes).toEqual({ since: 1, added: [{ text: "allergic to penicillin", turns: [3] }], removed: [] });
    expect((await summarize(await service.elsewhere(), token)).body).toEqual(next.body);
  });

  test("is null while there is no turn", async () => {
    const made = await summarize(service.call, await start());
    expect(made.body).toMatchObject({ summary: null, sentences: [], changes: null, profile: null, version: 0, through: 0 });
  });

  test("is nobody else's: another tenant's key finds nothing", async () => {
    const token = await withTurns(1);
    const foreign = { ...token, accessToken: service.tenants[1].secretKey };
    for (const answer of [await summarize(service.call, foreign), await context(service.call, foreign)])
      expect([answer.status, problemOf(answer)]).toEqual([404, "conversation-not-found"]);
    expect(problemOf(await rollBack(service.call, service.tenants[1].secretKey, { token, turn: 1 }))).toBe(
      "conversation-not-found",
    );
  });

  test("shows up in the old front end's state", async () => {
    const token = await withTurns(1);
    await summarize(service.call, token);
    const old = await service.call("POST /?action=conversation&operation=get", { token: token.accessToken });
    expect(old.body.state).toMatchObject({ summary: expect.stringContaining("metformin") });
  });

  test("is kept in three versions at most, none of them in clear", async () => {
    const token = await withTurns(1);
    for (let turn = 2; turn <= 6; turn += 1) {
      await summarize(service.call, token);
      await save(service.call, token, turn);
    }
    await summarize(service.call, token);
    const stored = (await sortKeysOf(token)).filter((key) => key.startsWith("SUMMARY"));
    expect(stored.sort()).toEqual(["SUMMARY"]);
    expect((await storedVersions(service, token)).map(({ version, through }) => [version, through])).toEqual([
      [6, 6],
      [5, 5],
      [4, 4],
    ]);
    for (const key of stored) expect(JSON.stringify(await item(token, key))).not.toContain("metformin");
  });

  test("of an earlier version, put back in its place, does not open", async () => {
    const token = await withTurns(1);
    await summarize(service.call, token);
    const earlier = await item(token, sortKeys.summary);
    await save(service.call, token, 2);
    await summarize(service.call, token);
    const Item = { ...earlier, [memoryNames.version]: { N: "2" } };
    await service.dynamo.send(new PutItemCommand({ TableName: service.ports.tables.summaries, Item }));
    expect(problemOf(await get(service.call, token))).toBe("integrity-violation");
  });
});

describe("a run in the background", () => {
  test("that comes twice, or twice at once, makes one version", async () => {
    const token = await withTurns(2);
    await Promise.all([runSummarize(service, token), runSummarize(service, token), runSummarize(service, token)]);
    await runSummarize(service, token);
    expect((await summarize(service.call, token)).body).toMatchObject({ version: 1, through: 2 });
  });

  test("changes nothing of a conversation that was cleared meanwhile", async () => {
    const token = await withTurns(2);
    await clear(service.call, token);
    await runSummarize(service, token);
    expect(await sortKeysOf(token)).toEqual(["HEAD"]);
  });

  test("that was overtaken by a clear between its reading and its writing writes nothing", async () => {
    const token = await withTurns(2);
    const { createHandler } = await import("../../functions/conversation-summarize.ts");
    const { lateMemory } = await import("../../shared/late-memory.ts");
    const engine = lateMemory(service.ports);
    const learn: typeof engine.learn = async (lesson) => {
      await clear(service.call, token);
      return engine.learn(lesson);
    };
    const errand = { tenantId: tenant().tenantId, conversationId: token.conversationId };
    await createHandler({ ...service.anew(), memoryEngine: { ...engine, learn } })(errand, { awsRequestId: "late" });
    expect(await sortKeysOf(token)).toEqual(["HEAD"]);
  });

  test("that fails leaves the memory as it was, says so, and is tried again", async () => {
    const token = await withTurns(2);
    const made = await summarize(service.call, token);
    await save(service.call, token, 3);
    const { createHandler } = await import("../../functions/conversation-summarize.ts");
    const { lateMemory } = await import("../../shared/late-memory.ts");
    const learn = () => Promise.reject(new RangeError("quiet tall lamp"));
    const errand = { tenantId: tenant().tenantId, conversationId: token.conversationId };
    const run = createHandler({ ...service.anew(), memoryEngine: { ...lateMemory(service.ports), learn } });
    await expect(run(errand, { awsRequestId: "failing" })).rejects.toThrow(RangeError);
    expect((await get(service.call, token)).body.summary).toBe(made.body.summary);
    const line = service.logged.map((each) => JSON.parse(each)).find((each) => each.requestId === "failing");
    expect(line).toMatchObject({ level: "error", event: "summary.failed", causes: ["RangeError"], SummaryFailed: 1 });
    expect(service.logged.join()).not.toContain("quiet tall lamp");
    await runSummarize(service, token);
    expect((await summarize(service.call, token)).body).toMatchObject({ version: 2, through: 3 });
  });

  test("learns a long conversation in lots, and hashes of the chain are checked on the way", async () => {
    const token = await start();
    for (let turn = 1; turn <= 230; turn += 1) {
      await append(service.call, token, `k${turn}`);
      service.clock.ms += 200;
    }
    await runSummarize(service, token);
    expect((await summarize(service.call, token)).body).toMatchObject({ version: 2, through: 230 });
  }, 240_000);
});

describe("the sweep", () => {
  const startedFor = async (token: TokenAnswer) =>
    (await runSweep(service)).filter(({ conversationId }) => conversationId === token.conversationId).length;

  test("starts a conversation that has lain idle with something new, and leaves it alone once it is summarised", async () => {
    const token = await withTurns(1);
    expect(await startedFor(token)).toBe(0);
    service.clock.ms += 16 * minuteMs;
    expect(await startedFor(token)).toBe(1);
    await runSummarize(service, token);
    expect(await startedFor(token)).toBe(0);
  });

  test("tries one that keeps failing less and less often, and in the end no more", async () => {
    const token = await withTurns(1);
    service.clock.ms += 16 * minuteMs;
    let tries = 0;
    for (let sweep = 0; sweep < 60; sweep += 1) {
      tries += await startedFor(token);
      service.clock.ms += 2 * minuteMs;
    }
    expect(tries).toBeLessThanOrEqual(9);
    expect(tries).toBeGreaterThanOrEqual(6);
    service.clock.ms += 26 * hourMs;
    expect(await startedFor(token)).toBe(0);
  });

  test("soon starts a conversation whose last sign-in was ended", async () => {
    const token = await withTurns(1);
    await service.call(`DELETE /v1/sessions/${token.conversationId}`, { token: tenant().secretKey });
    service.clock.ms += 1000;
    expect(await startedFor(token)).toBe(1);
  });
});

describe("when turns have expired", () => {
  test("the summary of them stays, as long as the conversation does", async () => {
    const token = await withTurns(3);
    const made = await summarize(service.call, token);
    service.clock.ms += 6 * 24 * hourMs;
    const late = await get(await service.elsewhere(), asServer(token));
    expect([late.body.turns, late.body.summary]).toEqual([[], made.body.summary]);
  });

  test("a conversation that only sign-ins keep alive keeps its memory and its key", async () => {
    const token = await withTurns(1);
    const made = await summarize(service.call, token);
    let signedIn = token;
    for (let count = 0; count < 8; count += 1) {
      service.clock.ms += 20 * hourMs;
      signedIn = { ...signedIn, ...(await refresh(service.call, signedIn.refreshToken)).body };
    }
    service.clock.ms += 8 * hourMs + minuteMs;
    const due = (await runSweep(service)).map(({ conversationId }) => conversationId);
    expect(due).toContain(token.conversationId);
    await runSummarize(service, token);
    const nowSeconds = service.clock.ms / 1000;
    for (const key of ["SUMMARY", "HEAD"])
      expect(Number((await item(token, key))?.expiresAt?.N)).toBeGreaterThan(nowSeconds + 4 * 86_400);
    const Key = { pk: { S: partition(token) } };
    const wrapped = await service.dynamo.send(new GetItemCommand({ TableName: service.ports.tables.keys, Key }));
    expect(Number(wrapped.Item?.expiresAt?.N)).toBeGreaterThan(nowSeconds + 4 * 86_400);
    expect((await get(await service.elsewhere(), asServer(token))).body.summary).toBe(made.body.summary);
  });

  test("without ever having been summarised, the watermark passes them and later turns are learned", async () => {
    const token = await withTurns(2);
    service.clock.ms += 25 * hourMs;
    await append(service.call, asServer(token), ["later", "I am allergic to penicillin."]);
    const made = await summarize(service.call, asServer(token));
    expect(made.body).toMatchObject({ version: 1, through: 3 });
    expect(made.body.summary).toContain("penicillin");
    expect(made.body.summary).not.toContain("metformin");
  });
});
