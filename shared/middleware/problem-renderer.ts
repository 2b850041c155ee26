import { randomUUID } from "node:crypto";
import { proofAlgorithms } from "../domain/identity-dpop/proof-algorithms.ts";
import { Problem, problemBody } from "../problem.ts";
import { type ChainRequest, headerOf, type Middleware, type Presented, presentedCredential } from "./chain-state.ts";

const correlationForm = /^[A-Za-z0-9._:-]{1,128}$/;

export type ArrivalPorts = {
  readonly now: () => number;
  /** Monotonic milliseconds of this process. */
  readonly elapsedMs: () => number;
  /** How long ago the gateway received the call, by the time it noted (epoch milliseconds): a cold start lies in between. */
  readonly gatewayDelayMs: (receivedAtMs: number) => number;
};

/**
 * Begins the state of a call, and turns whatever was thrown into the RFC 9457 answer that the error handler outside of it sends.
 * A correlation id comes from `x-correlation-id` when it has a harmless form.
 */
export const problemRenderer = (ports: ArrivalPorts): Middleware => ({
  before: (request) => {
    const requestId = request.context.awsRequestId ?? randomUUID();
    const given = headerOf(request.event, "x-correlation-id");
    const correlationId = given !== undefined && correlationForm.test(given) ? given : requestId;
    const delayMs = ports.gatewayDelayMs(request.event.requestContext.timeEpoch);
    const arrival = { arrivedAtMs: ports.now() - delayMs, arrivedElapsedMs: ports.elapsedMs() - delayMs };
    request.context.chain = { requestId, correlationId, ...arrival, answerHeaders: {} };
  },
  onError: (request) => {
    const problem = asProblem(request.error);
    const { requestId, answerHeaders } = request.context.chain;
    request.error = Object.assign(new Error(JSON.stringify(problemBody(problem, requestId))), {
      statusCode: problem.status,
      expose: true,
      headers: {
        ...answerHeaders,
        ...problemHeaders(problem, headerOf(request.event, "authorization")),
        "Content-Type": "application/problem+json",
      },
    });
  },
});

/** What was thrown, as a problem: anything that is none is 500 `internal-error`. */
export const asProblem = (error: ChainRequest["error"]): Problem =>
  error instanceof Problem ? error : new Problem("internal-error", {}, { cause: error });

const problemHeaders = (problem: Problem, authorization: string | undefined): Readonly<Record<string, string>> => {
  const { reason, retryAfterSeconds } = problem.extension;
  return {
    ...(problem.status === 401 ? { "WWW-Authenticate": challenge(reason, presentedCredential(authorization)?.scheme) } : {}),
    ...(retryAfterSeconds === undefined ? {} : { "Retry-After": String(retryAfterSeconds) }),
  };
};

/** What a 401 asks for: by RFC 6750, by RFC 9449 (7.1) where a proof is what is wrong or what the token came with. */
const challenge = (reason: string | undefined, scheme: Presented["scheme"] | undefined): string => {
  const error = reason?.startsWith("dpop-") ? "invalid_dpop_proof" : "invalid_token";
  if (scheme === "dpop" || error === "invalid_dpop_proof") return `DPoP algs="${proofAlgorithms.join(" ")}", error="${error}"`;
  return reason === "missing" ? "Bearer" : 'Bearer error="invalid_token"';
};
