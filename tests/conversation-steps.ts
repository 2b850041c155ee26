import type { TokenAnswer } from "../shared/contract/token.ts";
import type { Answer, Call } from "./gateway.ts";

/** A call that must succeed, with its answer's body. */
export const issue = async (call: Call, key: string, body?: unknown): Promise<TokenAnswer> => {
  const answer = await call("POST /v1/tokens", { token: key, body: body ?? { subject: `somebody ${Math.random()}` } });
  if (answer.status !== 201) throw new Error(`token issue answered ${answer.status}: ${answer.text}`);
  return answer.body as TokenAnswer;
};

export const said = (content: string) => ({ messages: [{ role: "user", content }] });

/** A turn number, or number and text. */
export type TurnToSave = number | readonly [number, string];

export const save = (call: Call, token: TokenAnswer, turn: TurnToSave): Promise<Answer> => {
  const [number, content] = typeof turn === "number" ? [turn, `turn ${turn}`] : turn;
  return call(`PUT /v1/conversations/${token.conversationId}/turns/${number}`, { token: token.accessToken, body: said(content) });
};

/** An Idempotency-Key, or key and text. */
export type TurnToAppend = string | readonly [string, string];

export const append = (call: Call, token: TokenAnswer, turn: TurnToAppend): Promise<Answer> => {
  const [key, content] = typeof turn === "string" ? [turn, turn] : turn;
  const path = `POST /v1/conversations/${token.conversationId}/turns`;
  return call(path, { token: token.accessToken, body: said(content), headers: { "idempotency-key": key } });
};

export const get = (call: Call, token: TokenAnswer, query = ""): Promise<Answer> =>
  call(`GET /v1/conversations/${token.conversationId}${query}`, { token: token.accessToken });

export const clear = (call: Call, token: TokenAnswer): Promise<Answer> =>
  call(`DELETE /v1/conversations/${token.conversationId}`, { token: token.accessToken });

export const refresh = (call: Call, token: string): Promise<Answer> => call("POST /v1/tokens/refresh", { token });

export const contents = (answer: Answer): readonly string[] =>
  (answer.body.turns ?? []).flatMap((turn) => turn.messages.map((message) => message.content));

/** The last part of a problem's type. */
export const problemOf = (answer: Answer): string => (answer.body.type ?? "").replace("/problems/", "");
