import { GetItemCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { ComplianceReport } from "../../../shared/domain/ledger-report/report.ts";
import { conversationKey, sortKeys } from "../../../shared/io/keys.ts";
import { ledgerKeeping } from "../../../shared/live-ledger-keeping.ts";
import { get, issue, save } from "../../conversation-steps.ts";
import { putOne, type StoredItem, scanAll } from "../../raw-scan.ts";
import { type Service, startService } from "../../service.ts";
import { minuteMs, sealNow, verify } from "./keeping.ts";

let service: Service;
const tenantId = "north-clinic";
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.stop());

const start = () => issue(service.call, service.tenants[0].secretKey, { subject: `p-${Math.random()}` });

const headOf = async (conversationId: string): Promise<StoredItem> => {
  const Key = { pk: { S: conversationKey({ tenantId, conversationId }) }, sk: { S: sortKeys.head } };
  const { Item = {} } = await service.dynamo.send(new GetItemCommand({ TableName: service.ports.tables.summaries, Key }));
  return Item;
};
const putHead = (item: StoredItem) => putOne(service, service.ports.tables.summaries, item);

/** Runs the schedule, and gives the lines it logged about this tenant. */
const runSchedule = async () => {
  service.clock.ms += 5 * minuteMs;
  service.logged.length = 0;
  const { createHandler } = await import("../../../functions/audit-seal.ts");
  const keeping = { ...service.ports, ...ledgerKeeping(service.ports) };
  await createHandler(keeping)(undefined, { getRemainingTimeInMillis: () => 900_000 });
  return service.logged.map((line) => JSON.parse(line)).filter((line) => line.tenantId === tenantId);
};

const recordsOf = async (conversationId: string) =>
  (await scanAll(service))
    .map(({ item }) => JSON.parse(item.record?.S ?? "{}"))
    .filter((record) => record.conversationId === conversationId && record.action === "audit.compare-heads");

describe("a head that was put back to an older state of its conversation", () => {
  test("is found by the schedule without anybody asking, counted for an alarm, and put on record once", async () => {
    const token = await start();
    await save(service.call, token, 1);
    const earlier = await headOf(token.conversationId);
    await save(service.call, token, [2, "the canary sings"]);
    const now = await headOf(token.conversationId);
    await putHead(earlier);
    for (const _ of [1, 2, 3]) {
      const lines = await runSchedule();
      expect(lines).toMatchObject([{ level: "error", event: "ledger.rolled-back-head", HeadRolledBack: 1 }]);
      expect(JSON.stringify(lines)).not.toContain(token.conversationId);
    }
    expect(await recordsOf(token.conversationId)).toMatchObject([{ outcome: "done", problem: "integrity-violation", tenantId }]);
    await putHead(now);
    expect(await runSchedule()).toMatchObject([{ event: "ledger.sealed" }]);
    expect((await verify(service, tenantId)).findings).toEqual([]);
  });

  test("is named by the compliance report, with the record that says so", async () => {
    const answer = await service.call("GET /v1/compliance/report?from=2026-11-02T00:00:00Z", {
      token: service.tenants[0].secretKey,
    });
    const { integrity } = answer.body as unknown as ComplianceReport;
    expect(integrity.findings).toMatchObject([{ action: "audit.compare-heads", key: expect.stringMatching(/^E#/) }]);
  });

  test("is found after a clear, too, where the head of before stands over the tombstone", async () => {
    const token = await start();
    await save(service.call, token, 1);
    const earlier = await headOf(token.conversationId);
    await service.call(`DELETE /v1/conversations/${token.conversationId}`, { token: token.accessToken });
    const tombstone = await headOf(token.conversationId);
    await putHead(earlier);
    expect((await sealNow(service, tenantId)).rolledBack).toBe(1);
    await putHead(tombstone);
    expect((await sealNow(service, tenantId)).rolledBack).toBe(0);
  });
});

test("a newest record that is not the one its head names is told of as altered before it is sealed", async () => {
  const token = await start();
  await save(service.call, token, 1);
  const { pk } = await headOf(token.conversationId);
  const stored = (await scanAll(service))
    .map(({ item }) => item)
    .find((item) => item.pk?.S === pk?.S && item.sk?.S?.endsWith("02"));
  const other = JSON.stringify({ ...JSON.parse(stored?.record?.S ?? "{}"), turn: 7 });
  const { recordHash } = await import("../../../shared/domain/ledger/record.ts");
  await putOne(service, service.ports.tables.audit, { ...stored, record: { S: other }, hash: { B: recordHash(other) } });
  expect(await sealNow(service, tenantId)).toMatchObject({ rolledBack: 0, altered: 1 });
});

test("conversations that are saved and read while ledgers are sealed raise no alarm, and no read is withheld", async () => {
  const other = await service.addTenant("busy-clinic");
  const tokens = await Promise.all([1, 2].map(() => issue(service.call, other.secretKey, { subject: `p-${Math.random()}` })));
  for (const token of tokens) await save(service.call, token, 1);
  service.clock.ms += 5 * minuteMs;
  const elsewhere = await service.elsewhere();
  const statuses = new Set<number>();
  let isBusy = true;
  const saving = tokens.map(async (token) => {
    for (let turn = 2; turn <= 20; turn += 1) expect((await save(service.call, token, turn)).status).toBe(201);
  });
  const reading = tokens.map(async (token) => {
    while (isBusy) statuses.add((await get(elsewhere, token)).status);
  });
  const sealing = (async () => {
    const keeping = ledgerKeeping(service.ports);
    const call = { tenantId: "busy-clinic", sinceMs: service.clock.ms - 10 * minuteMs, mayGoOn: () => true };
    const found: number[] = [];
    for (let run = 0; run < 5; run += 1) {
      // Time enough for the next records to settle, too short for the tokens to end.
      service.clock.ms += minuteMs;
      found.push((await keeping.seal(call)).rolledBack);
    }
    return found;
  })();
  await Promise.all(saving);
  isBusy = false;
  await Promise.all(reading);
  expect([await sealing, [...statuses]]).toEqual([[0, 0, 0, 0, 0], [200]]);
}, 60_000);
