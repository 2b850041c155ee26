import * as z from "zod/mini";
import { profile, wholeNumberText } from "../conversation.ts";
import { text } from "../message.ts";

const citedLines = z.array(z.object({ text: z.string(), turns: z.array(z.int()) }));

/**
 * `sentences`: the summary's lines, each with the turns it is taken from. `changes`: what is remembered since version `since` and what
 * is not any more; null where no version before is kept. `through`: the last turn that summary and profile cover. `engine`: who wrote
 * the summary.
 */
export const summaryAnswer = z.object({
  summary: z.nullable(z.string()),
  sentences: citedLines,
  changes: z.nullable(z.object({ since: z.int(), added: citedLines, removed: citedLines })),
  profile: z.nullable(profile),
  version: z.int(),
  through: z.int(),
  engine: z.enum(["embedded", "bedrock"]),
});

/** `turn`: nothing that was derived from it stays. */
export const rollbackBody = z.strictObject({ turn: z.int().check(z.gte(1), z.lte(999_999_999)) });

export const contextFormats = ["anthropic", "openai", "bedrock", "text"] as const;

/** `query`: what is to be answered, de-identified like any text. `maxTokens`: for the whole prompt, 256 to 200,000 (4,000). */
export const contextQuery = z.object({
  query: z.optional(text({ min: 1, max: 4000 })),
  maxTokens: z._default(wholeNumberText({ min: 256, max: 200_000 }), 4000),
  format: z._default(z.enum(contextFormats), "text"),
});

/** `prompt`: members of a model's request, or a text. `sections`: which turns went where, and the share of the budget they take. */
export const contextAnswer = z.object({
  conversationId: z.string(),
  turn: z.int(),
  summarizedThrough: z.int(),
  format: z.enum(contextFormats),
  prompt: z.unknown(),
  sections: z.array(z.object({ name: z.string(), turns: z.array(z.int()), share: z.number() })),
  flags: z.array(z.object({ turn: z.int(), kind: z.literal("prompt-injection") })),
  used: z.object({ chars: z.int(), tokens: z.int(), share: z.number() }),
});
