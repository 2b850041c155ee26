import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import type { TokenAnswer } from "../../shared/contract/token.ts";
import { noItems } from "../../shared/domain/conversation-forgetting/erasure.ts";
import { isSignedBy } from "../../shared/domain/ledger/signature.ts";
import { headNames } from "../../shared/io/attribute-names.ts";
import { conversationKey } from "../../shared/io/keys.ts";
import { conversationStore } from "../../shared/live-ports.ts";
import { append, clear, get, issue, problemOf, save } from "../conversation-steps.ts";
import { type CutOff, cutOffRequest } from "../faults.ts";
import { type Answer, gatewayOf } from "../gateway.ts";
import { verify } from "../io/ledger/keeping.ts";
import { type Found, putAll, putOne, scanAll, textOfItem } from "../raw-scan.ts";
import { type Service, startService } from "../service.ts";

let service: Service;
let cut: CutOff;
beforeAll(async () => {
  service = await startService();
  cut = cutOffRequest(service.dynamo);
});
afterAll(() => service.stop());
afterEach(() => {
  cut.failingAt = -1;
  cut.isDone = false;
});

const secret = "Whom it may concern: the canary sings at dawn";
const start = () => issue(service.call, service.tenants[0].secretKey);
const pkOf = ({ conversationId }: TokenAnswer) => conversationKey({ tenantId: service.tenants[0].tenantId, conversationId });

/** What is left of a conversation anywhere: every item that names it, or lies under its key. */
const traces = async ({ conversationId }: TokenAnswer): Promise<readonly Found[]> =>
  (await scanAll(service)).filter(({ item }) => textOfItem(item).includes(conversationId));

const tableOf = ({ table }: Found): string => table.replace("local-", "");

const startedWith = async (turns: readonly string[]): Promise<TokenAnswer> => {
  const token = await start();
  for (const [index, text] of turns.entries()) await save(service.call, token, [index + 1, text]);
  await append(service.call, token, ["key", "please call Jane Doe, jane@example.com, at 212-555-0147"]);
  return token;
};

/** The service where so much time passes from one look at the clock to the next: with seven seconds, none is left once it has begun to delete. */
const serviceWithout = (stepMs: number) => {
  let passedMs = 0;
  const ports = { ...service.ports, elapsedMs: () => (passedMs += stepMs) };
  return gatewayOf({ ...ports, conversations: conversationStore(ports) }, service.clock);
};

const statementOf = (answer: Answer) => answer.body.statement as Readonly<Record<string, unknown>> | undefined;

describe("a cleared conversation", () => {
  test("is stated to be gone class by class, by a receipt that anybody can check", async () => {
    const token = await startedWith([secret]);
    const answer = await clear(service.call, token);
    const deleted = { ...noItems, turns: 2, aliases: 1, marks: 1, keys: 1, subjectRows: 1 };
    expect(statementOf(answer)).toMatchObject({
      type: "picasso-erasure-receipt/1",
      conversationId: token.conversationId,
      epoch: 2,
      deleted,
      found: noItems,
      checks: { consistency: "strong" },
      ledger: { sequence: 6 },
    });
    expect(statementOf(answer)?.destroyedKey).toMatch(/^dk_[A-Za-z0-9_-]{16}$/);
    const { signature, statement } = answer.body as never;
    expect(isSignedBy({ statement, signature }, (signature as { publicKey: string }).publicKey)).toBe(true);
    expect(isSignedBy({ statement: { deleted }, signature }, (signature as { publicKey: string }).publicKey)).toBe(false);
  });

  test("leaves a tombstone and records, and nothing under its keys in any table", async () => {
    const token = await startedWith([secret]);
    await clear(service.call, token);
    const left = await traces(token);
    const byTable = left.map((each) => [tableOf(each), each.item.sk?.S?.slice(0, 2)]);
    expect(byTable.filter(([table]) => table === "conversation-summaries")).toEqual([["conversation-summaries", "HE"]]);
    expect([...new Set(byTable.map(([table]) => table))].sort()).toEqual(["audit-events", "conversation-summaries"]);
    const tombstone = left.find((each) => tableOf(each) === "conversation-summaries")?.item ?? {};
    const { turn, lastTurnAt, turnHash } = headNames;
    expect([tombstone[turn], tombstone[lastTurnAt], tombstone[turnHash]?.B]).toEqual([
      { N: "0" },
      { N: "0" },
      new Uint8Array(32),
    ]);
    expect(left.filter(({ item }) => textOfItem(item).includes("canary"))).toEqual([]);
  });

  test("names the record that says so, which stands in the ledger under that hash", async () => {
    const token = await startedWith([secret]);
    const { ledger } = statementOf(await clear(service.call, token)) as { readonly ledger: { sequence: number; hash: string } };
    const records = (await traces(token)).filter((each) => tableOf(each) === "audit-events").map(({ item }) => item);
    const named = records.find((item) => Buffer.from(item.hash?.B ?? []).toString("base64url") === ledger.hash);
    expect(JSON.parse(named?.record?.S ?? "{}")).toMatchObject({
      action: "conversation.erase",
      outcome: "done",
      sequence: ledger.sequence,
      counts: { turns: 2, keys: 1 },
    });
  });

  test("is cleared once by those who clear it at the same time, with one receipt for all", async () => {
    const token = await startedWith([secret, secret]);
    const calls = await Promise.all([service.elsewhere(), service.elsewhere(), service.call]);
    const answers = await Promise.all(calls.map((call) => clear(call, token)));
    const texts = new Set(answers.filter(({ status }) => status === 200).map(({ text }) => text));
    expect([texts.size, answers.every(({ status }) => [200, 503].includes(status))]).toEqual([1, true]);
    expect(texts.has((await clear(service.call, token)).text)).toBe(true);
  });

  test("is erased again, and counted, when something of it was put back", async () => {
    const token = await startedWith([secret]);
    const before = (await traces(token)).filter((each) => tableOf(each) === "recent-messages");
    const first = await clear(service.call, token);
    await putAll(
      service,
      service.ports.tables.messages,
      before.map(({ item }) => item),
    );
    const second = await clear(service.call, token);
    expect([first, second].map((answer) => statementOf(answer)?.deleted)).toMatchObject([{ turns: 2 }, { turns: 4 }]);
    expect((await traces(token)).filter((each) => tableOf(each) === "recent-messages")).toEqual([]);
    expect((await clear(service.call, token)).text).toBe(second.text);
  });
});

test.each([
  ["was refused", false],
  ["was done, its answer lost", true],
])(
  "a clear cut off at any request to storage, which %s, is finished by a repeat, with the same counts",
  async (_, wasDone) => {
    cut.isDone = wasDone;
    const whole = await startedWith([secret]);
    cut.requests = 0;
    const expected = statementOf(await clear(service.call, whole))?.deleted;
    const count = cut.requests;
    expect(count).toBeGreaterThan(10);
    const all: TokenAnswer[] = [];
    for (let index = 0; index < count; index += 1) {
      const token = await startedWith([secret]);
      cut.requests = 0;
      cut.failingAt = index;
      const broken = await clear(service.call, token);
      cut.failingAt = -1;
      const done = await clear(await service.elsewhere(), token);
      expect([index, done.status, statementOf(done)?.deleted]).toEqual([index, 200, expected]);
      const again = await clear(service.call, token);
      expect([again.text, broken.status === 200 ? broken.text : again.text]).toEqual([done.text, done.text]);
      all.push(token);
    }
    expect((await verify(service, service.tenants[0].tenantId)).findings).toEqual([]);
    const stored = await scanAll(service);
    const ids = new RegExp(all.map(({ conversationId }) => conversationId).join("|"));
    const left = stored.filter((each) => ids.test(textOfItem(each.item)) && tableOf(each) !== "audit-events");
    expect(left.map((each) => [tableOf(each), each.item.sk?.S])).toEqual(all.map(() => ["conversation-summaries", "HEAD"]));
    expect(stored.filter(({ item }) => /canary sings|Jane Doe|jane@example|212-555/.test(textOfItem(item)))).toEqual([]);
  },
  300_000,
);

describe("a clear of 10,000 turns", () => {
  const turnCount = 10_000;

  test("is out of sight at once, complete at the second call, and a backup of before shows nothing", async () => {
    const token = await startedWith([secret, secret]);
    const turn = (await traces(token)).find((each) => tableOf(each) === "recent-messages")?.item ?? {};
    const copies = Array.from({ length: turnCount - 3 }, (_, index) => ({ ...turn, sk: { N: String(index + 4) } }));
    await putAll(service, service.ports.tables.messages, copies);
    const backup = (await scanAll(service)).filter(({ table }) => !/keys|limits|leases|audit/.test(table));
    const hurried = await serviceWithout(7000);
    const first = await clear(hurried, token);
    expect([first.status, problemOf(first), first.headers["Retry-After"]]).toEqual([503, "unfinished", "1"]);
    expect((await get(service.call, token)).status).toBe(410);
    const unhurried = await serviceWithout(0);
    const answer = await clear(unhurried, token);
    expect([answer.status, statementOf(answer)?.deleted]).toMatchObject([200, { turns: turnCount, keys: 1 }]);
    const left = (await traces(token)).filter((each) => tableOf(each) !== "audit-events");
    expect(left.map(({ item }) => [item.pk?.S, item.sk?.S])).toEqual([[pkOf(token), "HEAD"]]);

    // The backup of before comes back over what is there: heads, turns, everything but the keys, which have no backup.
    for (const table of new Set(backup.map((each) => each.table))) {
      await putAll(
        service,
        table,
        backup.filter((each) => each.table === table).map(({ item }) => item),
      );
    }
    const restored = await get(await service.elsewhere(), token);
    expect([restored.status, problemOf(restored), restored.text.includes("canary")]).toEqual([500, "integrity-violation", false]);
    const inMemory = await get(service.call, token);
    expect([inMemory.status, inMemory.text.includes("canary")]).toEqual([500, false]);
    const everything = (await scanAll(service)).map(({ item }) => textOfItem(item)).join("\n");
    expect(everything.includes("canary")).toBe(false);
    await putOne(service, service.ports.tables.summaries, left[0]?.item ?? {});
    expect((await clear(service.call, token)).status).toBe(200);
    expect((await traces(token)).filter((each) => tableOf(each) === "recent-messages")).toEqual([]);
  }, 300_000);
});
