import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DynamoDBClient, PutItemCommand, QueryCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { dummyCredentials } from "../../local/dynamo.ts";
import { readDynamodbEndpoint } from "../../local/run-file.ts";
import { isConsistent } from "../../shared/domain/ledger/merkle-verify.ts";
import { type OfflineInstance, startOffline } from "../http/offline-instance.ts";
import { runCli } from "./cli-process.ts";

let instance: OfflineInstance;
let tenantId: string;
let conversationId: string;
const bytesOf = (text: string): Buffer => Buffer.from(text, "base64url");
const at = () => ["--data", instance.dataDir];
const file = (name: string) => join(instance.dataDir, name);

beforeAll(async () => {
  // Everything that was recorded has settled by the clock of whoever seals: an hour later.
  instance = await startOffline({ rateLimits: "off", clockOffsetSeconds: -3600 });
  tenantId = instance.tenants[0]?.tenantId ?? "";
  const headers = { Authorization: `Bearer ${instance.tenants[0]?.secretKey}`, "Content-Type": "application/json" };
  const started = await fetch(`${instance.baseUrl}/v1/tokens`, { method: "POST", headers, body: '{"subject":"p"}' });
  const token = Object(await started.json());
  conversationId = token.conversationId;
  const body = JSON.stringify({ messages: [{ role: "user", content: "Hello" }] });
  const path = `/v1/conversations/${conversationId}/turns/1`;
  await fetch(`${instance.baseUrl}${path}`, {
    method: "PUT",
    headers: { ...headers, Authorization: `Bearer ${token.accessToken}` },
    body,
  });
  const sealed = await runCli(["audit", "seal", ...at()]);
  expect([sealed.code, sealed.err]).toEqual([0, ""]);
}, 240_000);
afterAll(() => instance.stop(), 240_000);

describe("a report", () => {
  const operate = (...args: readonly string[]) =>
    runCli(["report", tenantId, ...args], { PICASSO_URL: instance.baseUrl, PICASSO_OPERATOR_KEY: instance.operatorKey });

  test("is shown as figures, as JSON and as a page", async () => {
    const since = ["--from", new Date(Date.now() - 2 * 24 * 3600_000).toISOString().slice(0, 10)];
    const [figures, json, page, wrong] = await Promise.all([
      operate(...since),
      operate(...since, "--json"),
      operate(...since, "--html"),
      operate("--from", "yesterday"),
    ]);
    expect([figures.code, figures.err]).toEqual([0, ""]);
    expect(figures.out).toMatch(/^volumes\.conversations +1$/m);
    expect(JSON.parse(json.out)).toMatchObject({ tenantId, volumes: { conversations: 1 } });
    expect(page.out).toMatch(/^<!doctype html>/);
    expect(wrong).toMatchObject({ code: 2, err: expect.stringMatching(/--from is a day/) });
  }, 240_000);
});

describe("an auditor", () => {
  test("verifies all ledgers, one of them and one conversation, where they are stored, and none that is not there", async () => {
    const [all, one, none] = await Promise.all([
      runCli(["audit", "verify", ...at()]),
      runCli(["audit", "verify", tenantId, "--conversation", conversationId, ...at()]),
      runCli(["audit", "verify", "nobody", ...at()]),
    ]);
    expect([all.code, all.err]).toEqual([0, ""]);
    expect(all.out).toMatch(new RegExp(`^${tenantId}: whole\\. \\d+ records, \\d+ of them sealed in 1 checkpoints`, "m"));
    expect(all.out).toMatch(/^@operators: whole/m);
    expect(one.code).toBe(0);
    expect(none).toMatchObject({ code: 1, err: "There is no ledger of nobody." });
  }, 240_000);

  test("exports a ledger and verifies the file without the service, by keys of his own", async () => {
    const exported = await runCli(["audit", "export", tenantId, ...at()]);
    expect(exported.code).toBe(0);
    await writeFile(file("export.jsonl"), `${exported.out}\n`);
    const keys = await (await fetch(`${instance.baseUrl}/v1/audit/keys`)).text();
    await writeFile(file("keys.json"), keys);
    await writeFile(file("altered.jsonl"), exported.out.replace('"turn":1', '"turn":2'));
    await writeFile(
      file("other-keys.json"),
      keys.replace(/"publicKey":"./, (head) => `${head.slice(0, -1)}${head.endsWith("A") ? "B" : "A"}`),
    );
    const verifyFile = (name: string, ...args: readonly string[]) => runCli(["audit", "verify", "--file", file(name), ...args]);
    const [verified, altered, forged] = await Promise.all([
      verifyFile("export.jsonl", "--keys", file("keys.json"), "--json"),
      verifyFile("altered.jsonl"),
      verifyFile("export.jsonl", "--keys", file("other-keys.json")),
    ]);
    expect([verified.code, JSON.parse(verified.out)[0].findings]).toEqual([0, []]);
    expect([altered.code, altered.out]).toEqual([1, ""]);
    expect(altered.err).toMatch(/BROKEN[^\n]*\n {2}altered-record: checkpoint 1, leaf \d+, conversation cv_/);
    expect(forged.err).toMatch(/forged-checkpoint: checkpoint 1/);
  }, 240_000);

  test("gets the proof of one record", async () => {
    const prove = (key: string) => runCli(["audit", "prove", tenantId, key, "--conversation", conversationId, ...at()]);
    const [proved, missing] = await Promise.all([prove("C#000000000002"), prove("C#000000000099")]);
    const { entry, checkpoint, proof } = JSON.parse(proved.out);
    expect([entry.record.action, checkpoint.statement.number, proof.length > 0]).toEqual(["conversation.save", 1, true]);
    expect([missing.code, missing.err]).toEqual([1, "The ledger has no such record."]);
  }, 240_000);

  test("gets the proof that a ledger begins with an earlier one", async () => {
    const read = await fetch(`${instance.baseUrl}/v1/audit/events`, {
      headers: { Authorization: `Bearer ${instance.tenants[0]?.secretKey}` },
    });
    expect([read.status, (await runCli(["audit", "seal", ...at()])).code]).toEqual([200, 0]);
    const prove = (...args: readonly string[]) => runCli(["audit", "prove-consistency", tenantId, ...args, ...at()]);
    const [proved, none, wrong] = await Promise.all([prove("--from", "1"), prove("--from", "9"), prove("--from", "first")]);
    const { from, to, proof } = JSON.parse(proved.out);
    const claim = { oldSize: from.statement.size, size: to.statement.size, proof: proof.map(bytesOf) };
    const roots = { oldRoot: bytesOf(from.statement.root), root: bytesOf(to.statement.root) };
    expect([from.statement.number, to.statement.number, isConsistent({ ...claim, ...roots })]).toEqual([1, 2, true]);
    expect([none.code, none.err]).toEqual([1, "The ledger has no such checkpoint yet."]);
    expect([wrong.code, wrong.err]).toEqual([2, expect.stringMatching(/--from N/)]);
  }, 240_000);

  test("is told the first broken place of a stored ledger, in words", async () => {
    const endpoint = await readDynamodbEndpoint(instance.dataDir);
    Object.assign(process.env, dummyCredentials);
    const dynamo = new DynamoDBClient({ endpoint: endpoint ?? "", region: "us-east-1" });
    const ExpressionAttributeValues = {
      ":pk": { S: `${tenantId.length}:${tenantId}${conversationId.length}:${conversationId}` },
    };
    const query = { TableName: "local-audit-events", KeyConditionExpression: "pk = :pk", ExpressionAttributeValues };
    const [item] = (await dynamo.send(new QueryCommand(query))).Items ?? [];
    const record = { S: item?.record?.S?.replace("token.issue", "token.steal") ?? "" };
    await dynamo.send(new PutItemCommand({ TableName: "local-audit-events", Item: { ...item, record } }));
    const broken = await runCli(["audit", "verify", tenantId, ...at()]);
    expect(broken.code).toBe(1);
    expect(broken.err).toContain(
      `altered-record: checkpoint 1, leaf 0, conversation ${conversationId}, record C#000000000001, text`,
    );
    dynamo.destroy();
  }, 240_000);

  test("ends with 2 when the command line is wrong, and says what is", async () => {
    const wrong = [
      [["audit", "verify", "--file", "nowhere"], /cannot be read/],
      [["audit", "verify", "--file", "package.json", "--keys", "package.json"], /no answer of/],
      [["audit", "verify"], /--stage STAGE, or --data FOLDER/],
      [["audit", "verify", "one", "two", "--data", "."], /word too many/],
      [["audit", "prove", "one"], /KEY is missing/],
    ] as const;
    const ended = await Promise.all(wrong.map(([args]) => runCli(args)));
    expect(ended.map(({ code, err }) => [code, err])).toEqual(wrong.map(([, message]) => [2, expect.stringMatching(message)]));
  }, 240_000);

  test("still verifies what was signed before a new key, and finds the act on record", async () => {
    const before = JSON.parse((await runCli(["keys", "list", "--ring", "ledger", "--json", ...at()])).out);
    const rotated = JSON.parse((await runCli(["keys", "rotate", "--ring", "ledger", "--json", ...at()])).out);
    expect(rotated.map((key: { readonly publicKey: string }) => key.publicKey).slice(1)).toEqual([before[0].publicKey]);
    expect([rotated[0].retiredAt, typeof rotated[1].retiredAt]).toEqual([null, "string"]);
    const [verified, exported, revoked] = await Promise.all([
      runCli(["audit", "verify", "--file", file("export.jsonl")]),
      runCli(["audit", "export", "@operators", ...at()]),
      runCli(["keys", "revoke", "x", "--ring", "ledger", ...at()]),
    ]);
    expect(verified.code).toBe(0);
    expect(exported.out).toMatch(/"action":"ledger-key.rotate".*"outcome":"requested"/);
    expect(revoked.err).toMatch(/^--ring is ledger/);
  }, 240_000);
});
