import type { TokenAnswer } from "../../shared/contract/token.ts";
import type { Answer, Call, CallOptions } from "../gateway.ts";
import type { OfflineInstance } from "./offline-instance.ts";

/** Calls a running instance over HTTP, with the same routes and options as calls in the process. */
export const httpCall =
  ({ baseUrl }: Pick<OfflineInstance, "baseUrl">): Call =>
  async (route, options = {}) => {
    const [method = "", target = ""] = route.split(" ");
    return answerOf(await fetch(baseUrl + target, { method, ...requestOf(options) }));
  };

const requestOf = ({ bytes, rawBody, body, token, headers }: CallOptions): RequestInit => {
  const sent = bytes ?? rawBody ?? (body === undefined ? undefined : JSON.stringify(body));
  const authorization: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
  if (sent === undefined) return { headers: { ...authorization, ...headers } };
  return { headers: { "content-type": "application/json", ...authorization, ...headers }, body: sent };
};

const answerOf = async (response: Response): Promise<Answer> => {
  const text = await response.text();
  const isJson = /json(?!l)/.test(response.headers.get("content-type") ?? "") && text !== "";
  return { status: response.status, headers: Object.fromEntries(response.headers), text, body: isJson ? JSON.parse(text) : {} };
};

/** What a client does in a chat: it refreshes when it is told to, and keeps the newest tokens. */
export const keepFresh = async (call: Call, token: TokenAnswer, nowMs: number): Promise<TokenAnswer> => {
  if (nowMs < Date.parse(token.refreshAt)) return token;
  const answer: Answer = await call("POST /v1/tokens/refresh", { token: token.refreshToken });
  if (answer.status !== 200) throw new Error(`refresh answered ${answer.status}: ${answer.text}`);
  return { ...token, ...answer.body } as TokenAnswer;
};
