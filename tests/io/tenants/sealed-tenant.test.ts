import { type AttributeValue, GetItemCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { hashApiKey } from "../../../shared/domain/identity/api-key.ts";
import { issue, problemOf } from "../../conversation-steps.ts";
import { putOne, type StoredItem } from "../../raw-scan.ts";
import { type Service, startService } from "../../service.ts";

let service: Service;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.stop());

const TableName = () => service.ports.tables.tenants;
const stored = async (tenantId: string): Promise<StoredItem> =>
  (await service.dynamo.send(new GetItemCommand({ TableName: TableName(), Key: { pk: { S: tenantId } } }))).Item ?? {};

/** What becomes of calls by a process that reads the record anew while this stands in its place. */
const whileStored = async (item: StoredItem) => {
  const before = await stored("north-clinic");
  service.logged.length = 0;
  await putOne(service, TableName(), item);
  const call = await service.elsewhere();
  const asked = await call("GET /v1/sessions", { token: service.tenants[0].secretKey });
  const administered = await call("GET /v1/tenants/north-clinic", { token: service.operatorKey });
  await putOne(service, TableName(), before);
  return [problemOf(asked), problemOf(administered)];
};

const map = (change: Readonly<Record<string, AttributeValue>>) => (value: AttributeValue | undefined) => ({
  M: { ...value?.M, ...change },
});
const number = (N: string): AttributeValue => ({ N });
type Change = readonly [string, (value: AttributeValue | undefined) => AttributeValue | undefined];
const changes: readonly Change[] = [
  ["name", () => ({ S: "Another Clinic" })],
  ["status", () => ({ S: "suspended" })],
  ["origins", () => ({ L: [{ S: "https://evil.example" }] })],
  ["origins", (value) => ({ L: [...(value?.L ?? []), { S: "https://evil.example" }] })],
  ["keys", (value) => ({ L: (value?.L ?? []).toReversed() })],
  ["keys", (value) => ({ L: [...(value?.L ?? []), { M: { ...value?.L?.[0]?.M, id: { S: "k-more" } } }] })],
  ["limits", map({ calls: number("1000000") })],
  ["sessions", map({ maxConcurrent: number("9") })],
  ["tokens", map({ requiresDpop: { BOOL: true } })],
  ["retention", map({ conversation: number("99") })],
  ["dlp", map({ profile: { S: "off" } })],
  ["memory", map({ summarizer: { S: "bedrock" } })],
  ["createdAt", () => number("1")],
  ["updatedAt", () => number("1")],
  ["mac", () => undefined],
  ["mac", (value) => ({ B: new Uint8Array((value?.B ?? new Uint8Array()).map((byte) => byte ^ 1)) })],
  ["more", () => ({ S: "one more attribute" })],
];

describe("a tenant's record that was changed behind our back is refused, to its own callers and to operators", () => {
  test.each(changes)("%s altered (%#)", async (name, make) => {
    const { [name]: present, ...others } = await stored("north-clinic");
    const next = make(present);
    expect(next).not.toEqual(present);
    const problems = await whileStored(next === undefined ? others : { ...others, [name]: next });
    expect(problems).toEqual(["integrity-violation", "integrity-violation"]);
    expect(service.logged.some((line) => line.includes('"IntegrityViolation":1'))).toBe(true);
  });

  test("another tenant's record in its place", async () => {
    const theirs = await stored("south-clinic");
    expect(await whileStored({ ...theirs, pk: { S: "north-clinic" } })).toEqual(["integrity-violation", "integrity-violation"]);
  });

  test("a key that somebody gave himself opens nothing", async () => {
    const item = await stored("north-clinic");
    const own = service.tenants[0].secretKey.replace(/.{8}$/, "AAAAAAAA");
    const hash = { B: new Uint8Array(hashApiKey(await service.ports.purposeKey("api-key"), own)) };
    const keys = { L: [...(item.keys?.L ?? []), { M: { ...item.keys?.L?.[0]?.M, hash } }] };
    await putOne(service, TableName(), { ...item, keys });
    const answer = await (await service.elsewhere())("POST /v1/tokens", { token: own, body: { subject: "x" } });
    await putOne(service, TableName(), item);
    expect(problemOf(answer)).toBe("integrity-violation");
  });
});

test("what is written alone leaves the record whole: a hold, and the end of all sign-ins", async () => {
  const [{ secretKey }] = service.tenants;
  const hold = await service.call("PUT /v1/holds/tenant/north-clinic", {
    token: service.operatorKey,
    body: { reason: "litigation" },
  });
  const ended = await service.call("POST /v1/tokens/revoke", { token: secretKey, body: { everything: true } });
  expect([hold.status, ended.status]).toEqual([200, 204]);
  const elsewhere = await service.elsewhere();
  expect((await issue(elsewhere, secretKey)).conversationId).toMatch(/^cv_/);
  const changed = await elsewhere("PATCH /v1/tenants/north-clinic", { token: service.operatorKey, body: { name: "North" } });
  expect([changed.status, (await (await service.elsewhere())("GET /v1/sessions", { token: secretKey })).status]).toEqual([
    200, 200,
  ]);
});
