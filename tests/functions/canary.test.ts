import { type AttributeValue, ScanCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { TokenAnswer } from "../../shared/contract/token.ts";
import { unpack } from "../../shared/domain/conversation/pack.ts";
import { unseal } from "../../shared/domain/conversation/seal.ts";
import { defaultSettings } from "../../shared/domain/identity/tenant.ts";
import { dataKeys } from "../../shared/io/data-keys.ts";
import { keyWrapper } from "../../shared/io/key-material/key-wrapper.ts";
import { append, clear, get, issue, refresh, said, save } from "../conversation-steps.ts";
import type { Answer } from "../gateway.ts";
import { type Planted, planted, tracesOf } from "../planted-identifiers.ts";
import { type Service, startService } from "../service.ts";

let service: Service;
beforeAll(async () => {
  service = await startService();
  const limits = Object.fromEntries(Object.keys(defaultSettings.limits).map((name) => [name, 100_000]));
  await service.rewriteTenant(service.tenants[0].tenantId, { limits: { ...defaultSettings.limits, ...limits } });
});
afterAll(() => service.stop());

type Item = Readonly<Record<string, AttributeValue>>;

const scan = async (TableName: string): Promise<readonly Item[]> =>
  (await service.dynamo.send(new ScanCommand({ TableName, ConsistentRead: true }))).Items ?? [];

/** All that any table holds, binary values as the bytes they are. */
const rawTables = async (): Promise<string> => {
  const tables = await Promise.all(Object.values(service.ports.tables).map(scan));
  return JSON.stringify(tables, (_, value) => (value instanceof Uint8Array ? Buffer.from(value).toString("latin1") : value));
};

/** What the sealed items of a conversation say once they are opened with its key. */
const opened = async ({ conversationId }: TokenAnswer): Promise<string> => {
  const { ports, tenants } = service;
  const ref = { tenantId: tenants[0].tenantId, conversationId };
  const keys = dataKeys({ ...ports, wrapper: keyWrapper(ports.config) });
  const held = await keys.get(ref);
  if (held === undefined) throw new Error("the conversation has no key");
  const open = (item: Item, attribute: "turn" | "aliases", turn: number): unknown => {
    const context = { ...ref, epoch: Number(item.epoch?.N ?? 1), turn, attribute, keyVersion: held.key.version };
    return unpack(unseal(held.key, Buffer.from(item.body?.B ?? []), context));
  };
  const own = ({ pk }: Item): boolean => pk?.S?.includes(conversationId) ?? false;
  const turns = (await scan(ports.tables.messages)).filter(own).map((item) => open(item, "turn", Number(item.sk?.N)));
  const epoch = (await scan(ports.tables.messages)).find(own)?.epoch ?? { N: "1" };
  const books = (await scan(ports.tables.summaries)).filter((item) => own(item) && item.sk?.S === "ALIASES");
  const aliases = books.map((item) => open({ ...item, epoch }, "aliases", Number(item.version?.N)));
  expect([turns.length > planted.length, books.length]).toEqual([true, 1]);
  return JSON.stringify([turns, aliases]);
};

/** The kinds of identifiers that a text gives away. */
const leaksIn = (text: string): readonly string[] => {
  const lower = text.toLowerCase();
  return planted.filter((each) => tracesOf(each).some((trace) => lower.includes(trace))).map(({ kind }) => kind);
};

/** Ways an identifier comes in where no text belongs. Each is refused, or takes it for something else. */
const misplaced = (token: TokenAnswer, { says, value }: Planted): readonly Promise<Answer>[] => {
  const path = `/v1/conversations/${token.conversationId}`;
  const { accessToken } = token;
  const put = (turn: string | number, options: object) =>
    service.call(`PUT ${path}/turns/${turn}`, { token: accessToken, ...options });
  const encoded = encodeURIComponent(value);
  return [
    put(999, { body: said(says) }),
    put(encoded, { body: said(says) }),
    put(2, { rawBody: `{"messages":"${value}` }),
    put(2, { body: { messages: [{ role: value, content: says, [value]: value }] } }),
    put(2, { body: { messages: [{ role: "user", content: `${says}\ud800` }] } }),
    put(2, { body: { ...said(says), [value]: says } }),
    put(2, { body: said(says), headers: { "content-type": value.replaceAll(/[^\w-]/g, "") } }),
    service.call(`GET ${path}?fields=${encoded}&${encoded}=1`, { token: accessToken, headers: { "x-correlation-id": value } }),
    service.call(`GET ${path}/turns?before=x${encoded}`, { token: accessToken }),
    service.call(`GET /v1/conversations/${encoded}`, { token: accessToken }),
    service.call(`GET ${path}`, { token: `${accessToken}${encoded}` }),
    service.call(`GET /v1/${encoded}`, { token: accessToken }),
    service.call("POST /v1/tokens", { token: service.tenants[0].secretKey, body: { subject: value, startedAt: value } }),
    service.call(`GET /?action=conversation&operation=${encoded}`, { token: accessToken }),
    refresh(service.call, `${token.refreshToken}${encoded}`),
  ];
};

describe("an identifier of every kind, planted everywhere", () => {
  const answers: Answer[] = [];
  let token: TokenAnswer;

  beforeAll(async () => {
    const subjects = planted.map(({ value }) => ({ subject: value, clientNonce: value.padEnd(22, "0").slice(0, 64) }));
    for (const body of subjects) await service.call("POST /v1/tokens", { token: service.tenants[0].secretKey, body });
    token = await issue(service.call, service.tenants[0].secretKey, {
      subject: planted
        .map(({ value }) => value)
        .join(" ")
        .slice(0, 128),
    });
    let turn = 0;
    for (const { says, value } of planted) {
      turn += 1;
      answers.push(await save(service.call, token, [turn, says]));
      turn += 1;
      answers.push(await append(service.call, token, [value.replaceAll(/[^\w-]/g, "-"), `${says} — thanks`]));
    }
    const everything = planted.map(({ says }) => says).join("\n");
    const named = planted.slice(0, 6).map(({ says }, index) => ({
      role: "user",
      content: everything,
      ...(index === 0 ? { name: "Marguerite Thistlewood" } : {}),
      toolCallId: `call_${says.length}`,
    }));
    answers.push(
      await service.call(`PUT /v1/conversations/${token.conversationId}/turns/${turn + 1}`, {
        token: token.accessToken,
        body: {
          messages: named,
          metadata: {
            "Marguerite Thistlewood": planted[3]?.says ?? "",
            "marg.thistle@quillmail.example": 4155550132,
            note: planted[9]?.says ?? "",
          },
        },
      }),
      await service.call("POST /?action=conversation&operation=save", {
        token: token.accessToken,
        body: { turn: turn + 1, delta: { appendUser: { text: everything }, appendAssistant: { text: everything } } },
      }),
      await service.call("POST /?action=conversation&operation=get", { token: token.accessToken }),
      await get(service.call, token, "?recent=100"),
      await service.call(`GET /v1/conversations/${token.conversationId}/turns?limit=100`, { token: token.accessToken }),
    );
    for (const each of planted) answers.push(...(await Promise.all(misplaced(token, each))));
  }, 120_000);

  test("is taken where text belongs, and refused where none does", () => {
    const stored = answers.slice(0, 2 * planted.length + 5);
    expect(stored.filter(({ status }) => status >= 300).map(({ status, text }) => [status, text])).toEqual([]);
    const strange = answers.slice(2 * planted.length + 5).filter(({ status }) => status < 300 || status >= 500);
    expect(strange.map(({ status, text }) => [status, text])).toEqual([]);
  });

  test("is in no answer, but for the caller's own correlation id", () => {
    const seen = answers.map(({ text, headers: { "X-Correlation-Id": _own, ...headers } }) => text + JSON.stringify(headers));
    expect(leaksIn(seen.join("\n"))).toEqual([]);
  });

  test("is in no table, in no byte of it", async () => {
    expect(leaksIn(await rawTables())).toEqual([]);
  });

  test("is not in what was sealed either", async () => {
    expect(leaksIn(await opened(token))).toEqual([]);
  });

  test("is in no log line, metric or ledger record, before and after all is cleared", async () => {
    expect((await clear(service.call, token)).status).toBe(200);
    const records = (await scan(service.ports.tables.audit)).map((item) => item.record?.S ?? "");
    expect([service.logged.length > 400, records.length > 400]).toEqual([true, true]);
    expect(leaksIn(`${service.logged.join("\n")}\n${records.join("\n")}\n${await rawTables()}`)).toEqual([]);
  });
});

test("the search would see every kind", () => {
  const text = planted.map(({ says }) => says).join("\n");
  expect(leaksIn(text)).toEqual(planted.map(({ kind }) => kind));
});
