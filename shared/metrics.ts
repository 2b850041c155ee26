import type { LogLine } from "./log.ts";

const namespace = "PicassoContext";

/** What every request counts, as 0 or 1. */
const outcomes = {
  errors: (status: number) => status >= 500,
  refusals: (status: number) => status >= 400 && status < 500,
} as const;

/** Problems that are a metric of their own, under this name, when they happen. */
const watchedProblems = new Map([
  ["refresh-token-reused", "RefreshTokenReused"],
  ["invalid-credential", "AuthenticationFailed"],
  ["session-limit", "SessionLimitReached"],
  ["integrity-violation", "IntegrityViolation"],
  ["ledger-unavailable", "LedgerUnavailable"],
  ["keys-unavailable", "KeysUnavailable"],
  ["unfinished", "Unfinished"],
]);

/** Events that are counted by stage when they happen, under this name. */
const watchedEvents = new Map([
  ["session.without-lease", "SessionWithoutLease"],
  ["comprehend.unavailable", "ComprehendUnavailable"],
  ["summary.not-started", "SummaryNotStarted"],
  ["summary.failed", "SummaryFailed"],
  ["summary.sweep-failed", "SummarySweepFailed"],
  ["summary.fallback", "SummaryFallback"],
  ["ledger.sealed", "LedgerSealed"],
  ["ledger.altered", "LedgerAltered"],
  ["ledger.gap", "LedgerGap"],
  ["ledger.rolled-back-head", "HeadRolledBack"],
  ["ledger.seal-failed", "LedgerSealFailed"],
  ["vault.revealed", "VaultRevealed"],
  ["emergency.access", "EmergencyAccess"],
]);

/**
 * The members that make a request's log line a CloudWatch metric as well (embedded metric format): duration, errors and
 * refusals by stage and action, and the watched problems. Of lines without a duration,
 * only watched events are a metric.
 */
export const requestMetrics =
  (stage: string, now: () => number) =>
  (line: LogLine): object => {
    const { durationMs, status } = line;
    if (durationMs === undefined || status === undefined) return countOf(line.event, stage, now());
    const counts = countsOf(status, line.problem);
    const counted = Object.keys(counts).map((Name) => ({ Name }));
    const Metrics = [{ Name: "durationMs", Unit: "Milliseconds" }, ...counted];
    return {
      _aws: {
        Timestamp: now(),
        CloudWatchMetrics: [{ Namespace: namespace, Dimensions: [["stage", "action"], ["stage"]], Metrics }],
      },
      stage,
      ...counts,
    };
  };

const countOf = (event: string, stage: string, atMs: number): object => {
  const Name = watchedEvents.get(event);
  if (Name === undefined) return {};
  const CloudWatchMetrics = [{ Namespace: namespace, Dimensions: [["stage"]], Metrics: [{ Name, Unit: "Count" }] }];
  return { _aws: { Timestamp: atMs, CloudWatchMetrics }, stage, [Name]: 1 };
};

const countsOf = (status: number, problem = ""): Readonly<Record<string, number>> => {
  const watched = watchedProblems.get(problem);
  return {
    ...Object.fromEntries(Object.entries(outcomes).map(([name, isMet]) => [name, isMet(status) ? 1 : 0])),
    ...(watched === undefined ? {} : { [watched]: 1 }),
  };
};
