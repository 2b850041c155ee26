import type { LogLine } from "./log.ts";

const namespace = "PicassoContext";

/** Identifiers that were removed, by class, have a namespace of their own: a dashboard then finds whatever classes there are. */
const identifierNamespace = "PicassoContext/Identifiers";

/** Calls that give a conversation back: the share of them that are answered is the continuity rate. */
const reads: ReadonlySet<string> = new Set(["conversation.get", "turn.list", "context.get"]);

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
 * refusals by stage and action, the watched problems, whether a proven caller's read was answered, and identifiers removed. Of
 * lines without a duration, only watched events are a metric.
 */
export const requestMetrics =
  (stage: string, now: () => number) =>
  (line: LogLine): object => {
    const { durationMs, status, scrubbed = {} } = line;
    if (durationMs === undefined || status === undefined) return countOf(line, stage, now());
    const counts = countsOf(line, status);
    const Metrics = [{ Name: "durationMs", Unit: "Milliseconds" }, ...namesOf(counts)];
    const directives = [{ Namespace: namespace, Dimensions: [["stage", "action"], ["stage"]], Metrics }];
    const removed = { Namespace: identifierNamespace, Dimensions: [["stage"]], Metrics: namesOf(scrubbed) };
    const CloudWatchMetrics = removed.Metrics.length === 0 ? directives : [...directives, removed];
    return { _aws: { Timestamp: now(), CloudWatchMetrics }, stage, ...counts, ...scrubbed };
  };

const namesOf = (counts: Readonly<Record<string, number>>) => Object.keys(counts).map((Name) => ({ Name }));

const countOf = ({ event, lagMs }: LogLine, stage: string, atMs: number): object => {
  const Name = watchedEvents.get(event);
  if (Name === undefined) return {};
  const lag = lagMs === undefined ? {} : { SealingLagMs: lagMs };
  const Metrics = [{ Name, Unit: "Count" }, ...Object.keys(lag).map((each) => ({ Name: each, Unit: "Milliseconds" }))];
  const CloudWatchMetrics = [{ Namespace: namespace, Dimensions: [["stage"]], Metrics }];
  return { _aws: { Timestamp: atMs, CloudWatchMetrics }, stage, [Name]: 1, ...lag };
};

const countsOf = ({ action = "", callerKind, problem = "" }: LogLine, status: number): Readonly<Record<string, number>> => {
  const watched = watchedProblems.get(problem);
  const isProvenRead = reads.has(action) && callerKind !== undefined;
  return {
    ...Object.fromEntries(Object.entries(outcomes).map(([name, isMet]) => [name, isMet(status) ? 1 : 0])),
    ...(watched === undefined ? {} : { [watched]: 1 }),
    ...(isProvenRead ? { ReadAnswered: status < 400 ? 1 : 0 } : {}),
  };
};
