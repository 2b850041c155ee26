import type { Context } from "aws-lambda";
import * as z from "zod/mini";
import { loadConfig } from "../shared/config.ts";
import { conversationIdForm } from "../shared/contract/conversation-id.ts";
import { tenantIdForm } from "../shared/contract/tenant-id.ts";
import type { ConversationRef } from "../shared/domain/conversation/head.ts";
import { askedByService } from "../shared/domain/memory-record/asked.ts";
import type { MemoryEngine } from "../shared/domain/memory-record/learning.ts";
import { lateMemory } from "../shared/late-memory.ts";
import { type Conversations, conversationStore, type LivePorts, livePorts } from "../shared/live-ports.ts";
import { causeNames } from "../shared/log.ts";
import { Problem } from "../shared/problem.ts";

type Needs = LivePorts & { readonly conversations: Pick<Conversations, "memories">; readonly memoryEngine: MemoryEngine };

const errand = z.object({
  tenantId: z.string().check(z.regex(tenantIdForm)),
  conversationId: z.string().check(z.regex(conversationIdForm)),
});

const action = "conversation.summarize";

/** What became of a conversation that was there when the errand was given. */
const isGone = (failure: unknown): failure is Problem =>
  failure instanceof Problem && ["conversation-not-found", "conversation-cleared"].includes(failure.code);

/**
 * Run by Lambda some time after a save or a sweep asked for it, as often as it takes: covers what is not summarised yet. A run too
 * many changes nothing; a run that fails leaves the memory as it was, is tried again, and in the end lies in the dead-letter queue.
 */
export const createHandler =
  (needs: Needs) =>
  async (event: unknown, { awsRequestId: requestId }: Pick<Context, "awsRequestId">): Promise<void> => {
    const ref = errand.parse(event);
    const line = { action, requestId, tenantId: ref.tenantId } as const;
    try {
      needs.log({ level: "info", event: await summarized(needs, ref, requestId), ...line });
    } catch (failure) {
      if (isGone(failure)) return needs.log({ level: "info", event: "summary.gone", reason: failure.code, ...line });
      needs.log({ level: "error", event: "summary.failed", causes: causeNames(failure), ...line });
      throw failure;
    }
  };

const summarized = async (needs: Needs, ref: ConversationRef, requestId: string): Promise<string> => {
  const tenant = await needs.findTenant(ref.tenantId);
  if (tenant === undefined) return "summary.gone";
  const asked = askedByService({ tenant, action, requestId }, needs);
  return (await needs.conversations.memories.summarize(ref, asked)).isNew ? "summary.made" : "summary.current";
};

const ports = livePorts(loadConfig());

export const handler = createHandler({ ...ports, conversations: conversationStore(ports), memoryEngine: lateMemory(ports) });
