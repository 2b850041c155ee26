import { GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { TokenAnswer } from "../../shared/contract/token.ts";
import type { Tenant } from "../../shared/domain/identity/tenant.ts";
import { conversationKey, sortKeys } from "../../shared/io/keys.ts";
import { append, clear, contents, get, issue, problemOf, save } from "../conversation-steps.ts";
import type { Call } from "../gateway.ts";
import { type Service, startService } from "../service.ts";

let service: Service;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.stop());

const start = (tenant: 0 | 1 | 2 = 0) => issue(service.call, service.tenants[tenant].secretKey);
const newest = async (token: TokenAnswer, call: Call = service.call) => contents(await get(call, token)).at(-1);
const setPolicy = async (tenant: 0 | 1 | 2, dlp: Partial<Tenant["dlp"]>) => {
  const { tenantId } = service.tenants[tenant];
  const present = await service.registry.find(tenantId);
  if (present !== undefined) await service.rewriteTenant(tenantId, { dlp: { ...present.dlp, ...dlp } });
};
const keyOf = (token: TokenAnswer) => ({
  pk: { S: conversationKey({ tenantId: service.tenants[0].tenantId, conversationId: token.conversationId }) },
  sk: { S: sortKeys.aliases },
});
const storedBook = async (token: TokenAnswer) =>
  (
    await service.dynamo.send(
      new GetItemCommand({ TableName: service.ports.tables.summaries, Key: keyOf(token), ConsistentRead: true }),
    )
  ).Item;

describe("pseudonyms", () => {
  test("are the same for the same value in every turn and in every process, and begin anew with each conversation", async () => {
    const token = await start();
    const elsewhere = await service.elsewhere();
    await save(service.call, token, [1, "call 415-555-0132 or mail ada@example.org"]);
    await save(elsewhere, token, [2, "not (415) 555-0132, take 415-555-0177"]);
    await save(service.call, token, [3, "ADA@example.org it is, 415.555.0177 at night"]);
    expect(contents(await get(elsewhere, token))).toEqual([
      "call [PHONE_1] or mail [EMAIL_1]",
      "not [PHONE_1], take [PHONE_2]",
      "[EMAIL_1] it is, [PHONE_2] at night",
    ]);
    const other = await start();
    await save(service.call, other, [1, "415-555-0177"]);
    expect(await newest(other)).toBe("[PHONE_1]");
  });

  test("of writers that race are given once each, whoever comes first", async () => {
    const token = await start();
    const processes = [service.call, await service.elsewhere(), await service.elsewhere()];
    const numbers = Array.from({ length: 12 }, (_, index) => `415-555-01${10 + (index % 6)}`);
    const answers = await Promise.all(
      numbers.map((number, index) => append(processes[index % 3] as Call, token, [`k${index}`, `${number} and 415-555-0100`])),
    );
    expect(answers.map(({ status }) => status)).toEqual(numbers.map(() => 201));
    const texts = contents(await get(service.call, token, "?recent=20"));
    const byTurn = answers.map(({ body }, index) => [numbers[index], texts[(body.turn ?? 0) - 1]?.split(" and ")] as const);
    const aliases = new Map(byTurn.map(([number, parts]) => [number, parts?.[0]]));
    expect(byTurn.every(([number, parts]) => parts?.[0] === aliases.get(number))).toBe(true);
    expect(new Set([...aliases.values(), ...byTurn.map(([, parts]) => parts?.[1])]).size).toBe(7);
  });

  test("go with the conversation", async () => {
    const token = await start();
    await save(service.call, token, [1, "mail ada@example.org"]);
    expect(await storedBook(token)).toBeDefined();
    await clear(service.call, token);
    expect(await storedBook(token)).toBeUndefined();
  });

  test("are refused rather than guessed when an older book was put back, or the book is gone", async () => {
    const token = await start();
    await save(service.call, token, [1, "mail ada@example.org"]);
    const older = await storedBook(token);
    await save(service.call, token, [2, "mail bo@example.org"]);
    await service.dynamo.send(new PutItemCommand({ TableName: service.ports.tables.summaries, Item: older }));
    const fresh = await service.elsewhere();
    const answer = await save(fresh, token, [3, "mail cy@example.org"]);
    expect([answer.status, problemOf(answer)]).toEqual([500, "integrity-violation"]);
  });
});

describe("what the assistant asked", () => {
  test("labels the answer in the next call, in another process", async () => {
    const token = await start();
    const elsewhere = await service.elsewhere();
    const asking = { messages: [{ role: "assistant", content: "Thank you. And what is your date of birth?" }] };
    await service.call(`PUT /v1/conversations/${token.conversationId}/turns/1`, { token: token.accessToken, body: asking });
    await save(elsewhere, token, [2, "4/12"]);
    await save(elsewhere, token, [3, "4/12"]);
    expect(contents(await get(service.call, token)).slice(1)).toEqual(["[DOB_1]", "4/12"]);
  });
});

describe("a tenant's policy", () => {
  test("decides type by type, and is good for the next call", async () => {
    await setPolicy(1, { profile: "strict", operators: { EMAIL_ADDRESS: "allow", PHONE_NUMBER: "hash" } });
    const token = await start(1);
    const answer = await save(service.call, token, [1, "mail ada@example.org, call 415-555-0132, ssn 219-09-9998"]);
    expect(answer.body.scrubbed).toEqual({ PHONE_NUMBER: 1, US_SSN: 1 });
    expect(await newest(token)).toMatch(/^mail ada@example\.org, call \[PHONE:[a-p]{12}\], ssn \[SSN\]$/);
  });

  test("refuses what it blocks with the types, and stores nothing", async () => {
    await setPolicy(1, { profile: "safe-harbor", operators: { US_SSN: "block" } });
    const token = await start(1);
    const answer = await save(service.call, token, [1, "my ssn is 219-09-9998"]);
    expect([answer.status, problemOf(answer), (answer.body as { types?: unknown }).types]).toEqual([
      422,
      "message-blocked",
      ["US_SSN"],
    ]);
    expect((await get(service.call, token)).body.turn).toBe(0);
  });

  test("finds the tenant's own ids by its own patterns", async () => {
    await setPolicy(2, { patterns: [{ name: "WARD_CODE", pattern: "WX[0-9]{2}-[a-z]{3}" }] });
    const token = await start(2);
    await save(service.call, token, [1, "file WX41-qrs please"]);
    expect(await newest(token)).toBe("file [ID_1] please");
  });
});
