import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { ComplianceReport } from "../../shared/domain/ledger-report/report.ts";
import { reporting } from "../../shared/live-ledger.ts";
import { clear, get, issue, problemOf, save } from "../conversation-steps.ts";
import { archiveNow, live, sealNow } from "../io/ledger/keeping.ts";
import { type Service, startService } from "../service.ts";

let service: Service;
const tenantId = "north-clinic";
const token = () => service.tenants[0].secretKey;
const recent = "?from=2026-11-02T00:00:00Z";
const ask = (query = recent, headers = {}) => service.call(`GET /v1/compliance/report${query}`, { token: token(), headers });
const report = async (query = recent): Promise<ComplianceReport> => {
  const answer = await ask(query);
  expect(answer.status).toBe(200);
  return answer.body as unknown as ComplianceReport;
};

beforeAll(async () => {
  service = await startService();
  await live(service);
  const conversation = await issue(service.call, token(), { subject: "jane.doe@example.com" });
  await save(service.call, conversation, [1, "Call me at 212-555-0147 or jane.doe@example.com"]);
  await get(service.call, conversation);
  const hold = `holds/conversation/${conversation.conversationId}`;
  await service.call(`PUT /v1/${hold}`, { token: token(), body: { reason: "litigation" } });
  await clear(service.call, conversation);
  await service.call(`DELETE /v1/${hold}`, { token: token(), body: { reason: "matter-closed" } });
  await service.call(`GET /v1/audit/events?tenantId=${tenantId}`, { token: service.operatorKey });
  await sealNow(service, tenantId);
  await archiveNow(service, tenantId);
});
afterAll(() => service.stop());

describe("a compliance report", () => {
  test("counts what happened in the period, and says what of it is sealed and archived", async () => {
    const made = await report();
    expect(made).toMatchObject({
      type: "picasso-compliance-report/1",
      tenantId,
      volumes: { conversations: 3, reads: 2, refusals: 2, refusalsByProblem: { "legal-hold": 1, "turn-conflict": 1 } },
      deidentification: { removed: 2, byType: { EMAIL_ADDRESS: 1, PHONE_NUMBER: 1 } },
      retention: { conversationsEnded: 0, turnsEnded: 0 },
      erasure: { cleared: 1, erased: 1, subjects: 0, deleted: { turns: 1, keys: 1, subjectRows: 1 } },
      holds: { set: 1, lifted: 1, conversationsHeld: 0, isTenantHeld: false },
      integrity: {
        violations: 0,
        findings: [],
        headsCompared: 3,
        headsAstray: [],
        isCheckpointSigned: true,
        checkpoint: 1,
        archivedThroughCheckpoint: 1,
      },
      analytics: { turns: 4, messages: 4, turnsPerConversation: 1.33, continuityRate: 1 },
      anomalies: [],
      days: [{ day: "2026-11-02", turns: 4, reads: 2, refusals: 2 }],
    });
    expect(made.forgetting.rows.map(({ action }) => action).sort()).toEqual(["conversation.erase", "hold.lift", "hold.set"]);
    expect(made.integrity.sealedRecords).toBe(made.volumes.records);
    expect(made.analytics.medianTurnBytes).toBeGreaterThan(20);
  });

  test("links each safeguard and each disclosure to a record that can be proved", async () => {
    const { safeguards, keys } = await report();
    expect(safeguards.map(({ rule }) => rule)).toEqual(expect.arrayContaining(["164.312(b)", "164.528"]));
    const { evidence } = safeguards.find(({ rule }) => rule === "164.312(c)(1)") ?? {};
    expect((await service.call(`GET ${evidence?.proof}`, { token: token() })).status).toBe(200);
    expect(keys.map(({ kind }) => kind)).toEqual([
      "secret key",
      "publishable key",
      "signs access tokens",
      "signs checkpoints and receipts",
    ]);
    service.clock.ms += 1;
    const { disclosures } = await report();
    expect(disclosures.rows.map(({ action }) => action)).toEqual(
      expect.arrayContaining(["audit.inclusion-prove", "compliance.report"]),
    );
  });

  test("is of the tenant that asks, or of the one that an operator names", async () => {
    const other = await ask(`${recent}&tenantId=south-clinic`);
    expect(problemOf(other)).toBe("tenant-not-found");
    const theirs = await service.call(`GET /v1/compliance/report${recent}&tenantId=south-clinic`, { token: service.operatorKey });
    expect([theirs.status, theirs.body.tenantId]).toEqual([200, "south-clinic"]);
    const none = await service.call(`GET /v1/compliance/report${recent}&tenantId=nobody-here`, { token: service.operatorKey });
    expect(problemOf(none)).toBe("tenant-not-found");
  });

  test("is refused for a period that is none, or too long", async () => {
    for (const query of ["?from=2026-11-02T00:00:00Z&to=2026-11-01T00:00:00Z", "?from=2026-01-01T00:00:00Z", "?from=yesterday"])
      expect(problemOf(await ask(query))).toBe("invalid-request");
    expect((await report("?from=2026-10-01T00:00:00Z&to=2026-10-02T00:00:00Z")).volumes.records).toBe(0);
  });

  test("holds nothing of what anybody said, and no name", async () => {
    const answers = [await ask(), await ask(recent, { accept: "text/html" })];
    expect(answers.map(({ text }) => /jane|example\.com|555-0147|turn 1\b/.test(text))).toEqual([false, false]);
  });

  test("is a page for people where a page is asked for, with a policy that lets it bring its style and nothing else", async () => {
    const { headers, text } = await ask(recent, { accept: "text/html,application/xhtml+xml" });
    expect(headers).toMatchObject({ "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store" });
    expect(headers["Content-Security-Policy"]).toBe("default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'");
    expect(text).toMatch(/^<!doctype html>[\s\S]*164\.528[\s\S]*<\/html>$/);
    expect(text).not.toMatch(/<script|src=|href="(?!#record-)/);
  });
});

describe("the monthly run", () => {
  const runOf = async (change: Partial<ReturnType<typeof reporting>>) => {
    const { createHandler } = await import("../../functions/compliance-report-publish.ts");
    service.logged.length = 0;
    await createHandler({ ...service.ports, reporting: { ...reporting(service.ports), ...change } })({ id: "" });
    return service.logged.map((line) => JSON.parse(line).event).sort();
  };
  const only = async () => [{ tenantId, sinceMs: 0 }];
  const kept = (end: string) => {
    const folder = fileURLToPath(service.ports.config.auditArchiveUri);
    return readFile(join(folder, "reports", tenantId, `2026-11.${end}`), "utf8");
  };

  test("keeps a tenant's report of the month before in the archive, once", async () => {
    const made = await report();
    service.clock.ms = Date.UTC(2026, 11, 1, 2, 30);
    expect(await runOf({ list: only })).toEqual(["report.published"]);
    const first = await kept("json");
    const month = { from: "2026-11-01T00:00:00.000Z", to: "2026-12-01T00:00:00.000Z" };
    expect(JSON.parse(first)).toMatchObject({ tenantId, ...month, volumes: { conversations: 3 } });
    expect(await kept("html")).toMatch(/^<!doctype html>/);
    expect(await runOf({ list: only, report: async () => made })).toEqual(["report.published"]);
    expect(await kept("json")).toBe(first);
  }, 240_000);

  test("tells of a tenant whose report it could not make, and makes those of all others", async () => {
    const made = await report("?from=2026-12-01T00:00:00Z");
    const broken = async (id: string) => {
      if (id === tenantId) throw new Error("x");
      return made;
    };
    expect(await runOf({ report: broken })).toEqual(["report.failed", "report.published", "report.published"]);
  });
});
