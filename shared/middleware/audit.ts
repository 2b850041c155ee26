import type { ProblemCode } from "../contract/problem-codes.ts";
import { tenantIdForm } from "../contract/tenant-id.ts";
import type { ConversationRef } from "../domain/conversation/head.ts";
import { actorOf, subjectOf } from "../domain/identity/caller.ts";
import type { LedgerEvent } from "../domain/ledger/record.ts";
import { Problem } from "../problem.ts";
import type { ChainRequest, Middleware } from "./chain-state.ts";
import { claimedConversation } from "./claimed-conversation.ts";
import type { RateLimitPorts } from "./rate-question.ts";
import { refusalOf } from "./refusal.ts";

/** Writes a ledger record outside a conversation's chain. */
export type LedgerPort = { readonly record: (place: ConversationRef, event: LedgerEvent) => Promise<void> };

export type AuditPorts = RateLimitPorts & { readonly ledger: LedgerPort };

/** Whether the storage behind an endpoint records its successes itself, in the transaction or beside the read. */
export type AuditRules = { readonly action: string; readonly isRecordedByStore: boolean };

/** Faults of the very storage the ledger lies in: trying to record them would only make their callers wait twice. */
const storageFaults: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  "ledger-unavailable",
  "rate-limiter-unavailable",
  "storage-unavailable",
]);

/** Refusals of callers who proved nothing are spread over these places, so that a flood finds no hot one. */
const unprovenPlaces = 16;

/**
 * Records every call whose success the storage does not record by itself, and every refusal. Lies outside of authentication,
 * so that failed ones are on record too; only a blocked caller's further tries are not, or a flood would write the ledger. A success that cannot be recorded is turned into 503; a refusal stays what it is.
 */
export const audit = (rules: AuditRules, ports: AuditPorts): Middleware => {
  const eventOf = (request: ChainRequest, outcome: "done" | "refused", problem?: string): LedgerEvent => {
    const { call, requestId } = request.context.chain;
    const who = subjectOf(call?.caller);
    return { action: rules.action, outcome, actor: actorOf(call?.caller), requestId, problem, ...who, ...aboutOf(request) };
  };

  return {
    after: async (request) => {
      if (rules.isRecordedByStore) return;
      await ports.ledger.record(placeOf(request), eventOf(request, "done"));
    },
    onError: async (request) => {
      const { problem: refusal, isCounted } = await refusalOf(request, ports);
      request.error = refusal;
      if (!isCounted || refusal.extension.reason === "blocked" || storageFaults.has(refusal.code)) return;
      try {
        await ports.ledger.record(placeOf(request), eventOf(request, "refused", refusal.code));
      } catch (failure) {
        if (refusal.status < 500) request.error = new Problem(refusal.code, refusal.extension, { cause: failure });
      }
    },
  };
};

/** The tenant an operator's call was about. */
const aboutOf = ({ context, event }: ChainRequest): Pick<LedgerEvent, "target"> => {
  const tenantId = event.pathParameters?.tenantId ?? event.queryStringParameters?.tenantId ?? "";
  return context.chain.call?.caller.kind === "operator-key" && tenantIdForm.test(tenantId) ? { target: tenantId } : {};
};

/** The conversation the call was about; the tenant alone where there is none; a place of nobody's for unproven callers. */
const placeOf = (request: ChainRequest): ConversationRef => {
  const { call, requestId } = request.context.chain;
  if (call === undefined) return { tenantId: "", conversationId: `unproven-${placeNumber(requestId)}` };
  return claimedConversation(call, request.event) ?? { tenantId: call.tenant.tenantId, conversationId: "" };
};

const placeNumber = (requestId: string): number =>
  [...requestId].reduce((sum, character) => sum + character.charCodeAt(0), 0) % unprovenPlaces;
