import * as z from "zod/mini";
import { examples } from "./examples.ts";
import { bodyProblems, chainProblems, countedHeaders, type Operation } from "./operation.ts";
import { accessTokenAnswer, tokenAnswer, tokenIssueBody, tokenRevokeBody } from "./token.ts";

/** Calls that begin, renew and end access. */
export const tokenOperations = [
  {
    id: "token-issue",
    methods: ["POST"],
    paths: ["/v1/tokens"],
    summary:
      "Starts a conversation or signs in to it once more. The same `startedAt` and `clientNonce` give the same conversation; " +
      "`conversationId` reopens one and needs a secret key; a publishable key names no subject and brings a nonce of at least 22 characters. " +
      "With a proof in the header `DPoP` the sign-in is bound to its key.",
    callers: ["secretKey", "publishableKey"],
    body: { schema: tokenIssueBody, isRequired: true, example: examples.tokenIssueBody },
    answers: {
      201: {
        description: "Access and refresh token of a new sign-in.",
        schema: tokenAnswer,
        headers: ["Location", ...countedHeaders],
        example: examples.tokenAnswer,
      },
    },
    problems: [
      ...chainProblems,
      ...bodyProblems,
      "not-allowed",
      "conversation-not-found",
      "conversation-cleared",
      "conversation-expired",
      "conversation-busy",
      "session-limit",
      "integrity-violation",
    ],
  },
  {
    id: "token-refresh",
    methods: ["POST"],
    paths: ["/v1/tokens/refresh"],
    summary:
      "A refresh token rotates: a new access and refresh token, the same successor for every tab that races. A still valid access " +
      "token is exchanged for a new one in its last five minutes, and comes back as it is before that.",
    callers: ["refreshToken", "accessToken", "boundAccessToken"],
    answers: {
      200: {
        description: "The next tokens; for an access token only the access token.",
        schema: z.union([tokenAnswer, accessTokenAnswer]),
        headers: countedHeaders,
        example: examples.tokenAnswer,
      },
    },
    problems: [
      ...chainProblems,
      "refresh-token-reused",
      "not-allowed",
      "conversation-not-found",
      "conversation-cleared",
      "conversation-busy",
      "ledger-unavailable",
    ],
  },
  {
    id: "token-revoke",
    methods: ["POST"],
    paths: ["/v1/tokens/revoke"],
    summary:
      "Ends the caller's sign-in, or with `all` every sign-in of the conversation. A secret key names what to end all sign-ins of: " +
      "a `conversationId`, a `subject`, or `everything` of the tenant (in effect everywhere within a second). Access and refresh " +
      "tokens stop at their next call; conversations stay. Revoking again is the same success (RFC 7009).",
    callers: ["refreshToken", "accessToken", "boundAccessToken", "secretKey"],
    body: { schema: tokenRevokeBody, isRequired: false, example: examples.tokenRevokeBody },
    answers: { 204: { description: "The sign-in has ended.", headers: countedHeaders } },
    problems: [
      ...chainProblems,
      ...bodyProblems,
      "not-allowed",
      "conversation-not-found",
      "conversation-busy",
      "ledger-unavailable",
    ],
  },
] as const satisfies readonly Operation[];
