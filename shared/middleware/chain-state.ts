import type { MiddlewareObj, Request } from "@middy/core";
import type { APIGatewayProxyEventV2, Context } from "aws-lambda";
import type { Traces } from "../domain/dlp-policy/traces.ts";
import type { CallContext } from "../domain/identity/call-context.ts";
import type { HttpAnswer } from "../http.ts";
import { unproven } from "../problem.ts";

/** What the hooks of one call hand on to each other and to the handler. One object per call (TRAPS 11). */
export type ChainState = {
  readonly requestId: string;
  readonly correlationId: string;
  /** When the gateway received the call: epoch milliseconds by our clock, and in this process's monotonic time. */
  readonly arrivedAtMs: number;
  readonly arrivedElapsedMs: number;
  /** Headers every answer of this call gets, refusals included. */
  readonly answerHeaders: Record<string, string>;
  /** Canonical text of the body as it came in: never stored, never logged, only digested. */
  bodyText?: string;
  body?: unknown;
  call?: CallContext;
  /** What de-identification found in the body. */
  scrubbed?: Traces;
};

export type ApiEvent = APIGatewayProxyEventV2;
export type ChainContext = Context & { chain: ChainState };
export type ChainRequest = Request<ApiEvent, HttpAnswer, Error, ChainContext>;
export type Middleware = MiddlewareObj<ApiEvent, HttpAnswer, Error, ChainContext>;

/** The proven call. Hooks after authentication may count on it. */
export const provenCall = (chain: ChainState): CallContext => {
  if (chain.call === undefined) throw unproven("missing");
  return chain.call;
};

/** A credential and how it was sent: alone (RFC 6750), or with a proof of its key (RFC 9449). */
export type Presented = { readonly scheme: "bearer" | "dpop"; readonly credential: string };

const form = /^(?:Bearer|(DPoP)) ([\x21-\x7e]{1,2048})$/i;

/** What an Authorization header presents; undefined when it is missing or of another form. */
export const presentedCredential = (authorization: string | undefined): Presented | undefined => {
  const [, dpop, credential] = form.exec(authorization ?? "") ?? [];
  return credential === undefined ? undefined : { scheme: dpop === undefined ? "bearer" : "dpop", credential };
};

/** The value of a request header; names are lower case in payload format 2.0. */
export const headerOf = (event: ApiEvent, name: string): string | undefined => event.headers?.[name];
