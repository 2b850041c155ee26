const exposed =
  "Date, ETag, Location, RateLimit, RateLimit-Policy, Retry-After, WWW-Authenticate, X-Correlation-Id, X-Request-Id";

/**
 * What lets a page of this origin read the answer; nothing for calls without an origin. Every answer starts with it, so that a
 * page can see why a call failed before anybody was proven; `withdrawCors` takes it back when the tenant does not list the origin.
 */
export const corsHeaders = (origin: string | undefined): Readonly<Record<string, string>> =>
  origin === undefined ? {} : { "Access-Control-Allow-Origin": origin, "Access-Control-Expose-Headers": exposed };

/** Takes the permission to read back out of an answer's headers. */
export const withdrawCors = (headers: Record<string, string>): void => {
  delete headers["Access-Control-Allow-Origin"];
  delete headers["Access-Control-Expose-Headers"];
};

/**
 * The answer to a preflight. It carries no credential, so no tenant is known yet: it allows the question, and the call itself is
 * refused, without CORS headers, unless its tenant lists the origin.
 */
export const preflightHeaders = (origin: string): Readonly<Record<string, string>> => ({
  "Access-Control-Allow-Origin": origin,
  "Access-Control-Allow-Methods": "GET, POST, PUT, PATCH, DELETE",
  "Access-Control-Allow-Headers": "Authorization, Content-Type, DPoP, Idempotency-Key, If-Match, If-None-Match, X-Correlation-Id",
  "Access-Control-Max-Age": "7200",
  Vary: "Origin",
});
