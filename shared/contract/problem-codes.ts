/**
 * Every error answer of the service: its code (the last part of the problem `type`), HTTP status and fixed title (RFC 9457).
 * Each code has a page in docs/problems/ and a test that provokes it.
 */
export const problemCodes = {
  "malformed-body": { status: 400, title: "The body is not well-formed JSON text in UTF-8." },
  "idempotency-key-missing": { status: 400, title: "This call needs an Idempotency-Key header." },
  "invalid-credential": { status: 401, title: "The credential is missing, wrong, expired or ended." },
  "refresh-token-reused": { status: 401, title: "This refresh token was used before; the sign-in it belongs to has ended." },
  "not-allowed": { status: 403, title: "This kind of credential may not make this call." },
  "origin-not-allowed": { status: 403, title: "This origin is not on the tenant's list." },
  "tenant-suspended": { status: 403, title: "The tenant is suspended." },
  "not-found": { status: 404, title: "There is nothing at this address." },
  "conversation-not-found": { status: 404, title: "There is no such conversation." },
  "tenant-not-found": { status: 404, title: "There is no such tenant." },
  "tenant-key-not-found": { status: 404, title: "The tenant has no such key." },
  "vault-value-not-found": { status: 404, title: "The vault has no value for this placeholder." },
  "turn-conflict": { status: 409, title: "Another turn was saved first." },
  "conversation-busy": { status: 409, title: "Too many writers at once; nothing was saved, try again." },
  "tenant-exists": { status: 409, title: "There is a tenant with this id already." },
  "tenant-key-exists": { status: 409, title: "The tenant has a key with this label already." },
  "tenant-key-replaced": { status: 409, title: "Another key took this one's place already." },
  "too-many-keys": { status: 409, title: "The tenant has as many keys as it may have." },
  "conversation-cleared": { status: 410, title: "The conversation was cleared." },
  "conversation-expired": { status: 410, title: "The conversation has expired." },
  "tenant-changed": { status: 412, title: "The tenant has changed since it was read." },
  "payload-too-large": { status: 413, title: "The body is larger than this call takes." },
  "unsupported-media-type": { status: 415, title: "The body must be application/json without content encoding." },
  "invalid-request": { status: 422, title: "A part of the request does not have the form this call takes." },
  "idempotency-key-reused": { status: 422, title: "This Idempotency-Key came before with another body." },
  "message-blocked": { status: 422, title: "The tenant's policy refuses messages with such identifiers; nothing was stored." },
  "session-limit": { status: 429, title: "The tenant has as many sessions at a time as it may have." },
  "rate-limited": { status: 429, title: "Too many requests." },
  "internal-error": { status: 500, title: "The service failed." },
  "integrity-violation": { status: 500, title: "Stored data failed its integrity check and is withheld." },
  "keys-unavailable": { status: 503, title: "Key material cannot be reached." },
  "ledger-unavailable": { status: 503, title: "The audit ledger cannot be written." },
  "rate-limiter-unavailable": { status: 503, title: "The rate limiter cannot be reached, so nothing was done." },
  "scrub-unavailable": { status: 503, title: "De-identification did not finish, so nothing was stored." },
  "storage-unavailable": { status: 503, title: "Storage cannot be reached." },
} as const satisfies Record<string, { readonly status: number; readonly title: string }>;

export type ProblemCode = keyof typeof problemCodes;
