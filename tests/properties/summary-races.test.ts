import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { append, clear, get, issue } from "../conversation-steps.ts";
import { injectFaults, seededRandom } from "../faults.ts";
import { type Service, startService } from "../service.ts";
import { runSummarize, runSweep, storedVersions, summarize } from "../summary-steps.ts";

let service: Service;
const count = { throttled: 0, answerLost: 0 };
const rates = { throttled: 0, answerLost: 0 };

beforeAll(async () => {
  service = await startService();
  injectFaults(service.dynamo, { rates, random: seededRandom(4711), count });
});
afterAll(() => service.stop());

/** A step again until storage lets it through. */
const persistently = async <Result>(step: () => Promise<Result>, isDone: (result: Result) => boolean): Promise<Result> => {
  for (;;) {
    const result = await step().catch(() => undefined);
    if (result !== undefined && isDone(result)) return result;
  }
};

test("summaries that race with saves and with each other, while storage throttles and loses answers, lose no turn and stop none", async () => {
  const token = await issue(service.call, service.tenants[0].secretKey);
  Object.assign(rates, { throttled: 0.02, answerLost: 0.02 });
  const writers = Array.from({ length: 4 }, async (_, writer) => {
    for (let turn = 0; turn < 15; turn += 1) {
      const save = () => append(service.call, token, [`w${writer}-${turn}`, `I take ${writer}${turn}0 mg of metformin.`]);
      await persistently(save, ({ status }) => status === 201 || status === 200);
    }
  });
  const runs = Array.from({ length: 12 }, async () => {
    await runSummarize(service, token).catch(() => undefined);
  });
  await Promise.all([...writers, ...runs]);
  const { body } = await persistently(
    () => summarize(service.call, token),
    ({ status }) => status === 200,
  );
  Object.assign(rates, { throttled: 0, answerLost: 0 });
  expect(body.through).toBe(60);
  expect((await get(service.call, token)).body).toMatchObject({ turn: 60, summary: body.summary });
  const versions = await storedVersions(service, token);
  const newest = body.version ?? 0;
  expect(versions.map(({ version }) => version)).toEqual([newest, newest - 1, newest - 2].filter((each) => each > 0));
  expect(versions.map(({ through }) => through)).toEqual(
    versions.map(({ through }) => through).toSorted((one, other) => other - one),
  );
  expect(count.throttled + count.answerLost).toBeGreaterThan(5);
}, 120_000);

test("a summary that learned while more was said covers what there was when it began, and the rest stays due", async () => {
  const token = await issue(service.call, service.tenants[0].secretKey);
  await append(service.call, token, "first");
  const { createHandler } = await import("../../functions/conversation-summarize.ts");
  const { lateMemory } = await import("../../shared/late-memory.ts");
  const needs = service.anew();
  const engine = lateMemory(needs);
  let lessons = 0;
  const learn: typeof engine.learn = async (lesson) => {
    lessons += 1;
    await append(service.call, token, `meanwhile-${lessons}`);
    return engine.learn(lesson);
  };
  const errand = { tenantId: service.tenants[0].tenantId, conversationId: token.conversationId };
  await createHandler({ ...needs, memoryEngine: { ...engine, learn } })(errand, { awsRequestId: "run" });
  expect([lessons, (await storedVersions(service, token)).map(({ through }) => through)]).toEqual([1, [1]]);
  service.clock.ms += 16 * 60_000;
  expect((await runSweep(service)).map(({ conversationId }) => conversationId)).toContain(token.conversationId);
});

test("summaries that race with a clear leave nothing behind", async () => {
  for (let round = 0; round < 5; round += 1) {
    const token = await issue(service.call, service.tenants[0].secretKey);
    await append(service.call, token, "something");
    await Promise.all([runSummarize(service, token), clear(service.call, token), runSummarize(service, token)]);
    const again = await clear(service.call, { ...token, accessToken: service.tenants[0].secretKey });
    expect(again.body.statement).toMatchObject({ deleted: { turns: 1, keys: 1 }, found: { turns: 0, summaries: 0, keys: 0 } });
  }
});
