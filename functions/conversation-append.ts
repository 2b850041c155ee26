import { loadConfig } from "../shared/config.ts";
import { saveTurnBody } from "../shared/contract/conversation.ts";
import { savedAnswer } from "../shared/domain/conversation/state.ts";
import { idempotencyKeyOf, writeIdOf } from "../shared/domain/conversation/write-id.ts";
import { json } from "../shared/http.ts";
import { lateDeidentify } from "../shared/late-deidentify.ts";
import { type Conversations, conversationStore, type LivePorts, livePorts } from "../shared/live-ports.ts";
import { conversationEndpoint } from "../shared/middleware/endpoint.ts";
import type { Deidentify } from "../shared/middleware/scrub-body.ts";

type Needs = LivePorts & {
  readonly conversations: Pick<Conversations, "prepareWrite" | "append" | "summaries">;
  readonly deidentify: Deidentify;
};

/**
 * POST /v1/conversations/{conversationId}/turns
 * Saves the next turn and says which number it got; writers that race are put in order. A repeat with the same Idempotency-Key
 * is the same success.
 */
export const createHandler = (needs: Needs) =>
  conversationEndpoint(
    {
      action: "conversation.append",
      body: saveTurnBody,
      beside: { prepare: needs.conversations.prepareWrite, deidentify: needs.deidentify },
    },
    needs,
    async ({ conversation, context, body, bodyText, scrubbed, header }) => {
      const name = idempotencyKeyOf(header("idempotency-key"));
      const key = await needs.purposeKey("write-id");
      const writeName = writeIdOf(key, conversation, { name: "append", content: name });
      const writeId = writeIdOf(key, conversation, { name, content: bodyText });
      const saved = await needs.conversations.append(conversation, context, { content: body, writeName, writeId, scrubbed });
      await needs.conversations.summaries.startWhenDue(saved.head);
      return json(saved.isRepeat ? 200 : 201, savedAnswer(saved, scrubbed.counts));
    },
  );

const ports = livePorts(loadConfig());
const conversations = conversationStore(ports);

export const handler = createHandler({ ...ports, conversations, deidentify: lateDeidentify(ports, conversations) });
