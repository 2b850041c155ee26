/** A Lambda answer in API Gateway's HTTP API payload format 2.0. */
export type HttpAnswer = {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/** An answer with a JSON body. */
export const json = (statusCode: number, body: unknown, headers: Readonly<Record<string, string>> = {}): HttpAnswer => ({
  statusCode,
  headers: { "Content-Type": "application/json", ...headers },
  body: JSON.stringify(body),
});

/** An answer with a page that brings its own styles and nothing else. */
export const html = (statusCode: number, body: string): HttpAnswer => ({
  statusCode,
  headers: {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  },
  body,
});

/** An answer without a body (204, 304). */
export const empty = (statusCode: number, headers: Readonly<Record<string, string>> = {}): HttpAnswer => ({
  statusCode,
  headers,
  body: "",
});
