import { loadConfig } from "../shared/config.ts";
import { saveTurnBody, turnPath } from "../shared/contract/conversation.ts";
import { savedAnswer } from "../shared/domain/conversation/state.ts";
import { writeIdOf } from "../shared/domain/conversation/write-id.ts";
import { json } from "../shared/http.ts";
import { lateDeidentify } from "../shared/late-deidentify.ts";
import { type Conversations, conversationStore, type LivePorts, livePorts } from "../shared/live-ports.ts";
import { conversationEndpoint } from "../shared/middleware/endpoint.ts";
import type { Deidentify } from "../shared/middleware/scrub-body.ts";
import { checked } from "../shared/middleware/validate.ts";

type Needs = LivePorts & {
  readonly conversations: Pick<Conversations, "prepareWrite" | "save" | "summaries">;
  readonly deidentify: Deidentify;
};

/**
 * PUT /v1/conversations/{conversationId}/turns/{turn}
 * Saves one turn unless somebody saved it first; the loser gets `turn-conflict` with what it missed. The same body again is the
 * same success.
 */
export const createHandler = (needs: Needs) =>
  conversationEndpoint(
    {
      action: "conversation.save",
      body: saveTurnBody,
      beside: { prepare: needs.conversations.prepareWrite, deidentify: needs.deidentify },
    },
    needs,
    async ({ conversation, context, body, bodyText, scrubbed, pathParameter }) => {
      const { turn } = checked(turnPath, { turn: pathParameter("turn") }, "path");
      const writeId = writeIdOf(await needs.purposeKey("write-id"), conversation, { name: `turn ${turn}`, content: bodyText });
      const saved = await needs.conversations.save(conversation, context, { turn, content: body, writeId, scrubbed });
      await needs.conversations.summaries.startWhenDue(saved.head);
      return json(saved.isRepeat ? 200 : 201, savedAnswer(saved, scrubbed.counts));
    },
  );

const ports = livePorts(loadConfig());
const conversations = conversationStore(ports);

export const handler = createHandler({ ...ports, conversations, deidentify: lateDeidentify(ports, conversations) });
