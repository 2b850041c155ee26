import { loadConfig } from "../shared/config.ts";
import { rollbackBody } from "../shared/contract/memory/summary.ts";
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
 * POST /v1/conversations/{conversationId}/summary/rollback
 * Removes all that was derived from a turn, from the summary, the profile and every earlier version; it is not learned from again.
 */
export const createHandler = (needs: Needs) =>
  conversationEndpoint(
    {
      action: "summary.rollback",
      accepts: ["secret-key"],
      body: rollbackBody,
      isTextFree: true,
      beside: { prepare: needs.conversations.prepareRead },
    },
    needs,
    async ({ conversation, context, body }) => {
      const { memory } = await needs.conversations.memories.rollBack(conversation, body.turn, askedBy(context, needs));
      return json(200, summaryAnswer(memory));
    },
  );

const ports = livePorts(loadConfig());

export const handler = createHandler({ ...ports, conversations: conversationStore(ports), memoryEngine: lateMemory(ports) });
