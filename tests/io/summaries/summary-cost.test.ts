import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { TokenAnswer } from "../../../shared/contract/token.ts";
import { append, get, issue, save } from "../../conversation-steps.ts";
import type { Answer } from "../../gateway.ts";
import { type Service, startService } from "../../service.ts";
import { context, runSummarize, summarize } from "../../summary-steps.ts";

type Spent = { readonly command: string; readonly tables: readonly string[]; readonly units: number; readonly round: number };

let service: Service;
let spent: Spent[] = [];

/** Requests that were sent before the first of them was answered are one round trip. */
const watch = (): void => {
  let round = 0;
  let isAnswered = true;
  service.dynamo.middlewareStack.add(
    (next, { commandName = "" }) =>
      async (args) => {
        Object.assign(args.input, { ReturnConsumedCapacity: "TOTAL" });
        if (isAnswered) round += 1;
        isAnswered = false;
        const sentIn = round;
        const result = await next(args);
        isAnswered = true;
        const { ConsumedCapacity } = result.output as { ConsumedCapacity?: Capacity | Capacity[] };
        const consumed = [ConsumedCapacity ?? []].flat();
        const units = consumed.reduce((sum, each) => sum + (each.CapacityUnits ?? 0), 0);
        const tables = consumed.map(({ TableName = "" }) => TableName.replace("local-", ""));
        spent.push({ command: commandName.replace("Command", ""), tables, units, round: sentIn });
        return result;
      },
    { step: "initialize", name: "watch" },
  );
};
type Capacity = { readonly CapacityUnits?: number; readonly TableName?: string };

beforeAll(async () => {
  service = await startService();
  watch();
});
afterAll(() => service.stop());

/** What a call sends beside the limiter and the tenant's record. */
const spentBy = async (call: () => Promise<unknown>): Promise<readonly Spent[]> => {
  spent = [];
  await call();
  return spent.filter(({ tables }) => !tables.some((table) => ["rate-limits", "tenants"].includes(table)));
};
const units = (requests: readonly Spent[]): number => requests.reduce((sum, each) => sum + each.units, 0);
const commands = (requests: readonly Spent[]): readonly string[] => requests.map(({ command }) => command).sort();
const rounds = (requests: readonly Spent[]): number => new Set(requests.map(({ round }) => round)).size;

const said = [
  "I have been taking metformin 500 mg twice a day since the last appointment and the pain is better",
  "The doctor stopped my lisinopril because of the cough, and I am allergic to penicillin",
  "My blood pressure was 142 over 90 this morning, and I slept badly again after the late shift",
  "I would rather have appointments in the afternoon, and please write to me instead of calling",
];

describe("at turn 50, 200 and 680", () => {
  let token: TokenAnswer;
  let turn = 0;
  const costs: { readonly get: number; readonly save: number }[] = [];

  const fillTo = async (last: number) => {
    token ??= await issue(service.call, service.tenants[0].secretKey);
    for (; turn < last; turn += 1) {
      service.clock.ms += 200;
      const answer: Answer = await append(service.call, token, [`key-${turn}`, `${turn} ${said[turn % said.length]}`]);
      expect(answer.status).toBe(201);
      if (turn % 40 === 39) await runSummarize(service, token);
    }
    await runSummarize(service, token);
  };

  const saveNext = (): Promise<Answer> => {
    turn += 1;
    return save(service.call, token, turn);
  };

  test.each([50, 200, 680])(
    "a summarised conversation is read in one round trip of four requests, and neither GET nor SAVE grows: turn %d",
    async (last) => {
      await fillTo(last);
      await saveNext();
      const saving = await spentBy(() => saveNext());
      expect(commands(saving)).toEqual(["Query", "TransactWriteItems"]);
      await get(service.call, token);
      const reading = await spentBy(() => get(service.call, token));
      expect([commands(reading), rounds(reading)]).toEqual([["PutItem", "Query", "Query", "Query"], 1]);
      costs.push({ get: units(reading), save: units(saving) });
      expect(costs.at(-1)?.save).toBe(costs[0]?.save);
      expect(costs.at(-1)?.get).toBeLessThanOrEqual((costs[0]?.get ?? 0) + 1);
      expect(units(reading.filter(({ command }) => command === "Query"))).toBeLessThanOrEqual(5);
    },
    240_000,
  );

  test("a context is one round trip of four requests, with every turn that is alive", async () => {
    await context(service.call, token, "?query=penicillin");
    const asking = await spentBy(() => context(service.call, token, "?query=penicillin"));
    // The head and alias book are read beside the limiter, for the query's pseudonyms.
    expect(commands(asking)).toEqual(["PutItem", "Query", "Query", "Query", "Query"]);
    expect(rounds(asking)).toBe(2);
  });

  test("the first save after a summary costs a write unit for the index, every other none", async () => {
    const atRest = await spentBy(() => saveNext());
    await summarize(service.call, token);
    const first = await spentBy(() => saveNext());
    const second = await spentBy(() => saveNext());
    expect(units(second)).toBe(units(atRest));
    expect(units(first) - units(second)).toBeLessThanOrEqual(4);
  });

  test("a run in the background is one transaction of head, summary and record, and its cost does not grow with the conversation", async () => {
    const running = await spentBy(() => runSummarize(service, token));
    expect(commands(running).filter((command) => command === "TransactWriteItems")).toHaveLength(1);
    expect(units(running)).toBeLessThanOrEqual(40);
  });
});
