import type { ConversationRef } from "../domain/conversation/head.ts";
import type { CallContext } from "../domain/identity/call-context.ts";
import type { RateStanding } from "../domain/identity/rate-window.ts";
import type { DpopProof } from "../domain/identity-dpop/dpop-proof.ts";
import { unproven } from "../problem.ts";
import { type Middleware, provenCall } from "./chain-state.ts";
import { claimedConversation } from "./claimed-conversation.ts";
import { overLimit, type Question, type RateLimitPorts } from "./rate-question.ts";
import { questionsOf } from "./rate-questions.ts";

/** Begins reading what the handler will need while the limiter counts. Never throws. */
export type Prepare = (ref: ConversationRef) => Promise<void>;

/** Notes that a key was used. Never throws. */
export type KeyUsePorts = { readonly noteKeyUse: (key: { readonly tenantId: string; readonly keyId: string }) => Promise<void> };

/** Whether a proof of possession is used for the first time. */
export type ProofUsePorts = {
  readonly isFirstUse: (use: {
    readonly tenantId: string;
    readonly proof: DpopProof;
    readonly requestId: string;
  }) => Promise<boolean>;
};

/**
 * Counts the call for the identity that was proven and for its tenant, all at the same time over shared counters. Every answer
 * says where the caller stands (draft-ietf-httpapi-ratelimit-headers); over a limit it is 429 with `Retry-After`. A proof that comes
 * with the call is noted as used at the same time, unless the caller is blocked anyway; one that was used before is 401.
 */
export const rateLimit = (ports: RateLimitPorts & KeyUsePorts & ProofUsePorts, prepare?: Prepare): Middleware => ({
  before: async (request) => {
    const { answerHeaders } = request.context.chain;
    const call = provenCall(request.context.chain);
    const questions = await questionsOf(call, request.event, ports);
    const ref = claimedConversation(call, request.event);
    const [standings, isFresh] = await Promise.all([
      ports.limiter.count(questions),
      isFreshCall(call, questions, ports),
      ref === undefined ? undefined : prepare?.(ref),
      "keyId" in call.caller ? ports.noteKeyUse(call.caller) : undefined,
    ]);
    const { question, standing } = bindingOne(questions, standings);
    Object.assign(answerHeaders, rateHeaders(question, standing));
    const refusal = overLimit(standing);
    if (refusal !== undefined) throw refusal;
    if (!isFresh) throw unproven("dpop-replayed");
  },
});

/** Whether the call has no proof or an unused one. Of a blocked caller's proof no note is taken: the call goes no further. */
const isFreshCall = async (
  { proof, tenant, requestId }: CallContext,
  questions: readonly Question[],
  ports: RateLimitPorts & ProofUsePorts,
): Promise<boolean> => {
  if (proof === undefined) return true;
  return !ports.limiter.isBlocked(questions) && ports.isFirstUse({ tenantId: tenant.tenantId, proof, requestId });
};

type Counted = { readonly question: Question; readonly standing: RateStanding };

/** The limit an answer speaks of: the one that makes the caller wait longest, else the caller's own, which is the first. */
const bindingOne = (questions: readonly Question[], standings: readonly RateStanding[]): Counted => {
  const counted = questions.flatMap((question, index): Counted[] => {
    const standing = standings[index];
    return standing === undefined ? [] : [{ question, standing }];
  });
  return counted.reduce((binding, each) =>
    each.standing.retryAfterSeconds > binding.standing.retryAfterSeconds ? each : binding,
  );
};

const rateHeaders = ({ policy, limit }: Question, standing: RateStanding): Readonly<Record<string, string>> => ({
  "RateLimit-Policy": `"${policy}";q=${limit.calls};w=${limit.windowSeconds}`,
  RateLimit: `"${policy}";r=${standing.remaining};t=${standing.resetSeconds}`,
});
