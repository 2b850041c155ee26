import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { TokenAnswer } from "../../shared/contract/token.ts";
import { append, get, issue, save } from "../conversation-steps.ts";
import type { Answer, Call } from "../gateway.ts";
import { type Service, startService } from "../service.ts";

type Spent = { readonly command: string; readonly table: string; readonly units: number; readonly round: number };

let service: Service;
let spent: Spent[] = [];
let elsewhere: Call;

/** Requests that were sent before the first of them was answered are one round trip. */
const watch = (): void => {
  let round = 0;
  let answeredSinceSend = true;
  service.dynamo.middlewareStack.add(
    (next, context) => async (args) => {
      Object.assign(args.input, { ReturnConsumedCapacity: "TOTAL" });
      if (answeredSinceSend) round += 1;
      answeredSinceSend = false;
      const sentIn = round;
      const result = await next(args);
      answeredSinceSend = true;
      const { ConsumedCapacity } = result.output as {
        ConsumedCapacity?: { CapacityUnits?: number; TableName?: string } | { CapacityUnits?: number; TableName?: string }[];
      };
      const consumed = [ConsumedCapacity ?? []].flat();
      const units = consumed.reduce((sum, each) => sum + (each.CapacityUnits ?? 0), 0);
      spent.push({
        command: context.commandName ?? "",
        table: consumed.map((each) => each.TableName?.replace("local-", "")).join("+"),
        units,
        round: sentIn,
      });
      return result;
    },
    { step: "initialize", name: "watch" },
  );
};

beforeAll(async () => {
  service = await startService();
  elsewhere = await service.elsewhere();
  watch();
});
afterAll(() => service.stop());

/** What a call sends after the limiter has answered, and what it costs. */
const costOf = async (
  call: () => Promise<Answer>,
): Promise<{ readonly answer: Answer; readonly limiter: readonly Spent[]; readonly rest: readonly Spent[] }> => {
  spent = [];
  const answer = await call();
  const isLimiter = (each: Spent) => each.table === "rate-limits" || each.table === "tenants";
  return { answer, limiter: spent.filter(isLimiter), rest: spent.filter((each) => !isLimiter(each)) };
};

const commands = (rest: readonly Spent[]): readonly string[] => rest.map((each) => each.command.replace("Command", "")).sort();
const tablesOf = (rest: readonly Spent[]): readonly string[] => rest.map(({ table }) => table).sort();
const units = (rest: readonly Spent[]): number => rest.reduce((sum, each) => sum + each.units, 0);
const roundOf = (rest: readonly Spent[], command: string): readonly number[] =>
  rest.filter((each) => each.command === command).map((each) => each.round);
const rounds = (rest: readonly Spent[]): number => new Set(rest.map((each) => each.round)).size;
const sentence = "I have been taking the tablets twice a day since the last appointment and the pain is better";

describe("at turn 10, 100 and 1,000", () => {
  let token: TokenAnswer;
  const measured: { readonly get: number; readonly save: number }[] = [];

  const fillTo = async (turn: number) => {
    for (let next = ((await get(service.call, token)).body.turn ?? 0) + 1; next <= turn; next += 1) {
      service.clock.ms += 200;
      expect((await append(service.call, token, [`key-${next}`, `${next} ${sentence}`])).status).toBe(201);
    }
  };

  test.each([10, 100, 1000])(
    "GET is one round trip of four requests at once and SAVE one transaction, after the limiter: turn %d",
    async (turn) => {
      token ??= await issue(service.call, service.tenants[0].secretKey);
      await fillTo(turn - 1);
      await get(service.call, token);
      const saving = await costOf(() => save(service.call, token, [turn, `${turn} ${sentence}`]));
      expect(saving.answer.status).toBe(201);
      expect([saving.limiter.length, commands(saving.rest)]).toEqual([1, ["Query", "TransactWriteItems"]]);
      expect(roundOf(saving.rest, "QueryCommand")).toEqual(roundOf(saving.limiter, "UpdateItemCommand"));
      expect(units(saving.rest)).toBeLessThanOrEqual(8);
      const reading = await costOf(() => get(service.call, token));
      expect([reading.answer.body.turns?.length, reading.limiter.length]).toEqual([10, 1]);
      expect([commands(reading.rest), rounds(reading.rest)]).toEqual([["PutItem", "Query", "Query", "Query"], 1]);
      // The ledger is written and asked within that round trip: nothing of it comes in series.
      expect(tablesOf(reading.rest)).toEqual(["audit-events", "audit-events", "conversation-summaries", "recent-messages"]);
      const reads = reading.rest.filter((each) => each.command === "QueryCommand");
      expect(units(reads)).toBeLessThanOrEqual(4);
      measured.push({ get: units(reading.rest), save: units(saving.rest) });
      expect(measured.at(-1)).toEqual(measured[0]);
    },
    120_000,
  );
});

test("a process that never saw the conversation reads head and key while the limiter counts, then needs the same", async () => {
  const token = await issue(service.call, service.tenants[1].secretKey);
  await save(service.call, token, 1);
  const saving = await costOf(() => save(elsewhere, token, 2));
  expect(commands(saving.rest)).toEqual(["GetItem", "Query", "TransactWriteItems"]);
  const early = saving.rest.filter((each) => each.command !== "TransactWriteItemsCommand");
  expect(early.map((each) => each.round)).toEqual(early.map(() => roundOf(saving.limiter, "UpdateItemCommand")[0]));
  const another = await service.elsewhere();
  const reading = await costOf(() => get(another, token));
  expect(commands(reading.rest)).toEqual(["GetItem", "PutItem", "Query", "Query", "Query"]);
  expect(units(reading.rest.filter((each) => each.command !== "PutItemCommand"))).toBeLessThanOrEqual(4);
});

test("a caller over the limit costs nothing any more", async () => {
  const token = await issue(service.call, service.tenants[2].secretKey);
  const { registry } = service;
  const tenant = await registry.find(service.tenants[2].tenantId);
  await service.rewriteTenant(service.tenants[2].tenantId, { limits: { ...tenant?.limits, callsPerMinute: 3 } as never });
  service.clock.ms = Math.ceil(service.clock.ms / 60_000) * 60_000 + 120_000;
  const statuses: number[] = [];
  for (const _ of [1, 2, 3, 4]) statuses.push((await get(service.call, token)).status);
  expect(statuses).toEqual([200, 200, 200, 429]);
  const blocked = await costOf(() => get(service.call, token));
  expect([blocked.answer.status, blocked.limiter, blocked.rest]).toEqual([429, [], []]);
  expect(blocked.answer.headers).toMatchObject({ "RateLimit-Policy": '"default";q=3;w=60' });
  const waitSeconds = Number(blocked.answer.headers["Retry-After"]);
  service.clock.ms += waitSeconds * 1000;
  expect((await get(service.call, token)).status).toBe(200);
});
