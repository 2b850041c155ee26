import { loadConfig } from "../shared/config.ts";
import { ledgerEventOf } from "../shared/domain/identity/call-context.ts";
import { askedBy } from "../shared/domain/memory-record/asked.ts";
import type { MemoryEngine } from "../shared/domain/memory-record/learning.ts";
import { summaryAnswer } from "../shared/domain/memory-record/summary-answer.ts";
import { json } from "../shared/http.ts";
import { lateMemory } from "../shared/late-memory.ts";
import { type Conversations, conversationStore, type LivePorts, livePorts } from "../shared/live-ports.ts";
import { conversationEndpoint } from "../shared/middleware/endpoint.ts";

type Needs = LivePorts & {
  readonly conversations: Pick<Conversations, "prepareRead" | "memories">;
  readonly memoryEngine: MemoryEngine;
};

/**
 * POST /v1/conversations/{conversationId}/summary
 * Covers every turn up to now and answers summary and profile. Where there is nothing new, they are those that were there.
 */
export const createHandler = (needs: Needs) =>
  conversationEndpoint(
    { action: "summary.create", beside: { prepare: needs.conversations.prepareRead } },
    needs,
    async ({ conversation, context }) => {
      const { memory, isNew } = await needs.conversations.memories.summarize(conversation, askedBy(context, needs));
      if (!isNew) await needs.ledger.record(conversation, ledgerEventOf(context, { outcome: "requested" }));
      return json(200, summaryAnswer(memory));
    },
  );

const ports = livePorts(loadConfig());

export const handler = createHandler({ ...ports, conversations: conversationStore(ports), memoryEngine: lateMemory(ports) });
