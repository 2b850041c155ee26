import type { MiddlewareObj, Request } from "@middy/core";
import type { APIGatewayProxyEventV2, Context } from "aws-lambda";
import type { CallContext } from "../domain/identity/call-context.ts";
import type { HttpAnswer } from "../http.ts";
import { Problem } from "../problem.ts";

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
  /** Removed identifiers by type. */
  scrubbed?: Readonly<Record<string, number>>;
  /** The refusal that was answered. */
  problem?: { readonly code: string; readonly status: number; readonly reason?: string };
};

export type ApiEvent = APIGatewayProxyEventV2;
export type ChainContext = Context & { chain: ChainState };
export type ChainRequest = Request<ApiEvent, HttpAnswer, Error, ChainContext>;
export type Middleware = MiddlewareObj<ApiEvent, HttpAnswer, Error, ChainContext>;

/** The proven call. Hooks after authentication may count on it. */
export const provenCall = (chain: ChainState): CallContext => {
  if (chain.call === undefined) throw new Problem("invalid-credential", { reason: "missing" });
  return chain.call;
};

/** The value of a request header; names are lower case in payload format 2.0. */
export const headerOf = (event: ApiEvent, name: string): string | undefined => event.headers?.[name];
