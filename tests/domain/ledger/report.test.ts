import { describe, expect, test } from "@jest/globals";
import type { LedgerRecord } from "../../../shared/domain/ledger/record.ts";
import { anomaliesOf, median } from "../../../shared/domain/ledger-report/anomalies.ts";
import { complianceReport } from "../../../shared/domain/ledger-report/report.ts";
import { reportPage } from "../../../shared/domain/ledger-report/report-page.ts";
import { emptyTally, type Tally, tallyRecord } from "../../../shared/domain/ledger-report/report-tally.ts";

const record = (change: Partial<LedgerRecord>): LedgerRecord => ({
  action: "conversation.get",
  outcome: "requested",
  actor: { kind: "secret-key", id: "k_1" },
  requestId: "r",
  tenantId: "t",
  conversationId: "cv_1",
  at: "2026-11-02T09:00:00.000Z",
  ...change,
});
const tallied = (records: readonly LedgerRecord[]): Tally => {
  const tally = emptyTally(Date.parse(at(12)));
  for (const [index, each] of records.entries()) tallyRecord(tally, `E#${index}`, each);
  return tally;
};
const many = (count: number, change: (index: number) => Partial<LedgerRecord>): readonly LedgerRecord[] =>
  Array.from({ length: count }, (_, index) => record(change(index)));
const at = (hour: number): string => `2026-11-02T${String(hour).padStart(2, "0")}:00:00.000Z`;
const facts = {
  tenantId: "<b>t</b>",
  from: at(0),
  to: at(23),
  generatedAt: at(23),
  retention: { conversationSeconds: 604_800, turnSeconds: 86_400 },
  checkpoint: undefined,
  archived: 0,
  isCheckpointSigned: false,
  heads: { compared: 2, astray: [] },
  isTenantHeld: false,
  keys: [{ keyId: "k_1", kind: "secret key", createdAt: at(0), ageDays: 3 }],
};

describe("anomalies", () => {
  const usual = many(200, (index) => ({
    at: at(index % 20),
    conversationId: `cv_${index % 9}`,
    actor: { kind: "access-token", id: `f${index % 5}` },
  }));

  test("are none in usual days", () => {
    expect(anomaliesOf(tallied(usual))).toEqual([]);
    expect(anomaliesOf(emptyTally(0))).toEqual([]);
  });

  test("are hours in which a key touches far more conversations, or makes far more calls, than others do", () => {
    const scraping = many(90, (index) => ({ at: at(3), conversationId: `cv_x${index}` }));
    expect(anomaliesOf(tallied([...usual, ...scraping]))).toEqual([
      { rule: "many-conversations", actor: "secret-key k_1", hour: "2026-11-02T03", count: 90, threshold: 30 },
    ]);
    const hammering = many(400, () => ({ at: at(4) }));
    expect(anomaliesOf(tallied([...usual, ...hammering])).map(({ rule }) => rule)).toEqual(["many-calls"]);
  });

  test("are hours with many refusals, and any reuse of a refresh token", () => {
    const probing = many(50, () => ({ at: at(5), outcome: "refused", problem: "conversation-not-found" }));
    const reuse = record({ outcome: "reuse-detected", action: "token.refresh" });
    expect(anomaliesOf(tallied([...usual, ...probing, reuse]))).toEqual([
      { rule: "many-refusals", actor: null, hour: "2026-11-02T05", count: 50, threshold: 20 },
      { rule: "token-reuse", actor: null, hour: null, count: 1, threshold: 0 },
    ]);
  });

  test("do not hide each other: an outlier moves no median", () => {
    expect([median([]), median([1, 2, 1000]), median([4])]).toEqual([0, 2, 4]);
  });
});

describe("the accounting of disclosures", () => {
  test("lists operators, exports, reveals and reads of the ledger, and says how many it left out", () => {
    const records = [
      record({ actor: { kind: "operator-key", id: "o" }, action: "tenant.get" }),
      record({ action: "subject.export", subject: "sb_1" }),
      ...many(1100, () => ({ action: "audit.event-list" })),
      record({}),
    ];
    const { disclosures } = complianceReport(tallied(records), facts);
    expect([disclosures.rows.length, disclosures.leftOut]).toEqual([1000, 102]);
    expect(disclosures.rows.slice(0, 2)).toMatchObject([
      { actor: "operator-key o" },
      { action: "subject.export", subject: "sb_1" },
    ]);
  });
});

describe("retention performed", () => {
  const save = (conversationId: string, hour: number, sequence: number): LedgerRecord =>
    record({ action: "conversation.save", outcome: "done", conversationId, at: at(hour), sequence });
  const change = (action: string, conversationId: string, more: Partial<LedgerRecord> = {}): LedgerRecord =>
    record({ action, outcome: "done", conversationId, at: at(3), sequence: 9, ...more });
  const hold = { scope: "conversation", reason: "litigation" };
  const brief = { ...facts, retention: { conversationSeconds: 12 * 3600, turnSeconds: 11 * 3600 } };

  test("counts what was out of sight when the period ended: nothing that was cleared, is held, or was used since", () => {
    const over = [save("cv_over", 1, 2), save("cv_over", 2, 3)];
    const used = [save("cv_used", 1, 2), save("cv_used", 20, 3)];
    const cleared = [save("cv_cleared", 1, 2), change("conversation.clear", "cv_cleared")];
    const held = [save("cv_held", 1, 2), change("hold.set", "cv_held", { hold })];
    const freed = [save("cv_freed", 1, 2), change("hold.set", "cv_freed", { hold }), change("hold.lift", "cv_freed", { hold })];
    const read = record({ conversationId: "cv_read" });
    const made = complianceReport(tallied([...over, ...used, ...cleared, ...held, ...freed, read]), brief);
    expect(made.retention).toMatchObject({ conversationsEnded: 2, turnsEnded: 4 });
    expect(made.holds).toEqual({ set: 2, lifted: 1, conversationsHeld: 1, isTenantHeld: false });
  });
});

describe("conversation analytics", () => {
  test("tell lengths of turns, messages a turn, and what happened day by day", () => {
    const saves = [100, 200, 300, 4000].map((sealedBytes, index) =>
      record({ action: "conversation.append", outcome: "done", at: at(index), counts: { messages: 2, sealedBytes } }),
    );
    const { analytics, days } = complianceReport(tallied([...saves, record({}), record({ outcome: "refused" })]), facts);
    expect(analytics).toEqual({
      turns: 4,
      messages: 8,
      turnsPerConversation: 4,
      messagesPerTurn: 2,
      medianTurnBytes: 300,
      longTurnBytes: 4000,
      longestTurnBytes: 4000,
      continuityRate: 0,
    });
    expect(days).toEqual([{ day: "2026-11-02", turns: 4, reads: 1, refusals: 1 }]);
  });
});

describe("integrity checks", () => {
  test("name each finding with its record, and the conversations whose heads do not agree with the ledger", () => {
    const found = record({ action: "audit.compare-heads", outcome: "done", problem: "integrity-violation" });
    const refused = record({ outcome: "refused", problem: "integrity-violation" });
    const made = complianceReport(tallied([found, refused]), { ...facts, heads: { compared: 1, astray: ["cv_1"] } });
    expect(made.integrity).toMatchObject({ violations: 2, headsCompared: 1, headsAstray: ["cv_1"] });
    expect(made.integrity.findings[0]).toMatchObject({
      action: "audit.compare-heads",
      proof: "/v1/audit/proofs/inclusion?conversationId=cv_1&key=E%230",
    });
    expect([made.volumes.refusals, made.volumes.refusalsByProblem]).toEqual([1, { "integrity-violation": 1 }]);
    const page = reportPage(made);
    expect([page.includes("Integrity was violated."), page.includes("Integrity holds.")]).toEqual([true, false]);
  });
});

describe("the page", () => {
  test("leads from each claim to the record at its end that proves it", () => {
    const records = [record({ action: "conversation.save", outcome: "done" }), record({ action: "subject.export" })];
    const page = reportPage(complianceReport(tallied(records), facts));
    const links = [...page.matchAll(/href="#(record-\d+)"/g)].map(([, id]) => id);
    expect(links.length).toBeGreaterThan(3);
    expect(links.filter((id) => !page.includes(`id="${id}"`))).toEqual([]);
    expect(page).toContain("GET /v1/audit/proofs/inclusion?conversationId=cv_1&amp;key=E%231");
    expect(page).toContain("Integrity holds.");
  });

  test("escapes every text that comes from elsewhere", () => {
    const records = [
      record({ action: `<img src=x>"&'`, outcome: "refused", problem: "<script>" }),
      record({ actor: { kind: "operator-key", id: "<i>" } }),
    ];
    const page = reportPage(
      complianceReport(tallied(records), { ...facts, keys: [{ ...facts.keys[0], keyId: "<u>" } as never] }),
    );
    expect(page).not.toMatch(/<img|<script>|<i>|<u>|<b>t<\/b>/);
    expect(page).toContain("&lt;img src=x&gt;&quot;&amp;&#39;");
  });

  test("shows anomalies as an alert, and a period of nothing as nothing", () => {
    const usual = many(40, (index) => ({ at: at(index % 20) }));
    const probing = [...usual, ...many(50, () => ({ outcome: "refused", conversationId: "" }))];
    expect(reportPage(complianceReport(tallied(probing), facts))).toContain('<div class="alert">');
    const empty = reportPage(complianceReport(emptyTally(0), facts));
    expect(empty).toContain("None.");
    expect(empty).not.toContain('<div class="alert">');
  });
});
