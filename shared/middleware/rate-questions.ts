import type { CallContext } from "../domain/identity/call-context.ts";
import { actorOf } from "../domain/identity/caller.ts";
import { type ApiEvent, headerOf } from "./chain-state.ts";
import { claimedConversation } from "./claimed-conversation.ts";
import { addressMac, perMinute, type Question, type RateLimitPorts } from "./rate-question.ts";

/** Calls a minute with one operator key. */
const operatorCallsPerMinute = 300;

/** What a call is counted for. First comes who was proven to make it, then what is not that caller's alone; last the whole tenant. */
export const questionsOf = async (call: CallContext, event: ApiEvent, ports: RateLimitPorts): Promise<readonly Question[]> => {
  const { caller, tenant } = call;
  if (caller.kind === "operator-key") return [counted(call, ["key", caller.keyId], operatorCallsPerMinute)];
  const whole = counted(call, ["tenant"], tenant.limits.callsPerTenantPerMinute);
  return [...(await ownQuestions(call, event, ports)), { ...whole, policy: "tenant", isShared: true }];
};

const counted = ({ tenant }: CallContext, identity: readonly string[], calls: number): Question => ({
  policy: "default",
  identity: [tenant.tenantId, ...identity],
  limit: perMinute(calls),
});

/** By subject for its tokens, by conversation for the tenant's server, by key or by source address and page where tokens are asked for. */
const ownQuestions = async (call: CallContext, event: ApiEvent, ports: RateLimitPorts): Promise<readonly Question[]> => {
  const { caller, tenant } = call;
  const { callsPerMinute, callsPerConversationPerMinute, tokensPerMinute } = tenant.limits;
  if (caller.kind === "publishable-key") return visitorQuestions(call, event, ports);
  const ref = claimedConversation(call, event);
  if (ref === undefined) return [{ ...counted(call, ["key", actorOf(caller).id], tokensPerMinute), isShared: true }];
  const conversation = counted(call, ["conversation", ref.conversationId], callsPerConversationPerMinute);
  if (caller.kind !== "access-token") return [conversation];
  const subject = counted(call, ["subject", caller.subject], callsPerMinute);
  // A conversation has one subject: no tighter limit, nothing to count on top.
  return callsPerConversationPerMinute < callsPerMinute ? [subject, { ...conversation, policy: "conversation" }] : [subject];
};

const visitorQuestions = async (call: CallContext, event: ApiEvent, ports: RateLimitPorts): Promise<readonly Question[]> => {
  const { tokensPerAddressPerMinute, tokensPerOriginPerMinute } = call.tenant.limits;
  const address = counted(call, ["address", await addressMac(event, ports)], tokensPerAddressPerMinute);
  const origin = counted(call, ["origin", headerOf(event, "origin") ?? ""], tokensPerOriginPerMinute);
  return [address, { ...origin, policy: "origin", isShared: true }];
};
