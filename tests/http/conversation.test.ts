import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { TokenAnswer } from "../../shared/contract/token.ts";
import { append, clear, contents, get, issue, problemOf, refresh, said, save } from "../conversation-steps.ts";
import type { Call } from "../gateway.ts";
import { httpCall } from "./http-client.ts";
import { type OfflineInstance, startOffline } from "./offline-instance.ts";

let instance: OfflineInstance;
let call: Call;
beforeAll(async () => {
  instance = await startOffline({ rateLimits: "off" });
  call = httpCall(instance);
}, 240_000);
afterAll(() => instance.stop());

const keyOf = (index: number): string => instance.tenants[index]?.secretKey ?? "";
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);

const history = async (token: TokenAnswer): Promise<readonly number[]> => {
  const page = await call(`GET /v1/conversations/${token.conversationId}/turns?limit=100`, { token: token.accessToken });
  return (page.body.turns ?? []).map((turn) => turn.turn);
};

const saveUntilIn = async (token: TokenAnswer, content: string, currentTurn: number): Promise<number> => {
  const answer = await save(call, token, [currentTurn + 1, content]);
  return answer.status === 409 ? saveUntilIn(token, content, answer.body.currentTurn ?? 0) : answer.status;
};

test("sixteen writers race for one turn: one wins, fifteen get 409, all retries land, the history has no gap", async () => {
  const token = await issue(call, keyOf(0));
  const first = await Promise.all(numbers(16).map((writer) => save(call, token, [1, `writer ${writer}`])));
  expect(first.map((answer) => answer.status).sort()).toEqual([201, ...Array(15).fill(409)]);
  const losers = numbers(16).filter((writer) => first[writer]?.status === 409);
  const landed = await Promise.all(
    losers.map((writer) => saveUntilIn(token, `writer ${writer}`, first[writer]?.body.currentTurn ?? 0)),
  );
  expect(landed).toEqual(Array(15).fill(201));
  expect(await history(token)).toEqual(numbers(16).map((index) => index + 1));
});

test("sixteen writers append at once and all land", async () => {
  const token = await issue(call, keyOf(0));
  const answers = await Promise.all(numbers(16).map((writer) => append(call, token, `key-${writer}`)));
  expect(answers.map((answer) => answer.status)).toEqual(Array(16).fill(201));
  expect(await history(token)).toEqual(numbers(16).map((index) => index + 1));
});

test("twelve tabs refresh at once, round after round, and every one goes on with working tokens", async () => {
  let token = await issue(call, keyOf(0));
  const openConnections = () => Promise.all(numbers(12).map(() => get(call, token)));
  await openConnections();
  for (const round of numbers(10)) {
    const answers = await Promise.all(numbers(12).map(() => refresh(call, token.refreshToken)));
    const outcomes = answers.map((answer) => problemOf(answer) || `generation ${answer.body.refreshToken?.split(".")[3]}`);
    expect(new Set(outcomes)).toEqual(new Set([`generation ${round + 2}`]));
    const reads = await Promise.all(answers.map((answer) => get(call, { ...token, ...answer.body })));
    expect(reads.map((answer) => answer.status)).toEqual(Array(12).fill(200));
    token = { ...token, ...answers[0]?.body };
  }
});

test("a refresh token used again and again, one call after the other, is good for two late tabs and ends its sign-in at the third", async () => {
  const token = await issue(call, keyOf(0));
  const statuses: number[] = [];
  for (const _ of numbers(4)) statuses.push((await refresh(call, token.refreshToken)).status);
  expect([statuses, (await get(call, token)).status]).toEqual([[200, 200, 200, 401], 401]);
});

test("three tenants with three subjects each get nothing but 404 of each other", async () => {
  const owners = [0, 1, 2].flatMap((tenant) => ["a", "b", "c"].map((subject) => ({ tenant, subject })));
  const tokens = await Promise.all(owners.map(({ tenant, subject }) => issue(call, keyOf(tenant), { subject })));
  await Promise.all(tokens.map((token) => save(call, token, 1)));
  for (const mine of tokens) {
    const others = tokens.filter((theirs) => theirs !== mine);
    const answers = await Promise.all(
      others.flatMap(({ conversationId }) => [
        get(call, { ...mine, conversationId }),
        save(call, { ...mine, conversationId }, 2),
        append(call, { ...mine, conversationId }, "k"),
        clear(call, { ...mine, conversationId }),
      ]),
    );
    expect(new Set(answers.map((answer) => `${answer.status} ${problemOf(answer)}`))).toEqual(
      new Set(["404 conversation-not-found"]),
    );
  }
  for (const token of tokens) expect(contents(await get(call, token))).toEqual(["turn 1"]);
});

test("the same start twice is the same conversation, and a retried save the same success", async () => {
  const body = { subject: "same", startedAt: new Date(Date.now() - 5000).toISOString(), clientNonce: "n-1" };
  const [first, second] = [await issue(call, keyOf(1), body), await issue(call, keyOf(1), body)];
  expect(second.conversationId).toBe(first.conversationId);
  const saved = await save(call, first, 1);
  const repeated = await save(call, second, 1);
  expect([saved.status, repeated.status, repeated.body]).toEqual([201, 200, saved.body]);
});

describe("the old front end's calls", () => {
  const old = (operation: string, token: TokenAnswer, body?: unknown) =>
    call(`${body === undefined ? "GET" : "POST"} /?action=conversation&operation=${operation}`, {
      token: token.accessToken,
      body,
    });

  test("get, save and clear in the shapes it knows", async () => {
    const token = await issue(call, keyOf(2));
    const delta = {
      appendUser: { text: "Is Tuesday free? Mail jane@example.com" },
      appendAssistant: { text: "Yes, at ten.", pending_action: null },
    };
    const saved = await old("save", token, { sessionId: token.conversationId, turn: 0, delta });
    expect([saved.status, saved.body]).toEqual([200, { stateToken: token.accessToken, turn: 1 }]);
    const state = await old("get", token);
    expect(state.body).toMatchObject({ sessionId: token.conversationId, stateToken: token.accessToken });
    expect(state.body.state?.lastMessages).toEqual([
      { role: "user", text: "Is Tuesday free? Mail [EMAIL_1]" },
      { role: "assistant", text: "Yes, at ten." },
    ]);
    const stale = await old("save", token, { turn: 0, delta: { appendUser: { text: "late" } } });
    expect([stale.status, stale.body.error, stale.body.currentTurn, stale.body.stateToken]).toEqual([
      409,
      "VERSION_CONFLICT",
      1,
      token.accessToken,
    ]);
    expect(contents(await get(call, token))).toEqual(["Is Tuesday free? Mail [EMAIL_1]", "Yes, at ten."]);
    const report = await call("DELETE /?action=conversation&operation=clear", { token: token.accessToken });
    expect(report.body).toMatchObject({ report: { messages_deleted: 1, verified: true }, stateToken: null });
  });

  test("name their errors as it expects them", async () => {
    const token = await issue(call, keyOf(2));
    const wrong = await old("get", { ...token, accessToken: "x.y.z" });
    expect([wrong.status, wrong.body.error]).toEqual([401, "TOKEN_INVALID"]);
    expect((await old("save", token, { turn: 0, delta: {} })).status).toBe(422);
    expect((await old("steal", token)).status).toBe(404);
  });

  test("health_check answers by doing", async () => {
    const health = await call("GET /?action=health_check&t=abc");
    expect([health.status, health.body]).toEqual([200, { status: "healthy", checks: { token_generation: true } }]);
  });
});

test("bodies that are not what they say are refused by the running gateway as well, and it stays alive", async () => {
  const token = await issue(call, keyOf(0));
  const route = `PUT /v1/conversations/${token.conversationId}/turns/1`;
  const refused = async (options: object) => {
    const answer = await call(route, { token: token.accessToken, ...options });
    return `${answer.status} ${problemOf(answer)}`;
  };
  expect(await refused({ rawBody: "{" })).toBe("400 malformed-body");
  expect(await refused({ bytes: Buffer.from('{"messages":[{"role":"user","content":"\xff"}]}', "latin1") })).toBe(
    "400 malformed-body",
  );
  expect(await refused({ rawBody: '{"messages":[],"__proto__":{}}' })).toBe("400 malformed-body");
  expect(await refused({ body: said("x".repeat(140_000)) })).toBe("413 payload-too-large");
  expect(await refused({ body: said("x"), headers: { "content-type": "text/plain" } })).toBe("415 unsupported-media-type");
  expect(await refused({ body: { messages: [{ role: "user", content: "\ud800" }] } })).toBe("422 invalid-request");
  for (const rawBody of ["false", "true", "0", "null", '""', '"x"', "[]", "[[]]"])
    expect(await refused({ rawBody })).toMatch(/^4(00|22) /);
  expect((await get(call, token)).body.turn).toBe(0);
});
