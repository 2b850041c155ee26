import { loadConfig } from "../shared/config.ts";
import { turnPageQuery } from "../shared/contract/conversation.ts";
import { json } from "../shared/http.ts";
import { conversationReading } from "../shared/live-conversations.ts";
import { type Conversations, type LivePorts, livePorts } from "../shared/live-ports.ts";
import { conversationEndpoint } from "../shared/middleware/endpoint.ts";

type Needs = LivePorts & { readonly conversations: Pick<Conversations, "prepareRead" | "page"> };

/**
 * GET /v1/conversations/{conversationId}/turns
 * Older turns, newest page first, each page oldest turn first. `nextBefore` leads to the next older page.
 */
export const createHandler = (needs: Needs) =>
  conversationEndpoint({ action: "turn.list", beside: { prepare: needs.conversations.prepareRead } }, needs, async (call) => {
    const page = call.query(turnPageQuery);
    const turns = await needs.conversations.page(call.conversation, call.context, page);
    const oldest = turns[0]?.turn ?? 1;
    return json(200, { turns, nextBefore: oldest > 1 ? oldest : null });
  });

const ports = livePorts(loadConfig());

export const handler = createHandler({ ...ports, conversations: conversationReading(ports) });
