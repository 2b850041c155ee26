import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { TokenAnswer } from "../../shared/contract/token.ts";
import { append, contents, get, issue, refresh, save } from "../conversation-steps.ts";
import { type CutOff, cutOffRequest } from "../faults.ts";
import type { Answer, Call } from "../gateway.ts";
import { sealNow, verify } from "../io/ledger/keeping.ts";
import { scanAll, textOfItem } from "../raw-scan.ts";
import { type Service, startService } from "../service.ts";

let service: Service;
let cut: CutOff;
beforeAll(async () => {
  service = await startService();
  cut = cutOffRequest(service.dynamo);
});
afterAll(() => service.stop());

const first = "the canary sings, says Jane Doe of jane@example.com";
const second = "and again at dawn, 212-555-0147";
// Long enough not to stand in random ids by chance.
const plaintext = /canary sings|again at dawn|Jane Doe|jane@example|212-555-0147/;
const tenantId = "north-clinic";

const begun = async (): Promise<TokenAnswer> => {
  const token = await issue(service.call, service.tenants[0].secretKey, { subject: `p-${Math.random()}` });
  expect((await save(service.call, token, [1, first])).status).toBe(201);
  return token;
};

/** `isThere`: what somebody finds of the conversation after the call was repeated with success. */
type Operation = {
  readonly act: (call: Call, token: TokenAnswer) => Promise<Answer>;
  readonly isThere: (token: TokenAnswer, repeated: Answer) => Promise<unknown>;
  readonly expected: unknown;
};

const turnsOf = async (token: TokenAnswer) => contents(await get(service.call, token)).length;

const operations: Readonly<Record<string, Operation>> = {
  save: { act: (call, token) => save(call, token, [2, second]), isThere: turnsOf, expected: 2 },
  append: { act: (call, token) => append(call, token, ["key", second]), isThere: turnsOf, expected: 2 },
  refresh: {
    act: (call, token) => refresh(call, token.refreshToken),
    isThere: async (token, { body }) => turnsOf({ ...token, ...body }),
    expected: 1,
  },
};

/** Every request of a call to storage, the reads too, fails once: the process that made it is gone afterwards. Clear has its own: forgetting.test.ts. */
const eachRequest = async ({ act, isThere, expected }: Operation, isDone: boolean): Promise<number> => {
  cut.requests = 0;
  expect((await act(await service.elsewhere(), await begun())).status).toBeLessThan(300);
  let index = 0;
  for (let isReached = true; isReached; index += 1) {
    const token = await begun();
    const broken = await service.elsewhere();
    Object.assign(cut, { requests: 0, failingAt: index, isDone });
    const answer = await act(broken, token);
    isReached = cut.requests > index;
    cut.failingAt = -1;
    // What was acknowledged before is there, whatever became of this call.
    const between = await get(service.call, token);
    expect([index, between.status, contents(between)[0]]).toEqual([index, 200, expect.stringContaining("sings")]);
    const repeated = await act(service.call, token);
    expect([index, repeated.status < 300, await isThere(token, repeated)]).toEqual([index, true, expected]);
    if (answer.status < 300 && answer.body.turn !== undefined) expect(repeated.body.turn).toBe(answer.body.turn);
  }
  return index - 1;
};

describe.each(Object.entries(operations))("a fault at any request to storage of a %s", (_, operation) => {
  test.each([
    ["refused unseen", false],
    ["done, its answer lost", true],
  ])(
    "that was %s, leaves what was acknowledged readable, and the repeat does what was asked",
    async (__, isDone) => {
      const count = await eachRequest(operation, isDone);
      // A process that knows nothing yet: tenant, limiter, head, key and the transaction at least.
      expect(count).toBeGreaterThanOrEqual(4);
    },
    120_000,
  );
});

test("after all of these faults the ledger verifies, before it is sealed and after, and nothing is stored or logged in clear", async () => {
  expect((await verify(service, tenantId)).findings).toEqual([]);
  expect(await sealNow(service, tenantId)).toMatchObject({ altered: 0, gaps: 0, rolledBack: 0 });
  expect((await verify(service, tenantId)).findings).toEqual([]);
  const items = await scanAll(service);
  expect(items.length).toBeGreaterThan(100);
  expect(items.filter(({ item }) => plaintext.test(textOfItem(item)))).toEqual([]);
  expect(service.logged.filter((line) => plaintext.test(line))).toEqual([]);
});
