import { lateMemory } from "../../shared/late-memory.ts";
import { liveDeidentify } from "../../shared/live-deidentification.ts";
import { type Client, callerOf } from "../operations.ts";
import type { Needs } from "../world.ts";

/** The operations of a conversation's memory. */
export const memoryOperationsOf = async (needs: Needs) => {
  const [context, summary] = await Promise.all([
    import("../../functions/context-get.ts"),
    import("../../functions/summary-create.ts"),
  ]);
  const texts = { ...needs, deidentify: liveDeidentify(needs, needs.conversations), memoryEngine: lateMemory(needs) };
  const getContext = callerOf(context.createHandler(texts), "GET /v1/conversations/{conversationId}/context");
  const summarize = callerOf(summary.createHandler(texts), "POST /v1/conversations/{conversationId}/summary");
  return {
    summarize: ({ accessToken, conversationId }: Client) => summarize({ credential: accessToken, path: { conversationId } }),
    context: ({ accessToken, conversationId }: Client, query: Readonly<Record<string, string>>) =>
      getContext({ credential: accessToken, path: { conversationId }, query }),
  };
};
