import { headerOf, type Middleware } from "./chain-state.ts";
import { corsHeaders } from "./cors-headers.ts";

/** A page for people has a policy of its own. */
const policyName = "Content-Security-Policy";

const securityHeaderValues = {
  "Cache-Control": "no-store",
  [policyName]: "default-src 'none'; frame-ancestors 'none'",
  "Referrer-Policy": "no-referrer",
  "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
  "X-Content-Type-Options": "nosniff",
} as const;

/**
 * Puts the security headers, the ids of the call and what later hooks add (CORS, rate limits) on every answer.
 * Permission for the page to read is taken back by `authenticate` for origins that are not the tenant's.
 */
export const securityHeaders = (): Middleware => ({
  before: (request) => {
    const { answerHeaders, requestId, correlationId } = request.context.chain;
    Object.assign(answerHeaders, securityHeaderValues, corsHeaders(headerOf(request.event, "origin")), {
      "X-Request-Id": requestId,
      "X-Correlation-Id": correlationId,
      Vary: "Origin",
    });
  },
  after: (request) => {
    const { response, context } = request;
    if (!response) return;
    const policy = response.headers[policyName] ?? securityHeaderValues[policyName];
    request.response = {
      ...response,
      headers: { ...response.headers, ...context.chain.answerHeaders, [policyName]: policy },
    };
  },
});
