import { cp, mkdir, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DeleteItemCommand, type DynamoDBClient, ScanCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { loadConfig } from "../../shared/config.ts";
import type { TokenAnswer } from "../../shared/contract/token.ts";
import { dynamoClient } from "../../shared/io/dynamo.ts";
import { conversationKey } from "../../shared/io/keys.ts";
import { conversationStore, livePorts } from "../../shared/live-ports.ts";
import { append, clear, get, issue, problemOf, save } from "../conversation-steps.ts";
import { type Call, gatewayOf } from "../gateway.ts";
import { startOn, type TestEmulator } from "../io/emulator.ts";
import { putAll, scanAll, textOfItem } from "../raw-scan.ts";
import { type Service, startService } from "../service.ts";

const said = "Whom it may concern: the canary sings at dawn";

let dir: string;
let service: Service;
let token: TokenAnswer;
let other: TokenAnswer;
/** Files as somebody copied them before the clear, and servers on two copies of them. */
const copies: { readonly emulator: TestEmulator; readonly dynamo: DynamoDBClient; readonly call: Call }[] = [];

const copyOf = async (name: string) => {
  await cp(join(dir, "copied"), join(dir, name), { recursive: true });
  const emulator = await startOn(join(dir, name, "picasso.db"));
  const dynamo = dynamoClient(emulator.endpoint);
  const config = loadConfig({ ...process.env, DYNAMODB_ENDPOINT: emulator.endpoint });
  const ports = livePorts(config, { dynamo, now: () => service.clock.ms, writeLine: () => undefined });
  const copy = { emulator, dynamo, call: await gatewayOf({ ...ports, conversations: conversationStore(ports) }, service.clock) };
  copies.push(copy);
  return copy;
};

const keysTable = () => service.ports.tables.keys;
const keyRowsIn = async (dynamo: DynamoDBClient) => (await dynamo.send(new ScanCommand({ TableName: keysTable() }))).Items ?? [];

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "picasso-copy-"));
  await mkdir(join(dir, "live"));
  service = await startService({ dbFile: join(dir, "live", "picasso.db") });
  token = await issue(service.call, service.tenants[0].secretKey);
  other = await issue(service.call, service.tenants[0].secretKey);
  for (const turn of [1, 2, 3]) await save(service.call, token, [turn, `${said}, ${turn}`]);
  await append(service.call, token, ["key", "please call Jane Doe, jane@example.com, at 212-555-0147"]);
  await save(service.call, other, [1, "another conversation"]);
  await cp(join(dir, "live"), join(dir, "copied"), { recursive: true });
  expect((await clear(service.call, token)).status).toBe(200);
}, 240_000);

afterAll(async () => {
  for (const { dynamo, emulator } of copies) {
    dynamo.destroy();
    await emulator.stop();
  }
  await service.stop();
  await rm(dir, { recursive: true, force: true });
});

describe("files of the database that were copied before a clear", () => {
  test("hold the conversation, and none of its text", async () => {
    const files = await readdir(join(dir, "copied"));
    const bytes = Buffer.concat(await Promise.all(files.map((file) => readFile(join(dir, "copied", file)))));
    expect(bytes.includes(token.conversationId)).toBe(true);
    for (const text of ["canary", "Jane", "jane@example.com", "212-555"]) expect(bytes.includes(text)).toBe(false);
  });

  test("show it to whoever has the row of its key: that is what the clear destroyed", async () => {
    const { call, dynamo } = await copyOf("with-keys");
    const answer = await get(call, token);
    expect([answer.status, answer.text.includes(`${said}, 3`), answer.body.turns?.length]).toEqual([200, true, 4]);
    const rows = (await keyRowsIn(dynamo)).map(({ pk }) => pk?.S);
    expect(rows).toContain(conversationKey({ tenantId: "north-clinic", conversationId: token.conversationId }));
  });

  test("show nothing of it beside the table of keys as it is after the clear, which has no backup", async () => {
    const { call, dynamo } = await copyOf("without-key");
    const left = await keyRowsIn(service.dynamo);
    expect(left.length).toBeGreaterThan(0);
    for (const { pk } of await keyRowsIn(dynamo))
      await dynamo.send(new DeleteItemCommand({ TableName: keysTable(), Key: { pk: pk ?? { S: "" } } }));
    await putAll({ ...service, dynamo }, keysTable(), left);
    const answer = await get(call, token);
    expect([answer.status, problemOf(answer), answer.text.includes("canary")]).toEqual([500, "integrity-violation", false]);
    const older = await call(`GET /v1/conversations/${token.conversationId}/turns`, { token: token.accessToken });
    expect([older.status, older.text.includes("canary")]).toEqual([500, false]);
    const handedOver = await call(`GET /v1/conversations/${token.conversationId}/export`, {
      token: service.tenants[0].secretKey,
    });
    expect([handedOver.status === 200, handedOver.text.includes("canary")]).toEqual([false, false]);
    expect((await get(call, other)).text).toContain("another conversation");
  });

  test("are not opened by the key of any other conversation, put in the place of the one that is gone", async () => {
    const { call, dynamo } = copies[1] ?? (await copyOf("without-key-too"));
    const pk = { S: conversationKey({ tenantId: "north-clinic", conversationId: token.conversationId }) };
    for (const row of await keyRowsIn(service.dynamo)) {
      await putAll({ ...service, dynamo }, keysTable(), [{ ...row, pk }]);
      service.clock.ms += 6 * 60_000;
      const answer = await get(call, token);
      expect([answer.status, answer.text.includes("canary")]).toEqual([500, false]);
    }
    const items = await scanAll({ ...service, dynamo });
    expect(items.filter(({ item }) => textOfItem(item).includes("canary"))).toEqual([]);
  });
});
