import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { readExport } from "../../../shared/domain/ledger/export-lines.ts";
import { sealPolicy } from "../../../shared/domain/ledger/seal-window.ts";
import { verifyLedger } from "../../../shared/domain/ledger/verify-ledger.ts";
import { dynamoClient } from "../../../shared/io/dynamo.ts";
import type { LedgerIndex } from "../../../shared/io/ledger/ledger-index.ts";
import { readLedger } from "../../../shared/io/ledger/ledger-reader.ts";
import { type AloneRecord, withRecord } from "../../../shared/io/ledger-store.ts";
import { ledgersOf } from "../../../shared/live-ledger.ts";
import { ledgerKeeping } from "../../../shared/live-ledger-keeping.ts";
import { watchRequests } from "../../request-watch.ts";
import { type Service, startService } from "../../service.ts";
import { archiveNow, hourMs, live, minuteMs, publicKeys, sealNow, verify } from "./keeping.ts";

const nothingWrong = { altered: 0, gaps: 0, rolledBack: 0, lagMs: sealPolicy.settleMs } as const;
let service: Service;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.stop());

const tenantId = () => service.tenants[0].tenantId;

/** A record with a time of its own. */
const recordAt = async (atMs: number, conversationId = "") => {
  const event = { action: "test.read", outcome: "done", actor: { kind: "service", id: "t" }, requestId: `r${atMs}` } as const;
  const place = { tenantId: tenantId(), conversationId };
  await withRecord(service.ports, { place, event, nowMs: atMs }, ({ Put }) => service.dynamo.send(new PutItemCommand(Put)));
};

describe("sealing", () => {
  test("takes every record of a tenant that has settled into its tree, once, and what follows into the next checkpoint", async () => {
    await live(service);
    const early = await sealNow(service, tenantId());
    expect(early.checkpoints).toBe(1);
    const first = await verify(service, tenantId());
    expect([first.findings, first.checkpoints, first.sealed]).toEqual([[], 1, first.records]);
    expect(first.records).toBeGreaterThan(8);
    await live(service);
    const young = await verify(service, tenantId());
    expect([young.findings, young.sealed]).toEqual([[], first.sealed]);
    const next = await sealNow(service, tenantId());
    const second = await verify(service, tenantId());
    expect([second.findings, second.checkpoints, second.sealed]).toEqual([[], 2, second.records]);
    expect(next).toEqual({ checkpoints: 1, leaves: second.sealed - first.sealed, ...nothingWrong });
  });

  test("leaves the youngest records alone until they have settled", async () => {
    const before = await verify(service, tenantId());
    await recordAt(service.clock.ms - minuteMs);
    service.clock.ms -= 5 * minuteMs;
    expect((await sealNow(service, tenantId())).leaves).toBe(0);
    expect((await verify(service, tenantId())).sealed).toBe(before.sealed);
    expect((await sealNow(service, tenantId())).leaves).toBe(1);
  });

  test("takes a record that appears late in a sealed time into the next checkpoint", async () => {
    await recordAt(service.clock.ms - 2.5 * hourMs);
    await recordAt(service.clock.ms - 2.4 * hourMs, `cv_${"l".repeat(43)}`);
    expect((await sealNow(service, tenantId())).leaves).toBe(2);
    const { findings, records, sealed } = await verify(service, tenantId());
    expect([findings, sealed]).toEqual([[], records]);
  });

  test("makes no checkpoint where nothing is new, and one a day all the same", async () => {
    await sealNow(service, tenantId());
    expect((await sealNow(service, tenantId())).checkpoints).toBe(0);
    service.clock.ms += 25 * hourMs;
    expect(await sealNow(service, tenantId())).toEqual({ checkpoints: 1, leaves: 0, ...nothingWrong });
    expect((await verify(service, tenantId())).findings).toEqual([]);
  });

  test("makes several checkpoints of more than one takes, over all pages of all shards and over days", async () => {
    const other = service.tenants[2].tenantId;
    const nowMs = service.clock.ms;
    const puts = Array.from({ length: 4500 }, (_, index) => {
      const event = {
        action: "test.read",
        outcome: "done",
        actor: { kind: "service", id: "t" },
        requestId: `r${index}`,
      } as const;
      // A third of them in one shard and in one millisecond, the rest over three days.
      const place = { tenantId: other, conversationId: index % 3 === 0 ? "" : `cv_${String(index).padStart(43, "0")}` };
      return { place, event, nowMs: index % 3 === 0 ? nowMs : nowMs - (index % 70) * hourMs };
    });
    const write = ({ Put }: AloneRecord) => service.dynamo.send(new PutItemCommand(Put));
    for (let from = 0; from < puts.length; from += 50)
      await Promise.all(puts.slice(from, from + 50).map((each) => withRecord(service.ports, each, write)));
    const result = await sealNow(service, other);
    expect(result).toEqual({ checkpoints: 2, leaves: 4500, ...nothingWrong });
    const { findings, records, sealed } = await verify(service, other);
    expect([findings, records, sealed]).toEqual([[], 4500, 4500]);
    expect(await archiveNow(service, other)).toEqual({ segments: 2, lost: 0 });
  }, 240_000);

  test("lets one of several runs at a time win, and loses nothing", async () => {
    await live(service);
    service.clock.ms += 5 * minuteMs;
    const runs = await Promise.all([1, 2, 3, 4].map(() => sealNow(service, tenantId())));
    expect(runs.reduce((sum, run) => sum + run.checkpoints, 0)).toBe(1);
    const { findings, records, sealed } = await verify(service, tenantId());
    expect([findings, sealed]).toEqual([[], records]);
  });

  test("covers what operators and callers who proved nothing did", async () => {
    await service.call("GET /v1/tenants", { token: service.operatorKey });
    await service.call("GET /v1/tenants", { token: "forged" });
    for (const own of ["@operators", ""]) {
      expect((await sealNow(service, own)).leaves).toBeGreaterThan(0);
      expect((await verify(service, own)).findings).toEqual([]);
    }
  });
});

describe("the archive", () => {
  test("holds a segment for each checkpoint; together they verify without the tables", async () => {
    const { segments, lost } = await archiveNow(service, tenantId());
    const { checkpoints, records } = await verify(service, tenantId());
    expect([segments, lost]).toEqual([checkpoints, 0]);
    expect(await archiveNow(service, tenantId())).toEqual({ segments: 0, lost: 0 });
    const { segment } = ledgerKeeping(service.ports);
    const lines: string[] = [];
    for (let number = 1; number <= checkpoints; number += 1) lines.push(...((await segment(tenantId(), number)) ?? []));
    expect(await segment(tenantId(), checkpoints + 1)).toBeUndefined();
    const verification = verifyLedger(readExport(lines, await publicKeys(service)));
    expect(verification).toMatchObject({ tenantId: tenantId(), findings: [], sealed: records, records, checkpoints });
  });

  test("begins each segment where the one before ended", async () => {
    await live(service);
    await sealNow(service, tenantId());
    expect((await archiveNow(service, tenantId())).segments).toBe(1);
    const newest = await ledgersOf(service.ports).checkpoints.newest(tenantId());
    const lines = await ledgerKeeping(service.ports).segment(tenantId(), newest?.statement.number ?? 0);
    expect(lines?.length).toBeGreaterThan(5);
  });
});

describe("reading a ledger by time", () => {
  test("reads on in the one shard that has most of the records, and asks the others once", async () => {
    const other = service.tenants[1].tenantId;
    const fromMs = service.clock.ms;
    for (let second = 0; second < 300; second += 1) {
      const event = {
        action: "test.read",
        outcome: "done",
        actor: { kind: "service", id: "t" },
        requestId: `b${second}`,
      } as const;
      const record = { place: { tenantId: other, conversationId: "" }, event, nowMs: fromMs + second * 10 };
      await withRecord(service.ports, record, ({ Put }) => service.dynamo.send(new PutItemCommand(Put)));
    }
    const dynamo = dynamoClient(service.ports.config.endpoints.dynamodb);
    const sent = watchRequests(dynamo);
    const { day } = ledgersOf({ ...service.ports, dynamo }).index;
    const stretch = { fromMs, toMs: fromMs + 10_000, perShard: 100, enough: 1000 };
    const whole = await day(other, stretch);
    expect([whole.records.length, whole.throughMs, sent.length]).toEqual([300, stretch.toMs, 67]);
    const part = await day(other, { ...stretch, enough: 150 });
    expect([part.records.length, part.throughMs, sent.length]).toEqual([199, fromMs + 1990, 67 + 65]);
    dynamo.destroy();
  });
});

describe("reading a ledger to verify it", () => {
  test("raises no alarm where the index lags behind: links that it does not show yet are read from the table", async () => {
    const conversationId = await live(service);
    const ledgers = ledgersOf(service.ports);
    const isHidden = (record: { readonly conversationId: string; readonly key: string }) =>
      record.conversationId === conversationId && ["C#000000000002", "C#000000000004"].includes(record.key);
    const day: LedgerIndex["day"] = async (...about) => {
      const portion = await ledgers.index.day(...about);
      return { ...portion, records: portion.records.filter((record) => !isHidden(record)) };
    };
    const question = { tenantId: tenantId(), sinceMs: service.clock.ms - hourMs, keys: await publicKeys(service), witnessed: [] };
    const view = await readLedger({ ...service.ports, ...ledgers, index: { ...ledgers.index, day } }, question);
    expect(view.records.filter(isHidden).length).toBe(2);
    expect(verifyLedger(view).findings).toEqual([]);
  });
});
