import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import type { TokenAnswer } from "../../../shared/contract/token.ts";
import { clear, get, problemOf, save } from "../../conversation-steps.ts";
import { injectFaults, seededRandom } from "../../faults.ts";
import type { Answer, Call } from "../../gateway.ts";
import { type Service, startService, type TestTenant } from "../../service.ts";
import { liveLeases, storedHeads, storedLeases } from "../../session-steps.ts";

let service: Service;
let calls: readonly Call[];
let tenant: TestTenant;
let tenantNumber = 0;
beforeAll(async () => {
  service = await startService();
  calls = [service.call, ...(await Promise.all(Array.from({ length: 4 }, () => service.elsewhere())))];
});
afterAll(() => service.stop());

const limitTo = (maxConcurrent: number) => service.rewriteTenant(tenant.tenantId, { sessions: { maxConcurrent } });

/** Each test has a pool of its own: of a new tenant, with 50 slots. */
beforeEach(async () => {
  tenant = await service.addTenant(`pool-${tenantNumber++}`);
  await limitTo(50);
});

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);
const callOf = (number: number): Call => calls[number % calls.length] ?? service.call;
/** A call, made again where the emulator was too busy to answer in time: the same call has the same effect once. */
const untilAnswered = async (call: () => Promise<Answer>): Promise<Answer> => {
  const answer = await call();
  return answer.status === 503 ? untilAnswered(call) : answer;
};
const startAt = (number: number): Promise<Answer> => {
  const startedAt = new Date(service.clock.ms).toISOString();
  const body = { subject: `p-${number}`, startedAt, clientNonce: `${Math.random()}`.slice(2) };
  return untilAnswered(() => callOf(number)("POST /v1/tokens", { token: tenant.secretKey, body }));
};
const startMany = (count: number): Promise<readonly Answer[]> => Promise.all(numbers(count).map(startAt));
const started = (answers: readonly Answer[]): readonly TokenAnswer[] =>
  answers.filter(({ status }) => status === 201).map(({ body }) => body as TokenAnswer);
const live = () => liveLeases(service, tenant.tenantId);
const holders = async () => new Set((await live()).map(({ conversationId }) => conversationId));
/** How many calls had which status or problem. */
const outcomes = (answers: readonly Answer[]): Readonly<Record<string, number>> => {
  const counts = new Map<string, number>();
  for (const answer of answers) {
    const outcome = problemOf(answer) || String(answer.status);
    counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  }
  return Object.fromEntries(counts);
};

describe("at a limit of 50", () => {
  test("200 starts at once in five processes: exactly 50 leases and 150 refusals, and the 50 go on", async () => {
    const answers = await startMany(200);
    expect(outcomes(answers)).toEqual({ 201: 50, "session-limit": 150 });
    const tokens = started(answers);
    expect(await holders()).toEqual(new Set(tokens.map(({ conversationId }) => conversationId)));
    expect(await live()).toHaveLength(50);
    for (const answer of answers.filter(({ status }) => status !== 201)) {
      expect(Number(answer.headers["Retry-After"])).toBe(answer.body.retryAfterSeconds);
      expect(answer.body.retryAfterSeconds).toBeGreaterThanOrEqual(1);
      expect(answer.body.retryAfterSeconds).toBeLessThanOrEqual(60);
    }
    const saves = await Promise.all(tokens.map((token, index) => save(callOf(index), token, 1)));
    expect(saves.map(({ status }) => status)).toEqual(Array(50).fill(201));
  }, 240_000);

  test("a refused start leaves nothing behind: no lease, no conversation, and the same start succeeds later", async () => {
    const tokens = started(await startMany(50));
    const body = { subject: "late", startedAt: new Date(service.clock.ms).toISOString(), clientNonce: "n" };
    const refused = await service.call("POST /v1/tokens", { token: tenant.secretKey, body });
    expect(problemOf(refused)).toBe("session-limit");
    expect(await storedLeases(service, tenant.tenantId)).toHaveLength(50);
    await clear(calls[1] ?? service.call, tokens[0] as TokenAnswer);
    service.clock.ms += Number(refused.headers["Retry-After"]) * 1000;
    const again = await service.call("POST /v1/tokens", { token: tenant.secretKey, body });
    expect([again.status, (await live()).length]).toEqual([201, 50]);
  }, 240_000);

  test("the same start again takes no second slot, also when the pool is full", async () => {
    const body = { subject: "same", startedAt: new Date(service.clock.ms).toISOString(), clientNonce: "n" };
    const start = (number: number) => callOf(number)("POST /v1/tokens", { token: tenant.secretKey, body });
    const first = await Promise.all(numbers(12).map(start));
    expect(first.map(({ status }) => status)).toEqual(Array(12).fill(201));
    expect(await live()).toHaveLength(1);
    await startMany(60);
    expect((await start(1)).status).toBe(201);
    expect(await live()).toHaveLength(50);
  }, 240_000);
});

/** What holds at every moment: no slot at or above the limit counts, none counts twice, and each one's conversation is there. */
const expectSound = async (limit: number) => {
  const [leases, heads] = [await live(), await storedHeads(service, tenant.tenantId)];
  const inPool = leases.filter(({ slot }) => slot < limit);
  expect(inPool.length).toBeLessThanOrEqual(limit);
  expect(new Set(leases.map(({ conversationId }) => conversationId)).size).toBe(leases.length);
  const known = new Map(heads.map((head) => [head.conversationId, head]));
  expect(leases.filter(({ conversationId, slot }) => known.get(conversationId)?.lease?.slot !== slot)).toEqual([]);
  return inPool.length;
};

const byServer = (token: TokenAnswer): TokenAnswer => ({ ...token, accessToken: tenant.secretKey });
const saveNext = async (token: TokenAnswer, number: number): Promise<string> => {
  const { turn = 0 } = (await untilAnswered(() => get(callOf(number), byServer(token)))).body;
  return problemOf(await untilAnswered(() => save(callOf(number), byServer(token), turn + 1)));
};
const clearOne = async (token: TokenAnswer, number: number): Promise<string> =>
  problemOf(await untilAnswered(() => clear(callOf(number), byServer(token))));

/** Starts, uses and ends at once; how many starts were refused. */
const turmoil = async (using: readonly TokenAnswer[], ending: readonly TokenAnswer[]) => {
  const [answers, ...others] = await Promise.all([startMany(30), ...using.map(saveNext), ...ending.map(clearOne)]);
  const { 201: count = 0, "session-limit": refused = 0, ...unexpected } = outcomes(answers);
  expect([others.filter((problem) => problem !== ""), unexpected]).toEqual([[], {}]);
  expect(count + refused).toBe(30);
  return { tokens: started(answers), refused };
};

describe("while leases run out, are renewed and given back", () => {
  test("there are never more than 50, no start is refused below, and no conversation is refused", async () => {
    const [steps, random] = [seededRandom(20_261_102), seededRandom(7)];
    const tokens: TokenAnswer[] = [];
    let startedInAll = 0;
    for (let round = 0; round < 8; round += 1) {
      service.clock.ms += Math.floor(steps() * 40) * 60_000 + 2000;
      const ending = tokens.splice(0, Math.floor(random() * 8));
      const found = await turmoil(
        tokens.filter(() => random() < 0.4),
        ending,
      );
      tokens.push(...found.tokens);
      startedInAll += found.tokens.length;
      expect((await expectSound(50)) + ending.length).toBeGreaterThanOrEqual(found.refused > 0 ? 50 : 0);
    }
    expect(startedInAll).toBeGreaterThan(50);
  }, 120_000);

  test("a limit that is lowered or raised decides the next start; those who are there go on", async () => {
    const first = started(await startMany(50));
    await limitTo(20);
    expect(outcomes(await startMany(10))).toEqual({ "session-limit": 10 });
    expect(await expectSound(20)).toBe(20);
    expect(new Set(await Promise.all(first.map(saveNext)))).toEqual(new Set([""]));
    const inPool = (await live()).filter(({ slot }) => slot < 20).map(({ conversationId }) => conversationId);
    await Promise.all(first.filter(({ conversationId }) => inPool.slice(0, 5).includes(conversationId)).map(clearOne));
    service.clock.ms += 1000;
    expect(outcomes(await startMany(9))).toEqual({ 201: 5, "session-limit": 4 });
    await limitTo(70);
    const { length } = await live();
    expect(length).toBe(50);
    expect(outcomes(await startMany(30))).toEqual({ 201: 20, "session-limit": 10 });
    expect(await expectSound(70)).toBe(70);
  }, 240_000);

  test("a holder above a lowered limit moves below it when its lease is due and there is room", async () => {
    const first = started(await startMany(50));
    await limitTo(49);
    const above = (await live()).find(({ slot }) => slot === 49);
    const inside = first.filter(({ conversationId }) => conversationId !== above?.conversationId);
    await Promise.all(inside.slice(0, 3).map(clearOne));
    service.clock.ms += 31 * 60_000;
    const moving = first.filter(({ conversationId }) => conversationId === above?.conversationId);
    for (const token of moving) expect((await save(service.call, byServer(token), 1)).status).toBe(201);
    const slots = (await storedHeads(service, tenant.tenantId))
      .filter((head) => head.conversationId === above?.conversationId)
      .map((head) => head.lease?.slot);
    expect([slots.length, (slots[0] ?? 50) < 49]).toEqual([1, true]);
  }, 240_000);
});

test("where storage throttles and answers are lost, every start leaves one lease or nothing at all", async () => {
  const faulty = await service.elsewhere();
  const count = { throttled: 0, answerLost: 0 };
  const random = seededRandom(7);
  injectFaults(service.dynamo, { rates: { throttled: 0.05, answerLost: 0.1 }, random, count });
  const tryOnce = (number: number) =>
    faulty("POST /v1/tokens", { token: tenant.secretKey, body: { subject: `p-${number}`, clientNonce: "n" } });
  const answers = await Promise.all(numbers(100).map(tryOnce));
  service.dynamo.middlewareStack.remove("faults");
  expect(count.answerLost).toBeGreaterThan(10);
  const heads = await storedHeads(service, tenant.tenantId);
  expect(await expectSound(50)).toBe(heads.length);
  const holding = await holders();
  expect(started(answers).filter(({ conversationId }) => !holding.has(conversationId))).toEqual([]);
  expect(heads.length).toBeGreaterThanOrEqual(started(answers).length);
}, 240_000);
