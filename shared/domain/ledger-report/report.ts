import type { SignedCheckpoint } from "../ledger/checkpoint.ts";
import { type Anomaly, anomaliesOf, median, quantile } from "./anomalies.ts";
import type { Counts, Day, Evidence, Named, Tally } from "./report-tally.ts";
import { type SafeguardRow, safeguardRows } from "./safeguards.ts";
import { type Ended, endedBy } from "./tally-lives.ts";

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
  /** Whether one of the service's keys signed that checkpoint. */
  readonly isCheckpointSigned: boolean;
  readonly archived: number;
  /** Heads that were compared with the ledger when the report was made, and conversations whose head does not fit. */
  readonly heads: { readonly compared: number; readonly astray: readonly string[] };
  /** Whether a hold on all that the tenant has is in force. */
  readonly isTenantHeld: boolean;
  readonly keys: readonly KeyAge[];
};

export type Numbers = Readonly<Record<string, number>>;

/** What happened with a tenant's conversations in a period: counts, digests and pointers into the ledger, and no content. */
export type ComplianceReport = Pick<ReportFacts, "tenantId" | "from" | "to" | "generatedAt" | "keys"> & {
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
  /** The lifetimes, and what they took out of sight of what the period's records tell of. */
  readonly retention: ReportFacts["retention"] & Omit<Ended, "conversationsHeld">;
  /** `deleted`: items by class, of completed erasures. */
  readonly erasure: { readonly cleared: number; readonly erased: number; readonly subjects: number; readonly deleted: Numbers };
  readonly holds: {
    readonly set: number;
    readonly lifted: number;
    readonly conversationsHeld: number;
    readonly isTenantHeld: boolean;
  };
  /** Each completed erasure and each hold laid or lifted, with its record. */
  readonly forgetting: Named;
  readonly integrity: {
    readonly violations: number;
    readonly findings: Named["rows"];
    readonly headsCompared: number;
    readonly headsAstray: readonly string[];
    readonly isCheckpointSigned: boolean;
    readonly checkpoint: number | null;
    readonly sealedRecords: number;
    readonly sealedThrough: string | null;
    readonly archivedThroughCheckpoint: number;
  };
  readonly analytics: {
    readonly turns: number;
    readonly messages: number;
    readonly turnsPerConversation: number;
    readonly messagesPerTurn: number;
    readonly medianTurnBytes: number;
    readonly longTurnBytes: number;
    readonly longestTurnBytes: number;
    /** Share of reads of a conversation that were answered; null where there was none. */
    readonly continuityRate: number | null;
  };
  readonly anomalies: readonly Anomaly[];
  readonly safeguards: readonly SafeguardRow[];
  readonly disclosures: Named;
  readonly days: readonly (Day & { readonly day: string })[];
};

/** The report of what was tallied. */
export const complianceReport = (tally: Tally, facts: ReportFacts): ComplianceReport => {
  const { tenantId, from, to, generatedAt, keys } = facts;
  const { conversationsHeld, ...ended } = endedBy(tally.lives, Date.parse(to), facts.retention);
  const numbers = {
    volumes: volumesOf(tally),
    deidentification: { removed: sum(tally.scrubbed), byType: sorted(tally.scrubbed) },
    ...forgettingOf(tally),
    integrity: integrityOf(tally, facts),
  };
  return {
    type: "picasso-compliance-report/1",
    ...{ tenantId, from, to, generatedAt, keys },
    ...numbers,
    retention: { ...facts.retention, ...ended },
    holds: { ...numbers.holds, conversationsHeld, isTenantHeld: facts.isTenantHeld },
    analytics: analyticsOf(tally),
    anomalies: anomaliesOf(tally),
    safeguards: safeguardRows(evidenceIn(tally), numbers),
    disclosures: tally.disclosures,
    days: [...tally.days].map(([day, counts]) => ({ day, ...counts })).sort((a, b) => (a.day < b.day ? -1 : 1)),
  };
};

const forgettingOf = ({ done, deleted, forgetting }: Tally) => {
  const count = (name: string) => done.get(name) ?? 0;
  const [cleared, erased, subjects] = [count("conversation.clear"), count("conversation.erase"), count("subject.erase")];
  return {
    erasure: { cleared, erased, subjects, deleted: sorted(deleted) },
    holds: { set: count("hold.set"), lifted: count("hold.lift") },
    forgetting,
  };
};

const integrityOf = (tally: Tally, facts: ReportFacts): ComplianceReport["integrity"] => {
  const statement = facts.checkpoint?.statement;
  return {
    violations: tally.violations.rows.length + tally.violations.leftOut,
    findings: tally.violations.rows,
    headsCompared: facts.heads.compared,
    headsAstray: facts.heads.astray,
    isCheckpointSigned: facts.isCheckpointSigned,
    checkpoint: statement?.number ?? null,
    sealedRecords: statement?.size ?? 0,
    sealedThrough: statement?.sealedThrough ?? null,
    archivedThroughCheckpoint: facts.archived,
  };
};

const evidenceIn =
  (tally: Tally) =>
  (action: string): Evidence | undefined =>
    tally.evidence.get(action);

const volumesOf = (tally: Tally): ComplianceReport["volumes"] => ({
  records: tally.records,
  conversations: tally.lives.size,
  reads: [...tally.days.values()].reduce((total, { reads }) => total + reads, 0),
  refusals: tally.outcomes.get("refused") ?? 0,
  byAction: sorted(tally.actions),
  refusalsByProblem: sorted(tally.problems),
});

const analyticsOf = ({ saves, restores, lives }: Tally): ComplianceReport["analytics"] => ({
  turns: saves.turns,
  messages: saves.messages,
  turnsPerConversation: ratio(saves.turns, lives.size),
  messagesPerTurn: ratio(saves.messages, saves.turns),
  medianTurnBytes: median(saves.sizes),
  longTurnBytes: quantile(saves.sizes, 0.95),
  longestTurnBytes: saves.longest,
  continuityRate:
    restores.asked === 0 ? null : Number((Math.max(0, restores.asked - restores.refused) / restores.asked).toFixed(4)),
});

const ratio = (count: number, among: number): number => (among === 0 ? 0 : Number((count / among).toFixed(2)));

const sum = (counts: Counts): number => [...counts.values()].reduce((total, count) => total + count, 0);

const sorted = (counts: Counts): Numbers => Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
