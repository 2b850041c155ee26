import { DeleteItemCommand, GetItemCommand, QueryCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { TokenAnswer } from "../../shared/contract/token.ts";
import { conversationKey, sortKeys } from "../../shared/io/keys.ts";
import { append, clear, get, issue, problemOf, refresh, save } from "../conversation-steps.ts";
import type { Answer, Call } from "../gateway.ts";
import { putOne, type StoredItem, scanAll } from "../raw-scan.ts";
import { type Service, startService } from "../service.ts";
import { type Attribute, aliasChanges, flipAt, headChanges, keyChanges, markChanges, turnChanges } from "./attribute-changes.ts";

let service: Service;
let shared: Victim;
beforeAll(async () => {
  service = await startService();
  shared = await victim();
});
afterAll(() => service.stop());

type Where = "summaries" | "messages" | "keys";

/** A conversation of four turns that mentions somebody, and a second one like it; what was stored at an earlier moment, too. */
type Victim = {
  readonly token: TokenAnswer;
  readonly other: TokenAnswer;
  readonly foreign: TokenAnswer;
  readonly earlier: Stored;
};
type Stored = (where: Where, sk?: string | number) => StoredItem;

const pkOf = ({ conversationId }: TokenAnswer, tenant = 0) =>
  conversationKey({ tenantId: service.tenants[tenant as 0].tenantId, conversationId });
const tableOf = (where: Where) => service.ports.tables[where];

const places = ["summaries", "messages", "keys"] as const;

const itemsOf = async (where: Where, pk: string): Promise<readonly StoredItem[]> => {
  const query = {
    TableName: tableOf(where),
    KeyConditionExpression: "pk = :pk",
    ExpressionAttributeValues: { ":pk": { S: pk } },
  };
  return (await service.dynamo.send(new QueryCommand(query))).Items ?? [];
};

const storedOf = async (pk: string): Promise<Stored> => {
  const of = (where: Where) => itemsOf(where, pk);
  const all = { summaries: await of("summaries"), messages: await of("messages"), keys: await of("keys") };
  return (where, sk) => {
    const found = all[where].find((item) => sk === undefined || (item.sk?.S ?? item.sk?.N ?? "").startsWith(String(sk)));
    if (found === undefined) throw new Error(`there is no ${where} ${sk}`);
    return found;
  };
};

const start = async (tenant = 0): Promise<TokenAnswer> => {
  service.clock.ms += 1000;
  return issue(service.call, service.tenants[tenant as 0].secretKey);
};
const fill = async (token: TokenAnswer, from: number, to: number) => {
  for (let turn = from; turn <= to; turn += 1) await save(service.call, token, [turn, `Jane Doe ${turn}: the canary sings`]);
};
const victim = async (): Promise<Victim> => {
  const [token, other, foreign] = [await start(), await start(), await start(1)];
  for (const each of [token, other, foreign]) await fill(each, 1, 2);
  const earlier = await storedOf(pkOf(token));
  await append(service.call, token, ["key", "call Jim Smith, jim@example.com"]);
  await fill(token, 4, 4);
  for (const each of [other, foreign]) await fill(each, 3, 4);
  return { token, other, foreign, earlier };
};

const current = (token: TokenAnswer) => storedOf(pkOf(token));
const put = (where: Where, item: StoredItem) => putOne(service, tableOf(where), item);
const remove = async (where: Where, item: StoredItem) => {
  const Key = where === "keys" ? { pk: item.pk } : { pk: item.pk, sk: item.sk };
  await service.dynamo.send(new DeleteItemCommand({ TableName: tableOf(where), Key: Key as never }));
};

/** Manipulates what is stored of a conversation, looks, and puts everything back. */
const whileTampered = async (of: Victim, tamper: Change, look: () => Promise<unknown>): Promise<void> => {
  const pk = pkOf(of.token);
  const before = await Promise.all(places.map((where) => itemsOf(where, pk)));
  try {
    await tamper(of);
    await look();
  } finally {
    for (const [index, where] of places.entries()) {
      for (const item of await itemsOf(where, pk)) await remove(where, item);
      for (const item of before[index] ?? []) await put(where, item);
    }
  }
};

type Change = (victim: Victim) => Promise<unknown>;

const change =
  (where: Where, sk: string | number | undefined, [name, make]: Attribute): Change =>
  async ({ token }) => {
    const item = (await current(token))(where, sk);
    const { [name]: present, ...others } = item;
    const next = make(present);
    await put(where, next === undefined ? others : { ...others, [name]: next });
  };

const movedFrom =
  (where: Where, sk: string | number | undefined, whose: "other" | "foreign"): Change =>
  async (of) => {
    const theirs = (await storedOf(pkOf(of[whose], whose === "foreign" ? 1 : 0)))(where, sk);
    await put(where, { ...theirs, pk: { S: pkOf(of.token) } });
  };

const exchanged: Change = async ({ token }) => {
  const stored = await current(token);
  const [second, third] = [stored("messages", 2), stored("messages", 3)];
  await put("messages", { ...third, sk: { N: "2" } });
  await put("messages", { ...second, sk: { N: "3" } });
};
const without =
  (where: Where, sk?: string | number): Change =>
  async ({ token }) =>
    remove(where, (await current(token))(where, sk));
const putBack =
  (where: Where, sk: string | number): Change =>
  async ({ earlier }) =>
    put(where, earlier(where, sk));
const copied =
  (from: number, to: number): Change =>
  async ({ token }) =>
    put("messages", { ...(await current(token))("messages", from), sk: { N: String(to) } });

type Place = readonly [Where, (string | number)?];
const named = (what: string, [where, sk]: Place, all: readonly Attribute[]) =>
  all.map(([name, make], index) => [`${what}: ${name} altered (${index})`, change(where, sk, [name, make])] as const);

const read = (call: Call, { token }: Victim) => get(call, token);
const write = (call: Call, { token }: Victim) => save(call, token, [5, "Jane Doe once more"]);
const turns = (call: Call, { conversationId, accessToken }: TokenAnswer) =>
  call(`GET /v1/conversations/${conversationId}/turns`, { token: accessToken });
const exported = (call: Call, { conversationId }: TokenAnswer) =>
  call(`GET /v1/conversations/${conversationId}/export`, { token: service.tenants[0].secretKey });
const repeat = (call: Call, { token }: Victim) => append(call, token, ["key", "call Jim Smith, jim@example.com"]);

type Case = readonly [string, Change];
const seenByRead: readonly Case[] = [
  ...named("a turn", ["messages", 3], turnChanges),
  ...named("the newest turn", ["messages", 4], turnChanges.slice(0, 1)),
  ...named("the head", ["summaries", "HEAD"], headChanges),
  ...named("the key", ["keys"], keyChanges),
  ["a turn gone from the middle", without("messages", 2)],
  ["the newest turn gone", without("messages", 4)],
  ["two turns exchanged", exchanged],
  ["an old turn in the place of a newer one", copied(2, 3)],
  ["an old turn as the newest", copied(2, 5)],
  ["a turn of another conversation", movedFrom("messages", 3, "other")],
  ["a turn of another tenant", movedFrom("messages", 3, "foreign")],
  ["the head of another conversation", movedFrom("summaries", "HEAD", "other")],
  ["the head of another tenant", movedFrom("summaries", "HEAD", "foreign")],
  ["an old head", putBack("summaries", "HEAD")],
  ["the key of another conversation", movedFrom("keys", undefined, "other")],
  ["the key of another tenant", movedFrom("keys", undefined, "foreign")],
  ["the key gone", without("keys")],
];
const seenBySave: readonly Case[] = [
  ...named("the alias book", ["summaries", "ALIASES"], aliasChanges),
  ["the alias book gone", without("summaries", "ALIASES")],
  ["an old alias book", putBack("summaries", "ALIASES")],
  ["the alias book of another conversation", movedFrom("summaries", "ALIASES", "other")],
];
const seenByRepeat: readonly Case[] = named("the mark of an append", ["summaries", "WRITE#"], markChanges);

const isWithheld = async (answer: Answer) => {
  expect([answer.status, problemOf(answer)]).toEqual([500, "integrity-violation"]);
  expect(/canary|Jane|Jim/.test(answer.text)).toBe(false);
};

describe("stored data that was changed behind our back is withheld", () => {
  test.each([
    ...seenByRead.map((each) => [...each, read] as const),
    ...seenBySave.map((each) => [...each, write] as const),
    ...seenByRepeat.map((each) => [...each, repeat] as const),
  ])("%s", async (_, tamper, probe) => {
    expect((await get(service.call, shared.token)).status).toBe(200);
    await whileTampered(shared, tamper, async () => isWithheld(await probe(await service.elsewhere(), shared)));
  });

  /** The whole conversation as it was at an earlier moment: head, turns and everything else agree with each other. */
  const putBackWhole: Change = async ({ token, earlier }) => {
    await put("summaries", earlier("summaries", "HEAD"));
    const [turnsNow, besideHead] = [await itemsOf("messages", pkOf(token)), await itemsOf("summaries", pkOf(token))];
    for (const item of turnsNow.filter(({ sk }) => Number(sk?.N) > 2)) await remove("messages", item);
    for (const item of besideHead.filter(({ sk }) => sk?.S !== sortKeys.head)) await remove("summaries", item);
  };

  test.each([
    ["read", read],
    ["list of turns", (call: Call, { token }: Victim) => turns(call, token)],
    ["export", (call: Call, { token }: Victim) => exported(call, token)],
    ["save", (call: Call, { token }: Victim) => save(call, token, 3)],
    ["append", (call: Call, { token }: Victim) => append(call, token, "new")],
  ])("a conversation put back whole to an earlier moment, by the next %s, in whichever process", async (_, probe) => {
    await whileTampered(shared, putBackWhole, async () => {
      await isWithheld(await probe(await service.elsewhere(), shared));
      await isWithheld(await probe(service.call, shared));
    });
  });

  test("the ledger's newest record of a conversation changed, by the next read", async () => {
    const of = await victim();
    const pk = { S: pkOf(of.token) };
    const sk = { S: sortKeys.sequence(5) };
    const TableName = service.ports.tables.audit;
    const { Item = {} } = await service.dynamo.send(new GetItemCommand({ TableName, Key: { pk, sk } }));
    const record = { S: (Item.record?.S ?? "").replace('"turn":4', '"turn":5') };
    expect(record).not.toEqual(Item.record);
    await putOne(service, TableName, { ...Item, record });
    await isWithheld(await get(await service.elsewhere(), of.token));
    await putOne(service, TableName, Item);
    expect((await get(await service.elsewhere(), of.token)).status).toBe(200);
  });

  test("a sign-in that had ended, put back to life", async () => {
    const token = await start();
    const alive = (await current(token))("summaries", "HEAD");
    await service.call("POST /v1/tokens/revoke", { token: token.refreshToken });
    await put("summaries", alive);
    const answers = [await get(service.call, token), await refresh(await service.elsewhere(), token.refreshToken)];
    for (const answer of answers) await isWithheld(answer);
  });

  test("a tombstone that a head of before was put over", async () => {
    const { token, earlier } = await victim();
    await clear(service.call, token);
    await put("summaries", earlier("summaries", "HEAD"));
    await isWithheld(await get(await service.elsewhere(), token));
  });
});

test("what was found is in the ledger and counted for an alarm", async () => {
  const of = await victim();
  await change("messages", 3, ["body", flipAt(20)])(of);
  const answer = await get(service.call, of.token);
  const records = (await scanAll(service)).map(({ item }) => item.record?.S ?? "");
  const requestId = answer.body.instance?.replace("urn:request:", "");
  const [found] = records.filter((record) => record.includes(`"${requestId}"`) && record.includes("integrity-violation"));
  expect(JSON.parse(found ?? "{}")).toMatchObject({ outcome: "refused", conversationId: of.token.conversationId });
  expect(JSON.parse(service.logged.at(-1) ?? "{}")).toMatchObject({ IntegrityViolation: 1, level: "error" });
});

test("the table has 60 manipulations and more", () => {
  expect(seenByRead.length + seenBySave.length + seenByRepeat.length).toBeGreaterThanOrEqual(60);
});
