import type * as z from "zod/mini";
import type { ProblemCode } from "./problem-codes.ts";

/** What proves a caller, and the scheme by which it travels in the Authorization header. */
export const securitySchemes = {
  secretKey: { scheme: "bearer", description: "A tenant's secret key, `sk_…`: for servers only." },
  publishableKey: {
    scheme: "bearer",
    description: "A tenant's publishable key, `pk_…`: for pages of the origins the tenant lists.",
  },
  operatorKey: { scheme: "bearer", description: "An operator's key, `ok_…`: for those who run the service." },
  accessToken: { scheme: "bearer", description: "The access token of one conversation, a JWT that lives 30 minutes." },
  boundAccessToken: {
    scheme: "DPoP",
    description:
      "The access token of a sign-in that is bound to a key, with a proof of that key in the header `DPoP`. It is refused as Bearer, " +
      "and one that is bound to no key is refused here (RFC 9449).",
  },
  refreshToken: { scheme: "bearer", description: "The refresh token of one sign-in, `rt_…`." },
} as const satisfies Record<string, { readonly scheme: "bearer" | "DPoP"; readonly description: string }>;

export type SecurityScheme = keyof typeof securitySchemes;

export const answerHeaders = {
  ETag: "Strong entity tag of what was answered; send it back as `If-None-Match`, or as `If-Match` with a change.",
  Location: "Path of what was made.",
  RateLimit: "Calls that remain, and seconds until the window ends (draft-ietf-httpapi-ratelimit-headers).",
  "RateLimit-Policy": "Allowed calls and length of the window in seconds.",
  "Retry-After": "Seconds after which the call may be made again.",
  "WWW-Authenticate":
    "`Bearer`, with `error` when a credential was presented (RFC 6750), or `DPoP` with `algs` and `error` (RFC 9449).",
  "X-Request-Id": "Names this call in logs, in the ledger and in a problem's `instance`.",
  "X-Correlation-Id": "The caller's own id of this call, or the request id.",
} as const satisfies Record<string, string>;

export type AnswerHeader = keyof typeof answerHeaders;

/** A success, or another answer that is no problem. Without `schema` it has no body. */
export type Answer = {
  readonly description: string;
  readonly schema?: z.ZodMiniType;
  readonly headers?: readonly AnswerHeader[];
  readonly example?: unknown;
};

/** A proof that the caller holds a key: part of the scheme `DPoP`; with a key or a refresh token a header by choice. */
export const proofHeader = {
  name: "DPoP",
  description:
    "A proof, made for this one call, that the caller holds a key (RFC 9449): at `/v1/tokens` it binds the new sign-in to the key; " +
    "every later call of that sign-in needs one by the same key. Signed with ES256 or EdDSA (Ed25519), not older than 60 seconds.",
  isRequired: false,
} as const satisfies HeaderParameter;

export type HeaderParameter = { readonly name: string; readonly description: string; readonly isRequired: boolean };

/** One call of the interface. `id` is the name of its function; `*` as path stands for every address that is no route. */
export type Operation = {
  readonly id: string;
  readonly methods: readonly ("GET" | "POST" | "PUT" | "PATCH" | "DELETE" | "OPTIONS" | "*")[];
  readonly paths: readonly string[];
  readonly summary: string;
  /** Empty: anybody. */
  readonly callers: readonly SecurityScheme[];
  readonly body?: { readonly schema: z.ZodMiniType; readonly isRequired: boolean; readonly example?: unknown };
  readonly path?: z.ZodMiniObject;
  readonly query?: z.ZodMiniObject;
  readonly headers?: readonly HeaderParameter[];
  readonly answers: Readonly<Record<number, Answer>>;
  readonly problems: readonly ProblemCode[];
  /** The body of its problems has the old front end's members too. */
  readonly isOld?: boolean;
};

/** What any call may be refused with by the chain around its handler (shared/middleware/chain.ts). */
export const chainProblems = [
  "invalid-credential",
  "origin-not-allowed",
  "tenant-suspended",
  "payload-too-large",
  "rate-limited",
  "internal-error",
  "keys-unavailable",
  "rate-limiter-unavailable",
  "storage-unavailable",
] as const satisfies readonly ProblemCode[];

/** What a call with a body may be refused with on top. */
export const bodyProblems = [
  "malformed-body",
  "unsupported-media-type",
  "invalid-request",
] as const satisfies readonly ProblemCode[];

/** What a call about one conversation may be refused with on top. */
export const conversationProblems = [
  "not-allowed",
  "conversation-not-found",
  "conversation-cleared",
  "integrity-violation",
] as const satisfies readonly ProblemCode[];

export const countedHeaders = ["RateLimit", "RateLimit-Policy"] as const satisfies readonly AnswerHeader[];
