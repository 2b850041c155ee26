import type * as z from "zod/mini";
import type { ConversationRef, Head } from "../domain/conversation/head.ts";
import { oldErrorOf } from "../domain/delivery/old-answers.ts";
import { isDueForRenewal, renewedToken } from "../domain/identity/renewal.ts";
import type { Minting } from "../domain/identity/token-answer.ts";
import type { HttpAnswer } from "../http.ts";
import { Problem } from "../problem.ts";
import type { Beside, ChainPorts, ChainRules } from "./chain.ts";
import { type ApiEvent, headerOf, presentedCredential } from "./chain-state.ts";
import { type EndpointCall, endpoint, type Handler } from "./endpoint.ts";

/** A call of the old front end: its token is for one conversation, and that one is meant. */
export type OldCall<Body> = EndpointCall<Body> & { readonly conversation: ConversationRef; readonly presentedToken: string };

type OldRules<Schema extends z.ZodMiniType> = { readonly action: string; readonly body?: Schema; readonly beside?: Beside };

/** An endpoint in the old style: the same chain, the conversation from the token, errors under the names old clients know. */
export const oldEndpoint = <Schema extends z.ZodMiniType = z.ZodMiniType>(
  rules: OldRules<Schema>,
  ports: ChainPorts,
  handle: (call: OldCall<z.infer<Schema>>) => Promise<HttpAnswer>,
): Handler => {
  const chainRules = { ...rules, accepts: ["access-token"], isRecordedByStore: true } as ChainRules & { readonly body?: Schema };
  const run = endpoint<Schema>(chainRules, ports, (call) => {
    const { caller, proof } = call.context;
    // The old front end holds no key: what answers it knows of Bearer tokens alone.
    if (caller.kind !== "access-token" || proof !== undefined) throw new Problem("not-allowed");
    return handle({ ...call, conversation: caller, presentedToken: call.credential });
  });
  return async (event, context) => withOldError(await run(event, context), event);
};

export type OldHandlers = { readonly operations: Readonly<Record<string, Handler>>; readonly health: Handler };

/** The handler for `?action=health_check` or for the operation of `?action=conversation`; undefined when the query names neither. */
export const oldHandlerFor = (handlers: OldHandlers, event: ApiEvent): Handler | undefined => {
  const { action, operation = "" } = event.queryStringParameters ?? {};
  if (action === "health_check") return handlers.health;
  return action === "conversation" && Object.hasOwn(handlers.operations, operation) ? handlers.operations[operation] : undefined;
};

/** A problem with the members old clients look at: `error`, and for a conflict the token to go on with. */
const withOldError = (answer: HttpAnswer, event: ApiEvent): HttpAnswer => {
  if (answer.statusCode < 400) return answer;
  const problem = JSON.parse(answer.body) as { readonly type: string; readonly reason?: string };
  const error = oldErrorOf(problem.type.slice("/problems/".length), problem.reason);
  const stateToken =
    answer.statusCode === 409 ? { stateToken: presentedCredential(headerOf(event, "authorization"))?.credential } : {};
  return { ...answer, body: JSON.stringify({ ...problem, error, ...stateToken }) };
};

/** The state token of an answer: a new one in the refresh window, otherwise, and for repeats, the one that was presented. */
export const stateTokens =
  (minting: () => Promise<Minting>) =>
  async ({ context, presentedToken }: OldCall<unknown>, head: Head | undefined): Promise<string> => {
    if (head === undefined || !isDueForRenewal(context.caller, context.arrivedAtMs)) return presentedToken;
    return renewedToken(head, context.caller, await minting()).accessToken;
  };
