import { loadConfig } from "../shared/config.ts";
import { type SessionPageAnswer, sessionPageQuery } from "../shared/contract/session.ts";
import { sessionCursorOf, slotOfCursor } from "../shared/domain/conversation/session-cursor.ts";
import { isoOfSeconds } from "../shared/domain/conversation/state.ts";
import { json } from "../shared/http.ts";
import { sessionsOf } from "../shared/live-conversations.ts";
import { type Conversations, type LivePorts, livePorts } from "../shared/live-ports.ts";
import { endpoint } from "../shared/middleware/endpoint.ts";

type Needs = LivePorts & { readonly conversations: Pick<Conversations, "sessions"> };

const rules = { action: "session.list", accepts: ["secret-key"], isRecordedByStore: false } as const;

/**
 * GET /v1/sessions
 * The tenant's conversations in use, a page at a time, how many there are and how many there may be.
 */
export const createHandler = (needs: Needs) =>
  endpoint(rules, needs, async ({ context, query }) => {
    const { limit: size, cursor } = query(sessionPageQuery);
    const after = cursor === undefined ? undefined : slotOfCursor(cursor);
    const page = await needs.conversations.sessions.page(context.tenant, { size, after });
    const answer: SessionPageAnswer = {
      sessions: page.sessions.map(({ conversationId, subject, startedAtMs, expiresAt }) => ({
        conversationId,
        subject,
        startedAt: new Date(startedAtMs).toISOString(),
        expiresAt: isoOfSeconds(expiresAt),
      })),
      nextCursor: page.nextAfter === undefined ? null : sessionCursorOf(page.nextAfter),
      limit: page.limit,
      ...(page.inUse === undefined ? {} : { inUse: page.inUse }),
    };
    return json(200, answer);
  });

const ports = livePorts(loadConfig());

export const handler = createHandler({ ...ports, conversations: sessionsOf(ports) });
