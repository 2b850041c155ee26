import * as z from "zod/mini";
import { wholeNumberText } from "./conversation.ts";
import { conversationIdForm } from "./conversation-id.ts";

/** `limit`: at most so many, 1 to 1,000 (100). `cursor`: the `nextCursor` of the page before. */
export const sessionPageQuery = z.object({
  limit: z._default(wholeNumberText({ min: 1, max: 1000 }), 100),
  cursor: z.optional(z.string().check(z.regex(/^[A-Za-z0-9_-]{1,64}$/))),
});

export const sessionPath = z.object({ conversationId: z.string().check(z.regex(conversationIdForm)) });

/** A conversation in use. `subject` is the pseudonym of whom it belongs to. */
export const session = z.object({
  conversationId: z.string(),
  subject: z.string(),
  startedAt: z.iso.datetime(),
  /** When it no longer counts, unless it is used before. */
  expiresAt: z.iso.datetime(),
});

/** `limit`: how many sessions may be in use at a time. `inUse`: how many are, on the first page. `nextCursor` is null on the last page. */
export const sessionPageAnswer = z.object({
  sessions: z.array(session),
  nextCursor: z.nullable(z.string()),
  limit: z.int(),
  inUse: z.optional(z.int()),
});

export type SessionPageAnswer = z.infer<typeof sessionPageAnswer>;
