import { loadConfig } from "../shared/config.ts";
import { oldSaveBody } from "../shared/contract/old-front-end/old-calls.ts";
import { writeIdOf } from "../shared/domain/conversation/write-id.ts";
import { messagesOfDelta, oldClearReport, oldHealth, oldState } from "../shared/domain/delivery/old-answers.ts";
import { type Check, runChecks } from "../shared/domain/delivery/readiness.ts";
import { json } from "../shared/http.ts";
import { lateDeidentify, type TextPorts } from "../shared/late-deidentify.ts";
import { conversationStore, liveHealthChecks, livePorts, mintingNow } from "../shared/live-ports.ts";
import type { Handler } from "../shared/middleware/endpoint.ts";
import { oldEndpoint, oldHandlerFor, stateTokens } from "../shared/middleware/old-calls.ts";
import { notFoundEndpoint, publicEndpoint } from "../shared/middleware/public-endpoint.ts";

type Needs = TextPorts & { readonly checks: Readonly<Record<string, Check>> };

/**
 * GET, POST and DELETE /?action=conversation&operation=get|save|clear and /?action=health_check
 * The old front end's calls, in the shapes it knows, on the same storage, chain and rules as /v1.
 */
export const createHandler = (needs: Needs): Handler => {
  const { conversations, deidentify } = needs;
  const stateToken = stateTokens(() => mintingNow(needs));
  const saving = { action: "conversation.save", body: oldSaveBody };
  const operations = {
    get: oldEndpoint({ action: "conversation.get", beside: { prepare: conversations.prepareRead } }, needs, async (call) => {
      const state = await conversations.state(call.conversation, call.context, { recent: 10, hasMemory: true });
      return json(200, oldState(state, await stateToken(call, state.head)));
    }),
    save: oldEndpoint({ ...saving, beside: { prepare: conversations.prepareWrite, deidentify } }, needs, async (call) => {
      const { conversation, context, body, bodyText, scrubbed } = call;
      const turn = body.turn + 1;
      const writeId = writeIdOf(await needs.purposeKey("write-id"), conversation, { name: `turn ${turn}`, content: bodyText });
      const content = { messages: messagesOfDelta(body) };
      const saved = await conversations.save(conversation, context, { turn, content, writeId, scrubbed });
      await conversations.summaries.startWhenDue(saved.head);
      return json(200, { stateToken: await stateToken(call, saved.head), turn: saved.turn });
    }),
    clear: oldEndpoint({ action: "conversation.clear" }, needs, async ({ conversation, context }) =>
      json(200, oldClearReport(conversation.conversationId, (await conversations.clear(conversation, context)).deleted)),
    ),
  };
  const health = publicEndpoint("health.check", needs, async () => {
    const answer = await runChecks(needs.checks, needs);
    return json(answer.status === "fail" ? 503 : 200, oldHealth(answer));
  });
  const fallback = notFoundEndpoint(needs);
  return (event, context) => (oldHandlerFor({ operations, health }, event) ?? fallback)(event, context);
};

const ports = livePorts(loadConfig());
const conversations = conversationStore(ports);
const { token_generation } = liveHealthChecks(ports, conversations);
const deidentify = lateDeidentify(ports, conversations);

export const handler = createHandler({ ...ports, conversations, deidentify, checks: { token_generation } });
