import { loadConfig } from "../shared/config.ts";
import { stateQuery } from "../shared/contract/conversation.ts";
import { entityTagOf, isNamedBy } from "../shared/domain/conversation/etag.ts";
import { stateOf } from "../shared/domain/conversation/state.ts";
import { isDueForRenewal, renewedToken } from "../shared/domain/identity/renewal.ts";
import { empty, json } from "../shared/http.ts";
import { conversationReading } from "../shared/live-conversations.ts";
import { type Conversations, type LivePorts, livePorts, mintingNow } from "../shared/live-ports.ts";
import { conversationEndpoint } from "../shared/middleware/endpoint.ts";

type Needs = LivePorts & { readonly conversations: Pick<Conversations, "prepareRead" | "state"> };

/**
 * GET /v1/conversations/{conversationId}
 * The state: turn counter, summary, profile and the newest turns. 304 when the caller has it already. In the last five minutes
 * of an access token a new one comes along.
 */
export const createHandler = (needs: Needs) =>
  conversationEndpoint(
    { action: "conversation.get", beside: { prepare: needs.conversations.prepareRead } },
    needs,
    async (call) => {
      const { recent, fields } = call.query(stateQuery);
      const shown = fields?.split(",");
      const isShown = (...names: readonly string[]) => shown === undefined || names.some((name) => shown.includes(name));
      const { head, turns, memory } = await needs.conversations.state(call.conversation, call.context, {
        recent: isShown("turns") ? recent : 0,
        hasMemory: isShown("summary", "profile"),
      });
      const state = stateOf(head, { turns, memory }, shown);
      const ETag = entityTagOf(await needs.purposeKey("entity-tag"), head, `${recent} ${fields ?? "all"} ${turns.length}`);
      if (isDueForRenewal(call.context.caller, needs.now())) {
        const token = renewedToken(head, call.context.caller, await mintingNow(needs));
        return json(200, { ...state, token }, { ETag });
      }
      if (isNamedBy(call.header("if-none-match"), ETag)) return empty(304, { ETag });
      return json(200, state, { ETag });
    },
  );

const ports = livePorts(loadConfig());

export const handler = createHandler({ ...ports, conversations: conversationReading(ports) });
