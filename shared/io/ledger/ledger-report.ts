import type { Keyring } from "../../domain/identity/keyring.ts";
import type { Tenant } from "../../domain/identity/tenant.ts";
import type { LedgerRecord } from "../../domain/ledger/record.ts";
import type { StatementKeys } from "../../domain/ledger/statement-keys.ts";
import { type ComplianceReport, complianceReport, type KeyAge } from "../../domain/ledger-report/report.ts";
import { emptyTally, type Tally, tallyRecord } from "../../domain/ledger-report/report-tally.ts";
import { Problem } from "../../problem.ts";
import type { CheckpointStore } from "./checkpoint-store.ts";
import { type LedgerIndex, portionsOf } from "./ledger-index.ts";

type Needs = {
  readonly index: LedgerIndex;
  readonly checkpoints: CheckpointStore;
  readonly findTenant: (tenantId: string) => Promise<Tenant | undefined>;
  readonly keyring: () => Promise<Keyring>;
  readonly statementKeys: () => Promise<StatementKeys>;
  readonly now: () => number;
};

/** From `fromMs` up to and without `toMs`; refused when there are more than `mostRecords`: a report that leaves out something is none. */
export type ReportPeriod = { readonly fromMs: number; readonly toMs: number; readonly mostRecords: number };

export type LedgerReport = (tenantId: string, period: ReportPeriod) => Promise<ComplianceReport>;

const dayMs = 24 * 3600_000;

/** Compliance reports from ledgers. */
export const ledgerReport =
  (needs: Needs): LedgerReport =>
  async (tenantId, period) => {
    const tenant = await needs.findTenant(tenantId);
    if (tenant === undefined) throw new Problem("tenant-not-found");
    const [tally, checkpoint, archived, keys] = await Promise.all([
      tallyOf(needs, tenantId, period),
      needs.checkpoints.newest(tenantId),
      needs.checkpoints.archived(tenantId),
      keyAges(needs, tenant),
    ]);
    return complianceReport(tally, {
      tenantId,
      from: new Date(period.fromMs).toISOString(),
      to: new Date(period.toMs).toISOString(),
      generatedAt: new Date(needs.now()).toISOString(),
      retention: tenant.retention,
      checkpoint,
      archived,
      keys,
    });
  };

const tallyOf = async ({ index }: Needs, tenantId: string, { fromMs, toMs, mostRecords }: ReportPeriod): Promise<Tally> => {
  const tally = emptyTally();
  for await (const { records } of portionsOf(index, { tenantId, fromMs, toMs, perShard: 1000, enough: 8000 })) {
    if (tally.records + records.length > mostRecords) throw new Problem("invalid-request", { field: "query.from" });
    for (const { key, record, isFiled } of records) {
      if (!isFiled) throw new Problem("integrity-violation");
      const parsed: LedgerRecord = JSON.parse(record);
      tallyRecord(tally, key, parsed);
    }
  }
  return tally;
};

const keyAges = async ({ keyring, statementKeys, now }: Needs, tenant: Tenant): Promise<readonly KeyAge[]> => {
  const [{ byKid }, { published }] = await Promise.all([keyring(), statementKeys()]);
  const ageOf = (keyId: string, kind: string, createdAtMs: number): KeyAge => ({
    keyId,
    kind,
    createdAt: new Date(createdAtMs).toISOString(),
    ageDays: Math.floor((now() - createdAtMs) / dayMs),
  });
  return [
    ...tenant.keys.map((key) => ageOf(key.keyId, `${key.kind} key`, key.createdAtMs)),
    ...[...byKid.values()].map(({ kid, createdAtMs }) => ageOf(kid, "signs access tokens", createdAtMs)),
    ...published.map((key) =>
      ageOf(
        key.keyId,
        key.retiredAt === null ? "signs checkpoints and receipts" : "verifies checkpoints and receipts",
        Date.parse(key.createdAt),
      ),
    ),
  ];
};
