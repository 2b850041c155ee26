import * as z from "zod/mini";
import { message, messageRoles, metadata } from "./message.ts";

export const saveTurnBody = z.strictObject({
  messages: z.array(message).check(z.minLength(1), z.maxLength(8)),
  metadata: z.optional(metadata),
});

export type SaveTurnBody = z.infer<typeof saveTurnBody>;

/** A whole number written in digits, as paths and queries carry it. */
export const wholeNumberText = (limits: { readonly min: number; readonly max: number }) =>
  z.pipe(
    z.pipe(
      z.string().check(z.regex(/^\d{1,9}$/)),
      z.transform((digits: string) => Number(digits)),
    ),
    z.int().check(z.gte(limits.min), z.lte(limits.max)),
  );

/** The number of a turn in a path: 1 and up. */
export const turnPath = z.object({ turn: wholeNumberText({ min: 1, max: 999_999_999 }) });

export const stateFields = ["turn", "status", "summary", "profile", "turns", "expiresAt"] as const;

const anyField = stateFields.join("|");

/** `recent`: how many of the newest turns, 0 to 100 (10); fewer come where they would not fit into one answer. `fields`: which members, comma-separated (all). */
export const stateQuery = z.object({
  recent: z._default(wholeNumberText({ min: 0, max: 100 }), 10),
  fields: z.optional(z.string().check(z.maxLength(200), z.regex(new RegExp(`^(${anyField})(,(${anyField}))*$`)))),
});

/** `before`: only turns with a smaller number. `limit`: at most so many, 1 to 100 (20). */
export const turnPageQuery = z.object({
  before: z._default(wholeNumberText({ min: 1, max: 999_999_999 }), 999_999_999),
  limit: z._default(wholeNumberText({ min: 1, max: 100 }), 20),
});

/** A turn as it comes back. Texts are as sent, except for identifiers, which were replaced before anything was stored. */
export const turn = z.object({
  turn: z.int(),
  messages: z.array(
    z.object({
      role: z.enum(messageRoles),
      content: z.string(),
      name: z.optional(z.string()),
      toolCallId: z.optional(z.string()),
    }),
  ),
  metadata: z.optional(z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))),
  at: z.iso.datetime(),
});

/** A renewed access token inside a state; only in the refresh window. */
export const renewedToken = z.object({
  accessToken: z.string(),
  tokenType: z.enum(["Bearer", "DPoP"]),
  expiresIn: z.int(),
  refreshAt: z.iso.datetime(),
});

export const profile = z.object({
  preferences: z.record(z.string(), z.unknown()),
  context: z.record(z.string(), z.unknown()),
  entities: z.array(z.unknown()),
});

/** `summary` and `profile` are null until the conversation has been summarised. */
export const stateAnswer = z.object({
  conversationId: z.string(),
  turn: z.optional(z.int()),
  status: z.optional(z.literal("active")),
  summary: z.optional(z.nullable(z.string())),
  profile: z.optional(z.nullable(profile)),
  turns: z.optional(z.array(turn)),
  expiresAt: z.optional(z.iso.datetime()),
  token: z.optional(renewedToken),
});

/** `nextBefore` is the `before` of the next older page; null on the last one. */
export const turnPageAnswer = z.object({ turns: z.array(turn), nextBefore: z.nullable(z.int()) });

/** `scrubbed`: how many identifiers of which type were replaced. */
export const saveAnswer = z.object({
  turn: z.int(),
  at: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  scrubbed: z.record(z.string(), z.int()),
});
