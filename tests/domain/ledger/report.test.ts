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
  const tally = emptyTally();
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
    expect(anomaliesOf(emptyTally())).toEqual([]);
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

describe("the page", () => {
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
    const empty = reportPage(complianceReport(emptyTally(), facts));
    expect(empty).toContain("None.");
    expect(empty).not.toContain('<div class="alert">');
  });
});
