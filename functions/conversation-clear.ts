import { loadConfig } from "../shared/config.ts";
import { json } from "../shared/http.ts";
import { type Conversations, conversationStore, type LivePorts, livePorts } from "../shared/live-ports.ts";
import { conversationEndpoint } from "../shared/middleware/endpoint.ts";

type Needs = LivePorts & { readonly conversations: Pick<Conversations, "clear"> };

/**
 * DELETE /v1/conversations/{conversationId}
 * Forgets a conversation: invisible at once, key and content deleted, looked for again, and a signed statement of it all.
 * Running it again resumes or repeats it.
 */
export const createHandler = (needs: Needs) =>
  conversationEndpoint({ action: "conversation.clear" }, needs, async ({ conversation, context }) => {
    const statement = await needs.conversations.clear(conversation, context);
    return json(200, await needs.signed(statement));
  });

const ports = livePorts(loadConfig());

export const handler = createHandler({ ...ports, conversations: conversationStore(ports) });
