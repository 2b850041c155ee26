import type { ConversationRef } from "../domain/conversation/head.ts";
import type { CallContext } from "../domain/identity/call-context.ts";
import { actorOf } from "../domain/identity/caller.ts";
import type { RateLimit, RateStanding } from "../domain/identity/rate-window.ts";
import { type ApiEvent, type Middleware, provenCall } from "./chain-state.ts";
import { claimedConversation } from "./claimed-conversation.ts";
import { addressMac, overLimit, type Question, type RateLimitPorts, windowSeconds } from "./rate-question.ts";

/** Begins reading what the handler will need while the limiter counts. Never throws. */
export type Prepare = (ref: ConversationRef) => Promise<void>;

/**
 * Counts the call for the identity that was proven, one request to the shared counters. Every answer says where the caller
 * stands (draft-ietf-httpapi-ratelimit-headers); over the limit it is 429 with `Retry-After`.
 */
export const rateLimit = (ports: RateLimitPorts, prepare?: Prepare): Middleware => ({
  before: async (request) => {
    const { answerHeaders } = request.context.chain;
    const call = provenCall(request.context.chain);
    const question = await questionOf(call, request.event, ports);
    const ref = claimedConversation(call, request.event);
    const [standing] = await Promise.all([ports.limiter.count(question), ref === undefined ? undefined : prepare?.(ref)]);
    Object.assign(answerHeaders, rateHeaders(question.limit, standing));
    const refusal = overLimit(standing);
    if (refusal !== undefined) throw refusal;
  },
});

const rateHeaders = (limit: RateLimit, standing: RateStanding): Readonly<Record<string, string>> => ({
  "RateLimit-Policy": `"default";q=${limit.calls};w=${limit.windowSeconds}`,
  RateLimit: `"default";r=${standing.remaining};t=${standing.resetSeconds}`,
});

/** By subject for its tokens, by conversation for the tenant's server, by key or source address where tokens are asked for. */
const questionOf = async (call: CallContext, event: ApiEvent, ports: RateLimitPorts): Promise<Question> => {
  const { caller, tenant } = call;
  const { callsPerMinute, tokensPerMinute, tokensPerAddressPerMinute } = tenant.limits;
  const counted = (kind: string, id: string, calls: number): Question => ({
    identity: [tenant.tenantId, kind, id],
    limit: { calls, windowSeconds },
  });
  if (caller.kind === "access-token") return counted("subject", caller.subject, callsPerMinute);
  if (caller.kind === "publishable-key") return counted("address", await addressMac(event, ports), tokensPerAddressPerMinute);
  const ref = claimedConversation(call, event);
  return ref === undefined
    ? counted("key", actorOf(caller).id, tokensPerMinute)
    : counted("conversation", ref.conversationId, callsPerMinute);
};
