import type { Tally } from "./report-tally.ts";

/** Something that is unlike the rest of the period, and by which rule. */
export type Anomaly = {
  readonly rule: "many-conversations" | "many-calls" | "many-refusals" | "token-reuse";
  readonly actor: string | null;
  /** UTC, as `2026-11-02T09`; null where it is about the whole period. */
  readonly hour: string | null;
  readonly count: number;
  /** Above this it is unlike the rest. */
  readonly threshold: number;
};

/** A count is remarkable above this many times the spread over the median, and never below the floor. */
const spreads = 6;
const floors = { "many-conversations": 30, "many-calls": 300, "many-refusals": 20 } as const;

/**
 * Hours that stand out: median and median absolute deviation instead of mean and variance, so that the outliers looked for do not
 * hide themselves.
 */
export const anomaliesOf = (tally: Tally): readonly Anomaly[] => {
  const hours = [...tally.actorHours].map(([name, { calls, conversations }]) => ({
    name,
    calls,
    conversations: conversations.size,
  }));
  const allHours = new Set(hours.map(({ name }) => name.slice(name.lastIndexOf(" "))));
  const refusals = [...allHours].map((hour) => [hour, tally.refusalHours.get(hour.trim()) ?? 0] as const);
  const reuses = tally.outcomes.get("reuse-detected") ?? 0;
  return [
    ...outliers(
      "many-conversations",
      hours.map(({ name, conversations }) => [name, conversations]),
    ),
    ...outliers(
      "many-calls",
      hours.map(({ name, calls }) => [name, calls]),
    ),
    ...outliers("many-refusals", refusals),
    ...(reuses > 0 ? [{ rule: "token-reuse", actor: null, hour: null, count: reuses, threshold: 0 } as const] : []),
  ];
};

type Named = readonly (readonly [name: string, count: number])[];

const outliers = (rule: keyof typeof floors, counts: Named): readonly Anomaly[] => {
  const values = counts.map(([, count]) => count);
  const middle = median(values);
  const spread = median(values.map((value) => Math.abs(value - middle)));
  const threshold = Math.max(floors[rule], Math.ceil(middle + spreads * Math.max(spread, 1)));
  return counts.filter(([, count]) => count > threshold).map(([name, count]) => ({ rule, ...splitName(name), count, threshold }));
};

const splitName = (name: string): Pick<Anomaly, "actor" | "hour"> => {
  const at = name.lastIndexOf(" ");
  return { actor: at === 0 ? null : name.slice(0, at), hour: name.slice(at + 1) };
};

/** The middle one; 0 of none. */
export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** The value that this share of them is not above; 0 of none. */
export const quantile = (values: readonly number[], share: number): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
};
