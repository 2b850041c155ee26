import { causeNames, type Log, type LogLine, stackFrames } from "../log.ts";
import type { Problem } from "../problem.ts";
import type { ChainRequest, Middleware } from "./chain-state.ts";
import { asProblem } from "./problem-renderer.ts";

/** UUID, ULID, W3C or X-Ray trace id: what programs make up. Any other text may be an identifier of somebody. */
const opaque = /^(?:[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|[\da-f]{32}|1-[\da-f]{8}-[\da-f]{24}|[0-7][\dA-HJKMNP-TV-Z]{25})$/i;

/** Writes one line per call: ids, action, status, time, counts. Never a body, a path or a query, and of the headers a correlation id that is opaque. */
export const requestLog = (action: string, ports: { readonly log: Log; readonly now: () => number }): Middleware => {
  const lineOf = (request: ChainRequest): LogLine => {
    const { requestId, correlationId, arrivedAtMs, call, scrubbed } = request.context.chain;
    return {
      level: "info",
      event: "request",
      action,
      requestId,
      correlationId: opaque.test(correlationId) ? correlationId : requestId,
      tenantId: call?.tenant.tenantId,
      callerKind: call?.caller.kind,
      durationMs: ports.now() - arrivedAtMs,
      scrubbed: scrubbed?.counts,
    };
  };

  return {
    after: (request) => {
      ports.log({ ...lineOf(request), status: request.response?.statusCode });
    },
    onError: (request) => {
      const problem = asProblem(request.error);
      const { reason } = problem.extension;
      ports.log({ ...lineOf(request), ...faultLine(problem), status: problem.status, problem: problem.code, reason });
    },
  };
};

/** What a line says of a fault of ours beyond its code: names of the errors behind it, and where an unexpected one arose. */
const faultLine = (problem: Problem): Partial<LogLine> => {
  if (problem.status < 500) return {};
  const isUnexpected = problem.code === "internal-error" && problem.cause instanceof Error;
  return {
    level: "error",
    causes: causeNames(problem.cause),
    frames: isUnexpected ? stackFrames(problem.cause as Error) : undefined,
  };
};
