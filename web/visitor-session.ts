import type { TokenAnswer } from "../shared/contract/token.ts";

/** What the page is told of the offline world: where the service is, and a publishable key. Never a secret. */
export type PageSettings = { readonly baseUrl: string; readonly tenantId: string; readonly publishableKey: string };

export type Note = (line: string) => void;

/** The visitor's one conversation, shared by all tabs of this browser. */
export type VisitorSession = {
  readonly tokens: () => Promise<TokenAnswer>;
  readonly call: (method: string, path: string, options?: CallOptions) => Promise<Response>;
  /** Drops the tokens of a conversation that is gone, unless another tab has replaced them by then. */
  readonly forget: (conversationId: string) => void;
};

export type CallOptions = { readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> };

const storeName = (settings: PageSettings): string => `picasso-demo ${settings.baseUrl} ${settings.tenantId}`;

/** Tokens live in localStorage, because this page is a demonstration; one tab at a time renews them, under a lock. */
export const visitorSession = (settings: PageSettings, note: Note): VisitorSession => {
  const name = storeName(settings);
  const stored = (): TokenAnswer | undefined => JSON.parse(localStorage.getItem(name) ?? "null") ?? undefined;

  const ask = async (path: string, token: string, body?: unknown): Promise<TokenAnswer | undefined> => {
    const response = await fetch(settings.baseUrl + path, request("POST", token, { body }));
    note(`${response.status} POST ${path}`);
    if (!response.ok) return undefined;
    const tokens = (await response.json()) as TokenAnswer;
    localStorage.setItem(name, JSON.stringify(tokens));
    return tokens;
  };

  const start = () => ask("/v1/tokens", settings.publishableKey, { clientNonce: nonce(), startedAt: new Date().toISOString() });

  const fresh = async (): Promise<TokenAnswer> => {
    const tokens = stored();
    if (tokens !== undefined && Date.now() < Date.parse(tokens.refreshAt)) return tokens;
    const renewed = tokens === undefined ? undefined : await ask("/v1/tokens/refresh", tokens.refreshToken);
    const answer = renewed ?? (await start());
    if (answer === undefined) throw new Error("The service gave no token.");
    return answer;
  };

  const tokens = () => navigator.locks.request(name, fresh);

  return {
    tokens,
    call: async (method, path, options = {}) => {
      const { accessToken, conversationId } = await tokens();
      const response = await fetch(
        `${settings.baseUrl}/v1/conversations/${conversationId}${path}`,
        request(method, accessToken, options),
      );
      note(`${response.status} ${method} …${path}`);
      return response;
    },
    forget: (conversationId) => {
      if (stored()?.conversationId === conversationId) localStorage.removeItem(name);
    },
  };
};

const request = (method: string, token: string, { body, headers }: CallOptions): RequestInit => ({
  method,
  headers: {
    Authorization: `Bearer ${token}`,
    ...(body === undefined ? {} : { "Content-Type": "application/json" }),
    ...headers,
  },
  ...(body === undefined ? {} : { body: JSON.stringify(body) }),
});

/** 128 random bits in base64url. */
const nonce = (): string =>
  btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
