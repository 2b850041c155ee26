import type { LogLine } from "./log.ts";

const namespace = "PicassoContext";

/**
 * The members that make a request's log line a CloudWatch metric as well (embedded metric format): duration, errors and
 * refusals by stage and action. Lines without a duration are no metric.
 */
export const requestMetrics =
  (stage: string, now: () => number) =>
  (line: LogLine): object => {
    if (line.durationMs === undefined || line.status === undefined) return {};
    return {
      _aws: {
        Timestamp: now(),
        CloudWatchMetrics: [
          {
            Namespace: namespace,
            Dimensions: [["stage", "action"], ["stage"]],
            Metrics: [{ Name: "durationMs", Unit: "Milliseconds" }, { Name: "errors" }, { Name: "refusals" }],
          },
        ],
      },
      stage,
      errors: line.status >= 500 ? 1 : 0,
      refusals: line.status >= 400 && line.status < 500 ? 1 : 0,
    };
  };
