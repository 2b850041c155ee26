import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { injectFaults, seededRandom } from "../faults.ts";
import { refreshStorm } from "../refresh-storm.ts";
import { type Service, startService } from "../service.ts";

let service: Service;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.stop());

test("refreshes succeed in 99.9 % and more while storage throttles and answers are lost", async () => {
  const seed = 20_261_123;
  const count = { throttled: 0, answerLost: 0 };
  injectFaults(service.dynamo, { rates: { throttled: 0.02, answerLost: 0.02 }, random: seededRandom(seed), count });
  const [{ secretKey }] = service.tenants;
  const storm = {
    calls: [service.call] as const,
    secretKey,
    clock: service.clock,
    seed,
    clients: 50,
    rounds: 20,
    answerLost: 0.03,
  };
  const result = await refreshStorm(storm);
  service.dynamo.middlewareStack.remove("faults");
  expect(Math.min(count.throttled, count.answerLost, result.retries)).toBeGreaterThan(0);
  expect([result.wanted, result.unusable]).toEqual([1000, 0]);
  expect(result.succeeded / result.wanted).toBeGreaterThanOrEqual(0.999);
}, 300_000);
