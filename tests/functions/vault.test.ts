import { PutItemCommand, ScanCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import type { TokenAnswer } from "../../shared/contract/token.ts";
import { defaultSettings } from "../../shared/domain/identity/tenant.ts";
import { clear, contents, get, issue, problemOf, save } from "../conversation-steps.ts";
import { type Service, startService } from "../service.ts";

let service: Service;
let failing: (command: string) => boolean = () => false;
const value = "(415) 555-0132";
const revealed = (answer: { readonly body: unknown }) => (answer.body as { readonly values?: readonly string[] }).values;

beforeAll(async () => {
  service = await startService();
  const dlp = { ...defaultSettings.dlp, operators: { PHONE_NUMBER: "vault", NAME: "vault" }, revealKeys: ["k-secret"] } as const;
  for (const { tenantId } of service.tenants.slice(0, 2)) await service.rewriteTenant(tenantId, { dlp });
  service.dynamo.middlewareStack.add(
    (next, context) => async (args) => {
      if (failing(context.commandName ?? "")) throw Object.assign(new Error("detail"), { name: "TimeoutError" });
      return next(args);
    },
    { step: "initialize", name: "fail" },
  );
});
afterAll(() => service.stop());
afterEach(() => {
  failing = () => false;
  service.clock.ms += 120_000;
});

const key = () => service.tenants[0].secretKey;
const reveal = (token: TokenAnswer, more: { readonly token?: string; readonly body?: object } = {}) =>
  service.call(`POST /v1/conversations/${token.conversationId}/vault/reveal`, {
    token: more.token ?? key(),
    body: { placeholder: "[PHONE_1]", purpose: "patient-request", reason: "call-back", ...more.body },
  });
const talk = async (text = `my name is Marguerite Thistlewood, call ${value}`): Promise<TokenAnswer> => {
  const token = await issue(service.call, key());
  expect((await save(service.call, token, [1, text])).status).toBe(201);
  return token;
};
const records = async () => {
  const { Items = [] } = await service.dynamo.send(
    new ScanCommand({ TableName: service.ports.tables.audit, ConsistentRead: true }),
  );
  return Items.map((item) => item.record?.S ?? "").filter((record) => record.includes('"vault.reveal"'));
};

describe("a vaulted value", () => {
  test("stands as a pseudonym in the text and is revealed to a key that may see it, in another process too", async () => {
    const token = await talk();
    expect(contents(await get(service.call, token))).toEqual(["my name is [NAME_1], call [PHONE_1]"]);
    const answer = await reveal(token);
    expect([answer.status, answer.body]).toEqual([200, { placeholder: "[PHONE_1]", values: [value] }]);
    const elsewhere = await service.elsewhere();
    const path = `POST /v1/conversations/${token.conversationId}/vault/reveal`;
    const body = { placeholder: "[NAME_1]", purpose: "treatment", reason: "identity-check" };
    expect(revealed(await elsewhere(path, { token: key(), body }))).toEqual(["Marguerite Thistlewood"]);
  });

  test("is revealed in each way it was written", async () => {
    const token = await talk(`my name is Marguerite, call ${value}`);
    await save(service.call, token, [2, "my name is Marguerite Thistlewood"]);
    expect(revealed(await reveal(token, { body: { placeholder: "[NAME_1]" } }))).toEqual([
      "Marguerite",
      "Marguerite Thistlewood",
    ]);
  });

  test("is on record with who, which, purpose and reason, and counted, and never in record or log", async () => {
    const token = await talk();
    const before = service.logged.length;
    await reveal(token);
    const own = (await records()).filter((record) => record.includes(token.conversationId)).map((record) => JSON.parse(record));
    expect(own).toEqual([
      expect.objectContaining({
        action: "vault.reveal",
        outcome: "done",
        actor: { kind: "secret-key", id: "k-secret" },
        placeholder: "[PHONE_1]",
        purpose: "patient-request",
        reason: "call-back",
        counts: { values: 1 },
      }),
    ]);
    const logged = service.logged.slice(before).join("\n");
    expect(logged).toContain('"VaultRevealed":1');
    expect([logged, (await records()).join("\n")].filter((sink) => /555-0132|5550132/.test(sink))).toEqual([]);
  });

  test("does not leave when it cannot be put on record", async () => {
    const token = await talk();
    failing = (command) => command === "PutItemCommand";
    const answer = await reveal(token);
    expect([answer.status, problemOf(answer), answer.text.includes("555-0132")]).toEqual([503, "ledger-unavailable", false]);
  });

  test.each([
    ["a number nobody has", { placeholder: "[PHONE_2]" }],
    ["a type that is not vaulted", { placeholder: "[EMAIL_1]" }],
  ])("is not found behind %s, which is on record as a refusal", async (_what, body) => {
    const token = await talk(`write to jo@example.org, call ${value}`);
    const answer = await reveal(token, { body });
    expect([answer.status, problemOf(answer)]).toEqual([404, "vault-value-not-found"]);
    const refusal = (await records()).find((record) => record.includes(token.conversationId)) ?? "";
    expect(JSON.parse(refusal)).toMatchObject({ outcome: "refused", problem: "vault-value-not-found" });
  });

  test("is withheld when what was sealed has been altered", async () => {
    const token = await talk();
    const { Items = [] } = await service.dynamo.send(new ScanCommand({ TableName: service.ports.tables.summaries }));
    const own = Items.filter((item) => item.pk?.S?.includes(token.conversationId) && item.sk?.S?.startsWith("VAULT#"));
    for (const item of own) {
      const body = Buffer.from(item.body?.B ?? []);
      body[20] = (body[20] ?? 0) ^ 1;
      await service.dynamo.send(
        new PutItemCommand({ TableName: service.ports.tables.summaries, Item: { ...item, body: { B: body } } }),
      );
    }
    expect([own.length, problemOf(await reveal(token))]).toEqual([2, "integrity-violation"]);
  });

  test("is gone with its conversation", async () => {
    const token = await talk();
    await clear(service.call, token);
    expect(problemOf(await reveal(token))).toBe("conversation-cleared");
  });
});

describe("who may not reveal", () => {
  test("is anybody but a named key: a visitor, another key, another tenant", async () => {
    const token = await talk();
    const other = service.tenants[1].secretKey;
    expect((await reveal(token, { token: token.accessToken })).body.reason).toBe("wrong-kind");
    expect(problemOf(await reveal(token, { token: other }))).toBe("conversation-not-found");
    const unnamed = await issue(service.call, service.tenants[2].secretKey);
    const refused = await reveal(unnamed, { token: service.tenants[2].secretKey });
    expect([refused.status, refused.body.reason]).toEqual([403, "key-may-not-reveal"]);
  });

  test("is whoever gives another purpose, reason or placeholder than there are", async () => {
    const token = await talk();
    const bodies = [{ purpose: "curiosity" }, { reason: "Mrs Smith asked" }, { placeholder: "PHONE_1" }, { note: "x" }];
    const answers = await Promise.all(bodies.map((body) => reveal(token, { body })));
    expect(answers.map(problemOf)).toEqual(bodies.map(() => "invalid-request"));
  });

  test("is a key that has revealed ten values in this minute", async () => {
    const token = await talk();
    const answers = [];
    for (let count = 0; count < 12; count += 1) answers.push(await reveal(token));
    expect(answers.map(({ status }) => status)).toEqual([...Array(10).fill(200), 429, 429]);
    expect(Number(answers[11]?.headers["Retry-After"])).toBeGreaterThan(0);
  });
});
