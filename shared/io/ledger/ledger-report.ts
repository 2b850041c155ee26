import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { Keyring } from "../../domain/identity/keyring.ts";
import type { Tenant } from "../../domain/identity/tenant.ts";
import { astray, type ChainsSeen, noChains, seeChains } from "../../domain/ledger/chains-seen.ts";
import type { SignedCheckpoint } from "../../domain/ledger/checkpoint.ts";
import type { LedgerRecord } from "../../domain/ledger/record.ts";
import { isSignedBy } from "../../domain/ledger/signature.ts";
import type { StatementKeys } from "../../domain/ledger/statement-keys.ts";
import { type ComplianceReport, complianceReport, type KeyAge } from "../../domain/ledger-report/report.ts";
import { emptyTally, type Tally, tallyRecord } from "../../domain/ledger-report/report-tally.ts";
import { Problem } from "../../problem.ts";
import type { Tables } from "../keys.ts";
import { namedEnds } from "./chain-ends.ts";
import type { CheckpointStore } from "./checkpoint-store.ts";
import { type LedgerIndex, portionsOf } from "./ledger-index.ts";

type Needs = {
  readonly dynamo: DynamoDBClient;
  readonly tables: Tables;
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
    const [read, checkpoint, archived, keys] = await Promise.all([
      readPeriod(needs, tenant, period),
      needs.checkpoints.newest(tenantId),
      needs.checkpoints.archived(tenantId),
      keyAges(needs, tenant),
    ]);
    return complianceReport(read.tally, {
      tenantId,
      from: new Date(period.fromMs).toISOString(),
      to: new Date(period.toMs).toISOString(),
      generatedAt: new Date(needs.now()).toISOString(),
      retention: tenant.retention,
      heads: await comparedHeads(needs, tenantId, read.chains),
      isTenantHeld: tenant.hold !== undefined,
      isCheckpointSigned: checkpoint !== undefined && isOurs(checkpoint, (await needs.statementKeys()).published),
      checkpoint,
      archived,
      keys,
    });
  };

type Read = { readonly tally: Tally; readonly chains: ChainsSeen };

const readPeriod = async ({ index }: Needs, tenant: Tenant, { fromMs, toMs, mostRecords }: ReportPeriod): Promise<Read> => {
  const read = { tally: emptyTally(toMs - tenant.retention.turnSeconds * 1000), chains: noChains() };
  const stretch = { tenantId: tenant.tenantId, fromMs, toMs, perShard: 1000, enough: 8000 };
  for await (const { records } of portionsOf(index, stretch)) {
    if (read.tally.records + records.length > mostRecords) throw new Problem("invalid-request", { field: "query.from" });
    seeChains(read.chains, records);
    for (const { key, record, isFiled } of records) {
      if (!isFiled) throw new Problem("integrity-violation");
      const parsed: LedgerRecord = JSON.parse(record);
      tallyRecord(read.tally, key, parsed);
    }
  }
  return read;
};

/** Heads of the period's conversations as they are now, against the newest records of it. Who does not fit is looked at twice: a transaction's items may come into sight one by one. */
const comparedHeads = async (needs: Needs, tenantId: string, chains: ChainsSeen) => {
  const strays = (named: Awaited<ReturnType<typeof namedEnds>>) => Object.values(astray(chains, named)).flat();
  const named = await namedEnds(needs, tenantId, [...chains.ends.keys()]);
  return { compared: named.size, astray: strays(await namedEnds(needs, tenantId, strays(named))) };
};

const isOurs = (checkpoint: SignedCheckpoint, published: StatementKeys["published"]): boolean =>
  published.some(({ keyId, publicKey }) => keyId === checkpoint.statement.keyId && isSignedBy(checkpoint, publicKey));

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
