import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import type { TokenAnswer } from "../../shared/contract/token.ts";
import { noItems } from "../../shared/domain/conversation-forgetting/erasure.ts";
import { isSignedBy } from "../../shared/domain/ledger/signature.ts";
import { clear, get, issue, save } from "../conversation-steps.ts";
import { type CutOff, cutOffRequest } from "../faults.ts";
import type { Answer } from "../gateway.ts";
import { scanAll, textOfItem } from "../raw-scan.ts";
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

const key = () => service.tenants[0].secretKey;
let people = 0;
const somebody = () => `somebody ${people++}/with a slash`;
const erase = async (subject: string, call = service.call): Promise<Answer> =>
  call(`DELETE /v1/subjects/${encodeURIComponent(subject)}`, { token: key() });
const statementOf = (answer: Answer) => answer.body.statement as Readonly<Record<string, unknown>> | undefined;

const conversationsOf = async (subject: string, count: number): Promise<readonly TokenAnswer[]> => {
  const tokens: TokenAnswer[] = [];
  for (let index = 0; index < count; index += 1) {
    service.clock.ms += 1000;
    const token = await issue(service.call, key(), { subject });
    await save(service.call, token, [1, "good morning"]);
    tokens.push(token);
  }
  return tokens;
};

const namesLeft = async (tokens: readonly TokenAnswer[]): Promise<readonly (string | undefined)[]> => {
  const found = await scanAll(service);
  const left = found.filter(
    ({ table, item }) =>
      !table.endsWith("audit-events") && tokens.some((token) => textOfItem(item).includes(token.conversationId)),
  );
  return left.map(({ item }) => item.sk?.S);
};

test("forgets every conversation of a person and nobody else's, with one receipt that a repeat gets again", async () => {
  const [subject, other] = [somebody(), somebody()];
  const tokens = await conversationsOf(subject, 7);
  const [kept] = await conversationsOf(other, 1);
  const answer = await erase(subject);
  expect(statementOf(answer)).toMatchObject({
    type: "picasso-subject-erasure-receipt/1",
    conversations: 7,
    destroyedKeys: 7,
    deleted: { ...noItems, turns: 7, keys: 7, subjectRows: 7 },
    found: { conversations: 0 },
  });
  const { signature, statement } = answer.body as never;
  expect(isSignedBy({ statement, signature }, (signature as { publicKey: string }).publicKey)).toBe(true);
  for (const token of tokens) expect((await get(service.call, token)).status).toBe(410);
  expect(await namesLeft(tokens)).toEqual(tokens.map(() => "HEAD"));
  expect((await erase(subject)).text).toBe(answer.text);
  expect((await erase(String(statementOf(answer)?.subject))).text).toBe(answer.text);
  expect(kept !== undefined && (await get(service.call, kept)).status).toBe(200);
});

test("states that there was nothing, and begins anew for who comes back", async () => {
  const subject = somebody();
  const nothing = await erase(subject);
  expect(statementOf(nothing)).toMatchObject({ conversations: 0, deleted: noItems });
  await conversationsOf(subject, 1);
  expect(statementOf(await erase(subject))).toMatchObject({ conversations: 1, deleted: { turns: 1 } });
});

test("does not count a conversation that was cleared before", async () => {
  const subject = somebody();
  const [first] = await conversationsOf(subject, 2);
  if (first !== undefined) await clear(service.call, first);
  expect(statementOf(await erase(subject))).toMatchObject({ conversations: 1, deleted: { turns: 1, keys: 1 } });
});

test("finds a conversation that a tenant's server kept alive for months without a sign-in", async () => {
  const startedMs = service.clock.ms;
  const subject = somebody();
  const token = await issue(service.call, key(), { subject });
  const server = { ...token, accessToken: key() };
  for (let turn = 1; turn <= 15; turn += 1) {
    service.clock.ms += 6 * 24 * 3600_000;
    expect((await save(service.call, server, turn)).status).toBe(201);
  }
  expect(statementOf(await erase(subject))).toMatchObject({ conversations: 1, deleted: { turns: 15, keys: 1, subjectRows: 1 } });
  service.clock.ms = startedMs;
});

test.each([
  ["was refused", false],
  ["was done, its answer lost", true],
])(
  "cut off at any request to storage, which %s, it is finished by a repeat, with the same counts",
  async (_, wasDone) => {
    cut.isDone = wasDone;
    const subject = somebody();
    await conversationsOf(subject, 2);
    cut.requests = 0;
    const expected = statementOf(await erase(subject, await service.elsewhere()));
    const count = cut.requests;
    const all: TokenAnswer[] = [];
    for (let index = 0; index < count; index += 1) {
      const person = somebody();
      all.push(...(await conversationsOf(person, 2)));
      cut.requests = 0;
      cut.failingAt = index;
      await erase(person, await service.elsewhere());
      cut.failingAt = -1;
      const done = await erase(person);
      const { conversations, deleted, destroyedKeys } = statementOf(done) ?? {};
      expect([index, done.status, conversations, deleted, destroyedKeys]).toEqual([
        index,
        200,
        expected?.conversations,
        expected?.deleted,
        expected?.destroyedKeys,
      ]);
    }
    expect(await namesLeft(all)).toEqual(all.map(() => "HEAD"));
  },
  300_000,
);

test("is for secret keys only", async () => {
  const token = await issue(service.call, key(), { subject: somebody() });
  expect((await service.call("DELETE /v1/subjects/x", { token: token.accessToken })).status).toBe(401);
  expect((await service.call("DELETE /v1/subjects/x", { token: service.operatorKey })).status).toBe(403);
  expect((await erase("x".repeat(257))).status).toBe(422);
});
