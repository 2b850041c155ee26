import type { ConversationRef } from "../domain/conversation/head.ts";
import type { MessageBlocked } from "../domain/dlp-policy/message-blocked.ts";
import type { Traces } from "../domain/dlp-policy/traces.ts";
import type { CallContext } from "../domain/identity/call-context.ts";
import { Problem } from "../problem.ts";
import { type Middleware, provenCall } from "./chain-state.ts";
import { claimedConversation } from "./claimed-conversation.ts";

/** `isTextFree`: the body holds ids, times and settings only, and nothing a subject or a clinician wrote. */
export type ScrubRules = { readonly isTextFree?: boolean };

/** A body with every identifier dealt with as the policy of the call's tenant says, with the help of what the conversation remembers. */
export type Deidentify = (
  body: unknown,
  by: { readonly call: CallContext; readonly ref: ConversationRef | undefined; readonly isOutOfTime: () => boolean },
) => Promise<Traces & { readonly value: unknown }>;

const budgetMs = 5000;

/**
 * De-identifies the whole body: strings, numbers and keys. Runs last, so that a handler can only ever see scrubbed text. When it
 * fails, takes longer than five seconds or is not there, the call is 503 `scrub-unavailable` and nothing is stored.
 */
export const scrubBody = (
  rules: ScrubRules,
  ports: { readonly elapsedMs: () => number },
  deidentify: Deidentify = absent,
): Middleware => ({
  before: async (request) => {
    const { chain } = request.context;
    if (rules.isTextFree === true || chain.body === undefined) return;
    const call = provenCall(chain);
    const by = { call, ref: claimedConversation(call, request.event) };
    const { value, ...traces } = await scrubbed(chain.body, { ...by, ...ports, deidentify });
    chain.body = value;
    chain.scrubbed = traces;
  },
});

type Scrubbing = {
  readonly call: CallContext;
  readonly ref: ConversationRef | undefined;
  readonly deidentify: Deidentify;
  readonly elapsedMs: () => number;
};

/** The same of a text that came in another way than by the body. */
export const scrubbed = (value: unknown, { deidentify, elapsedMs, call, ref }: Scrubbing): ReturnType<Deidentify> => {
  const endMs = elapsedMs() + budgetMs;
  return deidentify(value, { call, ref, isOutOfTime: () => elapsedMs() > endMs }).catch(refuse);
};

const absent: Deidentify = () => Promise.reject(new TypeError("an endpoint that takes text has nothing to de-identify it with"));

/** By name: the engine is a file of its own, with a class of its own. */
const isBlocked = (cause: unknown): cause is MessageBlocked => cause instanceof Error && cause.name === "MessageBlocked";

const refuse = (cause: unknown): never => {
  if (cause instanceof Problem) throw cause;
  if (isBlocked(cause)) throw new Problem("message-blocked", { types: cause.types }, { cause });
  throw new Problem("scrub-unavailable", { retryAfterSeconds: 1 }, { cause });
};
