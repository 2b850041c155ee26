import { randomUUID } from "node:crypto";
import { liveDeidentify } from "../shared/live-deidentification.ts";
import type { Handler } from "../shared/middleware/endpoint.ts";
import { gatewayEvent, type HttpCall, lambdaContext } from "./gateway-event.ts";
import { turnContent } from "./samples.ts";
import type { Needs } from "./world.ts";

/** A conversation as its client knows it. */
export type Client = {
  readonly conversationId: string;
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly turn: number;
};

/** The service's operations, each one call through the real handler. A refusal is thrown. */
export type Operations = Awaited<ReturnType<typeof operationsOf>>;

const subject = "patient 4711";

type Answer = Readonly<Record<string, unknown>>;

/** The real handlers over these needs. They are loaded late, because they read their settings when they are loaded. */
export const operationsOf = async (needs: Needs, secretKey: string) => {
  const [issue, get, save, append, refresh, clear] = await Promise.all([
    import("../functions/token-issue.ts"),
    import("../functions/conversation-get.ts"),
    import("../functions/conversation-save.ts"),
    import("../functions/conversation-append.ts"),
    import("../functions/token-refresh.ts"),
    import("../functions/conversation-clear.ts"),
  ]);
  const texts = { ...needs, deidentify: liveDeidentify(needs, needs.conversations) };
  const issueTokens = callerOf(issue.createHandler(needs), "POST /v1/tokens");
  const readState = callerOf(get.createHandler(needs), "GET /v1/conversations/{conversationId}");
  const saveTurn = callerOf(save.createHandler(texts), "PUT /v1/conversations/{conversationId}/turns/{turn}");
  const appendTurn = callerOf(append.createHandler(texts), "POST /v1/conversations/{conversationId}/turns");
  const refreshTokens = callerOf(refresh.createHandler(needs), "POST /v1/tokens/refresh");
  const clearAll = callerOf(clear.createHandler(needs), "DELETE /v1/conversations/{conversationId}");
  const path = ({ conversationId }: Client) => ({ conversationId });
  return {
    start: () => issueTokens({ credential: secretKey, body: { subject, clientNonce: randomUUID() } }) as Promise<Client>,
    reopen: ({ conversationId }: Client) =>
      issueTokens({ credential: secretKey, body: { subject, conversationId } }) as Promise<Client>,
    get: (client: Client) => readState({ credential: client.accessToken, path: path(client) }),
    save: (client: Client, turn: number) =>
      saveTurn({
        credential: client.accessToken,
        path: { ...path(client), turn: String(turn) },
        body: turnContent(turn),
      }),
    append: (client: Client, turn: number, body = turnContent(turn)) =>
      appendTurn({
        credential: client.accessToken,
        path: path(client),
        body,
        headers: { "idempotency-key": randomUUID() },
      }),
    refresh: (client: Client) => refreshTokens({ credential: client.refreshToken }) as Promise<Client>,
    clear: (client: Client) => clearAll({ credential: client.accessToken, path: path(client) }),
  };
};

/** The handler of a route as a call that must succeed, with its answer's body. */
export const callerOf =
  (handler: Handler, route: string) =>
  async (call: Omit<HttpCall, "route">): Promise<Answer> => {
    const answer = await handler(gatewayEvent({ ...call, route }), lambdaContext());
    if (answer.statusCode >= 400) throw new Error(`${route}: ${answer.statusCode} ${answer.body}`);
    return JSON.parse(answer.body) as Answer;
  };
