import { loadConfig } from "../shared/config.ts";
import { exportQuery } from "../shared/contract/forgetting/forgetting.ts";
import { exportAnswerOf, placeOf } from "../shared/domain/conversation-forgetting/export-answer.ts";
import { type Forgetting, forgettingStore } from "../shared/live-forgetting.ts";
import { type LivePorts, livePorts } from "../shared/live-ports.ts";
import { conversationEndpoint } from "../shared/middleware/endpoint.ts";

type Needs = LivePorts & { readonly forgetting: Forgetting };

/**
 * GET /v1/conversations/{conversationId}/export
 * All that is held of a conversation, signed, a page at a time; recorded as a disclosure before it leaves.
 */
export const createHandler = (needs: Needs) =>
  conversationEndpoint({ action: "conversation.export" }, needs, async ({ conversation, context, query, header }) => {
    const { cursor, format } = query(exportQuery);
    const from = placeOf(cursor);
    const page = await needs.forgetting.exportConversation(conversation, context, from);
    return exportAnswerOf(page, { format, accept: header("accept") }, needs.signed);
  });

const ports = livePorts(loadConfig());

export const handler = createHandler({ ...ports, forgetting: forgettingStore(ports) });
