import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { localDynamo } from "../../local/dynamo.ts";
import { tableNames } from "../../shared/io/keys.ts";
import { type RateLimiter, type RateQuestion, rateLimiter } from "../../shared/io/rate-limiter.ts";
import { startEmulator, type TestEmulator } from "./emulator.ts";

let emulator: TestEmulator;
let dynamo: DynamoDBClient;
let nowMs = 0;
/** How many requests each counter got. */
let requests = new Map<string, number>();

beforeAll(async () => {
  emulator = await startEmulator();
  dynamo = localDynamo(emulator.endpoint);
  dynamo.middlewareStack.add(
    (next) => async (args) => {
      const { Key } = args.input as { readonly Key?: { readonly pk: { readonly S: string } } };
      const name = Key?.pk.S ?? "";
      requests.set(name, (requests.get(name) ?? 0) + 1);
      return next(args);
    },
    { step: "initialize", name: "count" },
  );
});
afterAll(async () => {
  dynamo.destroy();
  await emulator.stop();
});

let tenant = 0;
beforeEach(() => {
  tenant += 1;
  // The beginning of a minute, in the middle of the 32 that share an item.
  nowMs = (1_000_000 * 32 + 16) * 60_000;
  requests = new Map();
});

const newProcess = (): RateLimiter => rateLimiter({ dynamo, tables: tableNames("local"), now: () => nowMs });
const wholeTenant = (calls: number): RateQuestion => ({
  identity: [`tenant-${tenant}`, "tenant"],
  limit: { calls, windowSeconds: 60 },
  isShared: true,
});
const passes = async (process: RateLimiter, question: RateQuestion): Promise<boolean> => {
  const [standing] = await process.count([question]);
  return standing?.retryAfterSeconds === 0;
};
/** How many of so many calls pass, `together` of them at the same time. */
const passed = async (calls: number, together: number, call: (n: number) => Promise<boolean>): Promise<number> => {
  let count = 0;
  for (let n = 0; n < calls; n += together) {
    const results = await Promise.all(Array.from({ length: together }, (_, index) => call(n + index)));
    count += results.filter(Boolean).length;
  }
  return count;
};
const sent = (): number => [...requests.values()].reduce((sum, each) => sum + each, 0);

describe("a limit that a crowd shares", () => {
  test("lets exactly as many calls of one process pass as it says, one after the other", async () => {
    const process = newProcess();
    expect(await passed(130, 1, () => passes(process, wholeTenant(100)))).toBe(100);
  });

  test("lets exactly as many of 200 calls at once pass as it says", async () => {
    const process = newProcess();
    expect(await passed(200, 200, () => passes(process, wholeTenant(50)))).toBe(50);
  });

  test("is exact over shards, too", async () => {
    const process = newProcess();
    expect(await passed(13_100, 100, () => passes(process, wholeTenant(13_000)))).toBe(13_000);
    expect(requests.size).toBe(3);
  }, 120_000);

  test("never lets one more pass over many processes, and few fewer", async () => {
    const processes = Array.from({ length: 20 }, newProcess);
    const count = await passed(3000, 100, (n) => passes(processes[n % 20] ?? newProcess(), wholeTenant(2000)));
    expect(count).toBeLessThanOrEqual(2000);
    expect(count).toBeGreaterThan(1940);
  }, 120_000);

  test("costs a busy process few requests, spread evenly", async () => {
    const process = newProcess();
    expect(await passed(3200, 1, () => passes(process, wholeTenant(600_000)))).toBe(3200);
    expect(sent()).toBeLessThan(120);
    expect(Math.max(...requests.values())).toBeLessThanOrEqual(3);
  });

  test("has room again when the crowd's calls lie a minute back", async () => {
    const process = newProcess();
    expect(await passed(40, 1, () => passes(process, wholeTenant(30)))).toBe(30);
    nowMs += 90_000;
    expect(await passed(40, 1, () => passes(process, wholeTenant(30)))).toBe(15);
    nowMs += 120_000;
    expect(await passed(40, 1, () => passes(process, wholeTenant(30)))).toBe(30);
  });
});

describe("a call that is counted for several things", () => {
  const own: RateQuestion = { identity: ["a", "subject", "s"], limit: { calls: 3, windowSeconds: 60 } };

  test("sends all its requests at once", async () => {
    let underWay = 0;
    let most = 0;
    dynamo.middlewareStack.add(
      (next) => async (args) => {
        underWay += 1;
        most = Math.max(most, underWay);
        return next(args).finally(() => {
          underWay -= 1;
        });
      },
      { step: "initialize", name: "under-way" },
    );
    await newProcess().count([own, wholeTenant(100)]);
    dynamo.middlewareStack.remove("under-way");
    expect([sent(), most]).toEqual([2, 2]);
  });

  test("is counted for none of them when one of them is known to be over", async () => {
    const process = newProcess();
    const subject = { ...own, identity: ["a", "subject", `flooding-${tenant}`] };
    expect(await passed(5, 1, () => passes(process, subject))).toBe(3);
    const before = sent();
    const standings = await process.count([subject, wholeTenant(100)]);
    expect(standings.map((standing) => standing.retryAfterSeconds > 0)).toEqual([true, false]);
    expect(sent()).toBe(before);
  });
});
