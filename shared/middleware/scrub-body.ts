import type { KeyObject } from "node:crypto";
import type { ConversationRef } from "../domain/conversation/head.ts";
import type { Detector } from "../domain/dlp/detector.ts";
import type { Recollection } from "../domain/dlp-memory/recollection.ts";
import { type Deidentified, deidentify } from "../domain/dlp-policy/deidentify.ts";
import { MessageBlocked } from "../domain/dlp-policy/message-blocked.ts";
import { lettersOf } from "../domain/dlp-policy/tenant-digest.ts";
import type { CallContext } from "../domain/identity/call-context.ts";
import type { KeyPurpose } from "../domain/identity/purpose-key.ts";
import type { Tenant } from "../domain/identity/tenant.ts";
import { Problem } from "../problem.ts";
import { type ChainRequest, type Middleware, provenCall } from "./chain-state.ts";
import { claimedConversation } from "./claimed-conversation.ts";

/** `isTextFree`: the body holds ids, times and settings only, and nothing a subject or a clinician wrote. */
export type ScrubRules = { readonly isTextFree?: boolean };

export type ScrubPorts = {
  readonly now: () => number;
  readonly elapsedMs: () => number;
  readonly purposeKey: (purpose: KeyPurpose) => Promise<KeyObject>;
  /** Detectors beside the built-in ones: those that need a model, and the tenant's own patterns. */
  readonly detectorsFor: (tenant: Tenant) => Promise<readonly Detector[]>;
};

/** What a conversation lends to the de-identification of its next text; undefined where there is no living conversation. */
export type Recollect = (ref: ConversationRef) => Promise<Recollection | undefined>;

const budgetMs = 2000;

/**
 * De-identifies the whole body as the tenant's policy says: strings, numbers and keys. Runs last, so that a handler can only
 * ever see scrubbed text. When it fails or takes longer than two seconds, the call is 503 `scrub-unavailable` and nothing is stored.
 */
export const scrubBody = (rules: ScrubRules, ports: ScrubPorts, recollect?: Recollect): Middleware => ({
  before: async (request) => {
    const { chain } = request.context;
    if (rules.isTextFree === true || chain.body === undefined) return;
    const call = provenCall(chain);
    const ref = claimedConversation(call, request.event);
    const recollection = ref === undefined ? undefined : await recollect?.(ref);
    const { value, ...traces } = await scrubbed(request, { call, recollection, ports });
    chain.body = value;
    chain.scrubbed = traces;
  },
});

type Scrubbing = {
  readonly call: CallContext;
  readonly recollection: Recollection | undefined;
  readonly ports: ScrubPorts;
};

const scrubbed = async (request: ChainRequest, { call, recollection, ports }: Scrubbing): Promise<Deidentified> => {
  const endMs = ports.elapsedMs() + budgetMs;
  try {
    const [further, key] = await Promise.all([ports.detectorsFor(call.tenant), ports.purposeKey("pseudonym")]);
    return deidentify(request.context.chain.body, {
      policy: call.tenant.dlp,
      further,
      recollection,
      tenantDigest: (identity) => lettersOf(key, call.tenant.tenantId, identity),
      nowMs: ports.now(),
      isOutOfTime: () => ports.elapsedMs() > endMs,
    });
  } catch (cause) {
    if (cause instanceof MessageBlocked) throw new Problem("message-blocked", { types: cause.types }, { cause });
    throw new Problem("scrub-unavailable", { retryAfterSeconds: 1 }, { cause });
  }
};
