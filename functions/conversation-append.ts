import { loadConfig } from "../shared/config.ts";
import { saveTurnBody } from "../shared/contract/conversation.ts";
import { savedAnswer } from "../shared/domain/conversation/state.ts";
import { idempotencyKeyOf, writeIdOf } from "../shared/domain/conversation/write-id.ts";
import { json } from "../shared/http.ts";
import { type Conversations, conversationStore, type LivePorts, livePorts } from "../shared/live-ports.ts";
import { conversationEndpoint } from "../shared/middleware/endpoint.ts";

type Needs = LivePorts & { readonly conversations: Pick<Conversations, "beside" | "append"> };

/**
 * POST /v1/conversations/{conversationId}/turns
 * Saves the next turn and says which number it got; writers that race are put in order. A repeat with the same Idempotency-Key
 * is the same success.
 */
export const createHandler = (needs: Needs) =>
  conversationEndpoint(
    { action: "conversation.append", body: saveTurnBody, beside: needs.conversations.beside },
    needs,
    async ({ conversation, context, body, bodyText, scrubbed, header }) => {
      const name = idempotencyKeyOf(header("idempotency-key"));
      const key = await needs.purposeKey("write-id");
      const writeName = writeIdOf(key, conversation, { name: "append", content: name });
      const writeId = writeIdOf(key, conversation, { name, content: bodyText });
      const saved = await needs.conversations.append(conversation, context, { content: body, writeName, writeId, scrubbed });
      return json(saved.isRepeat ? 200 : 201, savedAnswer(saved, scrubbed.counts));
    },
  );

const ports = livePorts(loadConfig());

export const handler = createHandler({ ...ports, conversations: conversationStore(ports) });
