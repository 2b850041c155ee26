import { type FaultCount, type FaultRates, injectFaults, seededRandom } from "../tests/faults.ts";
import { gatewayOf } from "../tests/gateway.ts";
import { refreshStorm } from "../tests/refresh-storm.ts";
import { rounded, type Section } from "./report.ts";
import type { World } from "./world.ts";

/** Each with its own client and so its own budget of retries, as Lambda's processes have. */
const processes = 20;
const clients = 500;
const rounds = 20;
const rates: FaultRates = { throttled: 0.02, answerLost: 0.02 };
const answerLost = 0.03;
const seed = 1;
const atLeastPercent = 99.9;

/** How many of 10,000 refreshes succeed while storage throttles and answers are lost on both of their ways. */
export const refreshSuccess = async (world: World): Promise<Section> => {
  const random = seededRandom(seed);
  const clock = movingClock(world);
  const faults: FaultCount = { throttled: 0, answerLost: 0 };
  const calls = await Promise.all(Array.from({ length: processes }, () => faultyProcess(world, { clock, random, faults })));
  const [first, ...others] = calls;
  if (first === undefined) throw new Error("no process");
  const { secretKey } = world;
  const result = await refreshStorm({ calls: [first, ...others], secretKey, clock, seed, clients, rounds, answerLost });
  delete world.clock.stillAtMs;
  const percent = (result.succeeded / result.wanted) * 100;
  const row = {
    refreshes: result.wanted,
    succeeded: result.succeeded,
    "succeeded %": rounded(percent, 3),
    "tried again": result.retries,
    "requests throttled": faults.throttled,
    "storage answers lost": faults.answerLost,
    "at least %": atLeastPercent,
    verdict: percent >= atLeastPercent ? "ok" : "OVER",
  };
  return { title: `Refreshes that succeed: ${clients} clients, ${rounds} rounds, faults injected`, rows: [row] };
};

type Given = { readonly clock: { ms: number }; readonly random: () => number; readonly faults: FaultCount };

const faultyProcess = (world: World, { clock, random, faults }: Given) => {
  const dynamo = world.bareClient();
  injectFaults(dynamo, { rates, random, count: faults });
  return gatewayOf({ ...world.needs(dynamo), gatewayDelayMs: () => 0 }, clock);
};

/** The world's clock, standing still but for whoever sets it. */
const movingClock = (world: World): { ms: number } => {
  world.clock.stillAtMs = Date.now();
  return {
    get ms() {
      return world.clock.stillAtMs ?? 0;
    },
    set ms(value: number) {
      world.clock.stillAtMs = value;
    },
  };
};
