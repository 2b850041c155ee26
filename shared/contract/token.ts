import * as z from "zod/mini";
import { conversationIdForm } from "./conversation-id.ts";
import { text } from "./message.ts";

const conversationId = z.string().check(z.regex(conversationIdForm));

/**
 * Starts or reopens a conversation. A secret key names the subject; a publishable key names none and brings a nonce of at
 * least 128 random bits. The same `startedAt` and `clientNonce` again give the same conversation.
 */
export const tokenIssueBody = z.strictObject({
  subject: z.optional(text({ min: 1, max: 256 })),
  startedAt: z.optional(z.iso.datetime({ offset: true })),
  clientNonce: z.optional(z.string().check(z.regex(/^[A-Za-z0-9_-]{1,128}$/))),
  conversationId: z.optional(conversationId),
});

export type TokenIssueBody = z.infer<typeof tokenIssueBody>;

/**
 * `all`: every sign-in of the token's conversation. The others are for secret keys, which name exactly one: a conversation, a
 * subject (its every conversation), or `everything` of the tenant.
 */
export const tokenRevokeBody = z.strictObject({
  all: z.optional(z.boolean()),
  conversationId: z.optional(conversationId),
  subject: z.optional(text({ min: 1, max: 256 })),
  everything: z.optional(z.literal(true)),
});

export type TokenRevokeBody = z.infer<typeof tokenRevokeBody>;

export const tokenAnswer = z.object({
  conversationId,
  startedAt: z.iso.datetime(),
  accessToken: z.string(),
  /** `DPoP`: the sign-in is bound to a key, and every call needs a proof of it. */
  tokenType: z.enum(["Bearer", "DPoP"]),
  /** Seconds. */
  expiresIn: z.int(),
  /** When to renew the access token. */
  refreshAt: z.iso.datetime(),
  refreshToken: z.string(),
  /** Seconds. */
  refreshExpiresIn: z.int(),
  /** Number of the newest turn. */
  turn: z.int(),
});

export type TokenAnswer = z.infer<typeof tokenAnswer>;

/** The answer to a refresh made with an access token: no new refresh token. */
export const accessTokenAnswer = z.omit(tokenAnswer, { refreshToken: true, refreshExpiresIn: true });
