import { loadConfig } from "../shared/config.ts";
import { contextQuery } from "../shared/contract/memory/summary.ts";
import { pseudonymised } from "../shared/domain/dlp-memory/pseudonymised.ts";
import { contextAnswer, contextWish } from "../shared/domain/memory-record/context-wish.ts";
import type { MemoryEngine } from "../shared/domain/memory-record/learning.ts";
import { json } from "../shared/http.ts";
import { lateDeidentify, type TextPorts } from "../shared/late-deidentify.ts";
import { lateMemory } from "../shared/late-memory.ts";
import { conversationStore, livePorts } from "../shared/live-ports.ts";
import { type ConversationCall, conversationEndpoint } from "../shared/middleware/endpoint.ts";
import { scrubbed } from "../shared/middleware/scrub-body.ts";

type Needs = TextPorts & { readonly memoryEngine: MemoryEngine };

/**
 * GET /v1/conversations/{conversationId}/context
 * What a model should know before it answers: a prompt of profile, summary, recalled and newest turns within a budget.
 */
export const createHandler = (needs: Needs) =>
  conversationEndpoint({ action: "context.get", beside: { prepare: needs.conversations.prepareWrite } }, needs, async (call) => {
    const { query, maxTokens, format } = call.query(contextQuery);
    const [material, question] = await Promise.all([
      needs.conversations.contexts.read(call.conversation, call.context),
      query === undefined ? undefined : deidentified(needs, call, query),
    ]);
    const context = await needs.memoryEngine.assemble(contextWish(material, { query: question, maxTokens, format }));
    return json(200, contextAnswer(material.head, context));
  });

/** The query as it would be stored: it may name somebody, too. */
const deidentified = async (needs: Needs, { conversation: ref, context }: ConversationCall, query: string): Promise<string> => {
  const { value, mentions } = await scrubbed(query, { ...needs, call: context, ref });
  const recollection = await needs.conversations.recollect(ref);
  return recollection === undefined ? String(value) : pseudonymised(String(value), mentions, recollection.book);
};

const ports = livePorts(loadConfig());
const conversations = conversationStore(ports);
const deidentify = lateDeidentify(ports, conversations);

export const handler = createHandler({ ...ports, conversations, deidentify, memoryEngine: lateMemory(ports) });
