import middy from "@middy/core";
import httpErrorHandler from "@middy/http-error-handler";
import type { HttpAnswer } from "../http.ts";
import type { Log } from "../log.ts";
import { Problem } from "../problem.ts";
import type { ApiEvent, ChainContext } from "./chain-state.ts";
import type { Handler } from "./endpoint.ts";
import { type ArrivalPorts, problemRenderer } from "./problem-renderer.ts";
import { requestLog } from "./request-log.ts";
import { securityHeaders } from "./security-headers.ts";

export type PublicPorts = ArrivalPorts & { readonly log: Log };

/** A Lambda handler anybody may call: it shows nothing of anybody's and changes nothing, so it is neither counted nor recorded. */
export const publicEndpoint = (
  action: string,
  ports: PublicPorts,
  handle: (event: ApiEvent) => HttpAnswer | Promise<HttpAnswer>,
): Handler => {
  const base = async (event: ApiEvent) => handle(event);
  const run = middy<ApiEvent, HttpAnswer, Error, ChainContext>(base, { timeoutEarlyInMillis: 0 }).use([
    httpErrorHandler({ logger: false }),
    problemRenderer(ports),
    securityHeaders(),
    requestLog(action, ports),
  ]);
  return (event, context) => run(event, context as ChainContext);
};

/** The answer to every address that is no route. */
export const notFoundEndpoint = (ports: PublicPorts): Handler =>
  publicEndpoint("route.fallback", ports, () => {
    throw new Problem("not-found");
  });
