import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { TokenAnswer } from "../../../shared/contract/token.ts";
import { get, problemOf, save } from "../../conversation-steps.ts";
import type { Answer, Call } from "../../gateway.ts";
import { type Sent, watchRequests } from "../../request-watch.ts";
import { type Service, startService, type TestTenant } from "../../service.ts";
import { liveLeases, putLeases } from "../../session-steps.ts";

let service: Service;
let calls: readonly Call[];
let tenant: TestTenant;
let sent: Sent[];
beforeAll(async () => {
  service = await startService();
  calls = [service.call, await service.elsewhere(), await service.elsewhere(), await service.elsewhere()];
  tenant = await service.addTenant("load-clinic");
  sent = watchRequests(service.dynamo);
});
afterAll(() => service.stop());

const callOf = (number: number): Call => calls[number % calls.length] ?? service.call;
/** A call, made again where the emulator was too busy to answer in time: the same call has the same effect once. */
const untilAnswered = async (call: () => Promise<Answer>): Promise<Answer> => {
  const answer = await call();
  return answer.status === 503 ? untilAnswered(call) : answer;
};
const start = (number: number): Promise<Answer> => {
  const body = { subject: `p-${number}`, startedAt: new Date(service.clock.ms).toISOString(), clientNonce: "n" };
  return untilAnswered(() => callOf(number)("POST /v1/tokens", { token: tenant.secretKey, body }));
};

/** Does something for each, forty at a time. */
const forAll = async <Value>(values: readonly Value[], act: (value: Value, index: number) => Promise<Answer>) => {
  const answers: Answer[] = [];
  for (let from = 0; from < values.length; from += 40) {
    answers.push(...(await Promise.all(values.slice(from, from + 40).map((value, index) => act(value, from + index)))));
  }
  return answers;
};
const outcomes = (answers: readonly Answer[]): ReadonlyMap<string, number> => {
  const groups = Map.groupBy(answers, (answer) => problemOf(answer) || String(answer.status));
  return new Map([...groups].map(([outcome, { length }]) => [outcome, length]));
};
const numbers = (count: number, from = 0) => Array.from({ length: count }, (_, index) => from + index);
const limitTo = (maxConcurrent: number) => service.rewriteTenant(tenant.tenantId, { sessions: { maxConcurrent } });
const live = async () => (await liveLeases(service, tenant.tenantId)).length;

/** Share of the writes that the busiest partition keys of a table take. */
const busiest = (requests: readonly Sent[], isMeant: (place: string) => boolean): number => {
  const places = requests.flatMap(({ writes }) => writes);
  const counts = [...Map.groupBy(places.filter(isMeant), (place) => place).values()].map(({ length }) => length);
  return Math.max(...counts) / places.length;
};

test("1,000 conversations of one tenant start, save and load at a limit of 1,000: none is refused, and no key is hot", async () => {
  await limitTo(1000);
  sent.length = 0;
  const starts = await forAll(numbers(1000), start);
  const tokens = starts.map(({ body }) => body as TokenAnswer);
  const saves = await forAll(tokens, (token, index) => untilAnswered(() => save(callOf(index), token, 1)));
  const loads = await forAll(tokens, (token, index) => untilAnswered(() => get(callOf(index), token)));
  const requests = [...sent];
  expect([starts, saves, loads].map((answers) => answers.filter(({ status }) => status < 300).length)).toEqual([
    1000, 1000, 1000,
  ]);
  expect(await live()).toBe(1000);
  expect(problemOf(await start(1000))).toBe("session-limit");
  // Requests for new tokens are counted exactly, for each key in one item, which for a thousand starts is a thousandfold one.
  expect(busiest(requests, () => true)).toBeLessThan(0.01);
  expect(busiest(requests, (place) => place.startsWith("leases "))).toBeLessThan(0.006);
  const looks = requests.filter(({ command, tables }) => command === "Query" && tables[0] === "leases").length;
  expect(looks).toBeLessThan(3000);
}, 240_000);

test.each([1000, 5000])(
  "at a limit of %d the last hundred places are found by whoever starts, and not one more",
  async (limit) => {
    tenant = await service.addTenant(`large-${limit}`);
    await limitTo(limit);
    const free = new Set(numbers(100).map((index) => Math.floor((index * limit) / 100) + (index % 7)));
    await putLeases(
      service,
      tenant.tenantId,
      numbers(limit).filter((slot) => !free.has(slot)),
    );
    expect(outcomes(await forAll(numbers(100), start))).toEqual(new Map([["201", 100]]));
    expect([await live(), problemOf(await start(101))]).toEqual([limit, "session-limit"]);
  },
  120_000,
);
