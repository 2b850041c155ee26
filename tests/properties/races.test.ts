import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { TokenAnswer } from "../../shared/contract/token.ts";
import { noItems } from "../../shared/domain/conversation-forgetting/erasure.ts";
import { append, clear, get, issue, problemOf, refresh, save } from "../conversation-steps.ts";
import type { Call } from "../gateway.ts";
import { type Service, startService } from "../service.ts";

let service: Service;
let calls: readonly Call[];
beforeAll(async () => {
  service = await startService();
  calls = [service.call, await service.elsewhere(), await service.elsewhere()];
});
afterAll(() => service.stop());

const callOf = (writer: number): Call => calls[writer % calls.length] ?? service.call;
const start = (): Promise<TokenAnswer> => issue(service.call, service.tenants[0].secretKey, { subject: `p-${Math.random()}` });
const writers = (count: number) => Array.from({ length: count }, (_, index) => index);

/** Every turn from first to last, through all pages. */
const history = async (token: TokenAnswer): Promise<readonly { readonly turn: number; readonly content: string }[]> => {
  const page = await service.call(`GET /v1/conversations/${token.conversationId}/turns?limit=100`, { token: token.accessToken });
  return (page.body.turns ?? []).map((turn) => ({ turn: turn.turn, content: turn.messages[0]?.content ?? "" }));
};

/** What a client does with a 409: it goes on after the turn it is told. */
const saveUntilIn = async (token: TokenAnswer, writer: number, currentTurn: number): Promise<number> => {
  const answer = await save(callOf(writer), token, [currentTurn + 1, `writer ${writer}`]);
  return answer.status === 409 ? saveUntilIn(token, writer, answer.body.currentTurn ?? 0) : answer.status;
};

describe("sixteen writers in three processes", () => {
  test("racing for one turn: one wins, fifteen learn what they missed, and all land in the end", async () => {
    const token = await start();
    const first = await Promise.all(writers(16).map((writer) => save(callOf(writer), token, [1, `writer ${writer}`])));
    expect(first.map((answer) => answer.status).sort()).toEqual([201, ...Array(15).fill(409)]);
    const losers = writers(16).filter((writer) => first[writer]?.status === 409);
    for (const writer of losers) expect(first[writer]?.body.missedTurns).toHaveLength(1);
    const landed = await Promise.all(losers.map((writer) => saveUntilIn(token, writer, first[writer]?.body.currentTurn ?? 0)));
    expect(landed).toEqual(Array(15).fill(201));
    const turns = await history(token);
    expect(turns.map(({ turn }) => turn)).toEqual(writers(16).map((index) => index + 1));
    expect(new Set(turns.map(({ content }) => content)).size).toBe(16);
  });

  test("appending at once: all succeed, each with its own number", async () => {
    const token = await start();
    const answers = await Promise.all(writers(16).map((writer) => append(callOf(writer), token, `key-${writer}`)));
    expect(answers.map((answer) => answer.status)).toEqual(Array(16).fill(201));
    expect(new Set(answers.map((answer) => answer.body.turn)).size).toBe(16);
    expect((await history(token)).map(({ turn }) => turn)).toEqual(writers(16).map((index) => index + 1));
  });

  test("appending the same under one key: one turn", async () => {
    const token = await start();
    const answers = await Promise.all(writers(16).map((writer) => append(callOf(writer), token, "only-once")));
    expect(new Set(answers.map((answer) => answer.body.turn))).toEqual(new Set([1]));
    expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1);
    expect(await history(token)).toHaveLength(1);
  });

  test("saving while others refresh and revoke: nothing acknowledged is lost", async () => {
    const token = await start();
    const second = await issue(service.call, service.tenants[0].secretKey, { subject: "q", startedAt: token.startedAt });
    const answers = await Promise.all([
      ...writers(8).map((writer) => append(callOf(writer), token, `w${writer}`)),
      ...writers(4).map(() => refresh(service.call, token.refreshToken)),
      service.call("POST /v1/tokens/revoke", { token: second.refreshToken }),
    ]);
    expect(answers.slice(0, 12).map((answer) => answer.status)).toEqual([...Array(8).fill(201), ...Array(4).fill(200)]);
    expect(await history(token)).toHaveLength(8);
  });

  test("saving while one clears: after the receipt nothing is there, and no save is acknowledged any more", async () => {
    const token = await start();
    await save(service.call, token, 1);
    const [receipt] = await Promise.all([
      clear(service.call, token),
      ...writers(8).map((writer) => append(callOf(writer), token, `w${writer}`)),
    ]);
    expect([receipt?.status, receipt?.body.statement?.found]).toEqual([200, noItems]);
    expect((await append(service.call, token, "late")).status).toBe(410);
    const again = await clear(service.call, token);
    expect(again.text).toEqual(receipt?.text);
  });
});

type Step = { readonly writer: number; readonly kind: "save" | "append" | "repeat" | "read"; readonly back: number };
type Acknowledged = Map<number, string>;

const act = async (token: TokenAnswer, step: Step, at: { readonly content: string; readonly acknowledged: Acknowledged }) => {
  const call = callOf(step.writer);
  const current = at.acknowledged.size;
  const old = Math.max(1, current - step.back);
  const steps = {
    read: () => get(call, token),
    append: () => append(call, token, at.content),
    save: () => save(call, token, [current + 1, at.content]),
    repeat: () => save(call, token, [old, at.acknowledged.get(old) ?? at.content]),
  };
  return { answer: await steps[step.kind](), content: at.content };
};

const runBatch = async (token: TokenAnswer, batch: readonly Step[], acknowledged: Acknowledged): Promise<void> => {
  const results = await Promise.all(batch.map((step) => act(token, step, { content: `t${Math.random()}`, acknowledged })));
  const outcomes = results.map(({ answer }) => problemOf(answer) || String(answer.status));
  expect(outcomes.filter((outcome) => !["200", "201", "turn-conflict"].includes(outcome))).toEqual([]);
  for (const { answer, content } of results) if (answer.status === 201) acknowledged.set(answer.body.turn ?? 0, content);
  expect((await history(token)).map(({ turn, content }) => [turn, content])).toEqual([...acknowledged].sort(([a], [b]) => a - b));
};

test("any interleaving of saves, appends, repeats and reads keeps every acknowledged turn and nothing else, in order", async () => {
  const step = fc.record({ writer: fc.nat(2), kind: fc.constantFrom("save", "append", "repeat", "read"), back: fc.nat(3) });
  const batches = fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(batches, async (script) => {
      const token = await start();
      const acknowledged: Acknowledged = new Map();
      for (const batch of script) await runBatch(token, batch as readonly Step[], acknowledged);
      expect([...acknowledged.keys()].sort((a, b) => a - b)).toEqual(writers(acknowledged.size).map((index) => index + 1));
    }),
    { numRuns: 20 },
  );
}, 240_000);
