import { loadConfig } from "../shared/config.ts";
import { empty } from "../shared/http.ts";
import { signingIn } from "../shared/live-conversations.ts";
import { type Conversations, type LivePorts, livePorts } from "../shared/live-ports.ts";
import { conversationEndpoint } from "../shared/middleware/endpoint.ts";

type Needs = LivePorts & { readonly conversations: Pick<Conversations, "signIns"> };

/**
 * DELETE /v1/sessions/{conversationId}
 * Ends a session: every sign-in of the conversation, whose access tokens stop at their next call, and its place in the pool.
 * The content stays. Ending it again is the same success.
 */
export const createHandler = (needs: Needs) =>
  conversationEndpoint({ action: "session.end", accepts: ["secret-key"] }, needs, async ({ conversation, context }) => {
    await needs.conversations.signIns.end(conversation, context, "all");
    return empty(204);
  });

const ports = livePorts(loadConfig());

export const handler = createHandler({ ...ports, conversations: signingIn(ports) });
