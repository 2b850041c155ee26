import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import type { TokenAnswer } from "../../../shared/contract/token.ts";
import { clear, problemOf, save } from "../../conversation-steps.ts";
import type { Answer, Call } from "../../gateway.ts";
import { type Service, startService, type TestTenant } from "../../service.ts";
import { liveLeases, storedLeases } from "../../session-steps.ts";

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
/** A start, made again where the emulator was too busy to answer in time: the same start gives the same conversation. */
const startAt = async (number: number): Promise<Answer> => {
  const body = {
    subject: `p-${number}`,
    startedAt: new Date(service.clock.ms).toISOString(),
    clientNonce: `${Math.random()}`.slice(2),
  };
  const start = () => callOf(number)("POST /v1/tokens", { token: tenant.secretKey, body });
  let answer = await start();
  while (answer.status === 503) answer = await start();
  return answer;
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
  }, 60_000);

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
  }, 60_000);

  test("the same start again takes no second slot, also when the pool is full", async () => {
    const body = { subject: "same", startedAt: new Date(service.clock.ms).toISOString(), clientNonce: "n" };
    const start = (number: number) => callOf(number)("POST /v1/tokens", { token: tenant.secretKey, body });
    const first = await Promise.all(numbers(12).map(start));
    expect(first.map(({ status }) => status)).toEqual(Array(12).fill(201));
    expect(await live()).toHaveLength(1);
    await startMany(60);
    expect((await start(1)).status).toBe(201);
    expect(await live()).toHaveLength(50);
  }, 60_000);
});
