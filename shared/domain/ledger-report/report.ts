import type { SignedCheckpoint } from "../ledger/checkpoint.ts";
import { type Anomaly, anomaliesOf, median } from "./anomalies.ts";
import type { Access, Counts, Evidence, Tally } from "./report-tally.ts";
import { type SafeguardRow, safeguardRows } from "./safeguards.ts";

/** When keys were made: the tenant's, and the service's. */
export type KeyAge = { readonly keyId: string; readonly kind: string; readonly createdAt: string; readonly ageDays: number };

/** What a report knows beside the records of its period. */
export type ReportFacts = {
  readonly tenantId: string;
  readonly from: string;
  readonly to: string;
  readonly generatedAt: string;
  readonly retention: { readonly conversationSeconds: number; readonly turnSeconds: number };
  readonly checkpoint: SignedCheckpoint | undefined;
  readonly archived: number;
  readonly keys: readonly KeyAge[];
};

export type Numbers = Readonly<Record<string, number>>;

/** What happened with a tenant's conversations in a period: counts, digests and pointers into the ledger, and no content. */
export type ComplianceReport = Omit<ReportFacts, "checkpoint" | "archived"> & {
  readonly type: "picasso-compliance-report/1";
  readonly volumes: {
    readonly records: number;
    readonly conversations: number;
    readonly reads: number;
    readonly refusals: number;
    readonly byAction: Numbers;
    readonly refusalsByProblem: Numbers;
  };
  readonly deidentification: { readonly removed: number; readonly byType: Numbers };
  readonly erasure: { readonly cleared: number; readonly erased: number; readonly subjects: number };
  readonly holds: { readonly set: number; readonly lifted: number };
  readonly integrity: {
    readonly violations: number;
    readonly checkpoint: number | null;
    readonly sealedRecords: number;
    readonly sealedThrough: string | null;
    readonly archivedThroughCheckpoint: number;
  };
  readonly analytics: {
    readonly turns: number;
    readonly messages: number;
    readonly turnsPerConversation: number;
    readonly medianTurnBytes: number;
    /** Share of reads of a conversation that were answered; null where there was none. */
    readonly continuityRate: number | null;
  };
  readonly anomalies: readonly Anomaly[];
  readonly safeguards: readonly SafeguardRow[];
  readonly disclosures: { readonly rows: readonly Access[]; readonly leftOut: number };
};

/** The report of what was tallied. */
export const complianceReport = (tally: Tally, { checkpoint, archived, ...facts }: ReportFacts): ComplianceReport => {
  const count = (name: string) => tally.done.get(name) ?? 0;
  const statement = checkpoint?.statement;
  const numbers = {
    volumes: volumesOf(tally),
    deidentification: { removed: sum(tally.scrubbed), byType: sorted(tally.scrubbed) },
    erasure: {
      cleared: count("conversation.clear"),
      erased: count("conversation.erase"),
      subjects: count("subject.erase"),
    },
    holds: { set: count("hold.set"), lifted: count("hold.lift") },
    integrity: {
      violations: tally.problems.get("integrity-violation") ?? 0,
      checkpoint: statement?.number ?? null,
      sealedRecords: statement?.size ?? 0,
      sealedThrough: statement?.sealedThrough ?? null,
      archivedThroughCheckpoint: archived,
    },
  };
  return {
    type: "picasso-compliance-report/1",
    ...facts,
    ...numbers,
    analytics: analyticsOf(tally),
    anomalies: anomaliesOf(tally),
    safeguards: safeguardRows(evidenceIn(tally), numbers),
    disclosures: { rows: tally.notable, leftOut: tally.notableLeftOut },
  };
};

const evidenceIn =
  (tally: Tally) =>
  (action: string): Evidence | undefined =>
    tally.evidence.get(action);

const volumesOf = (tally: Tally): ComplianceReport["volumes"] => ({
  records: tally.records,
  conversations: tally.conversations.size,
  reads: (tally.actions.get("conversation.get") ?? 0) + (tally.actions.get("turn.list") ?? 0),
  refusals: tally.outcomes.get("refused") ?? 0,
  byAction: sorted(tally.actions),
  refusalsByProblem: sorted(tally.problems),
});

const analyticsOf = ({ saves, restores, conversations }: Tally): ComplianceReport["analytics"] => ({
  turns: saves.turns,
  messages: saves.messages,
  turnsPerConversation: conversations.size === 0 ? 0 : Number((saves.turns / conversations.size).toFixed(2)),
  medianTurnBytes: median(saves.sizes),
  continuityRate:
    restores.asked === 0 ? null : Number((Math.max(0, restores.asked - restores.refused) / restores.asked).toFixed(4)),
});

const sum = (counts: Counts): number => [...counts.values()].reduce((total, count) => total + count, 0);

const sorted = (counts: Counts): Numbers => Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
