import * as z from "zod/mini";
import { turn } from "../conversation.ts";
import { text } from "../message.ts";
import { statementSignature } from "../statement-signature.ts";

/** Items by what they are. `others`: what later versions store beside a conversation's head. */
const itemCounts = z.object({
  turns: z.int(),
  summaries: z.int(),
  vaultedValues: z.int(),
  aliases: z.int(),
  marks: z.int(),
  others: z.int(),
  keys: z.int(),
  subjectRows: z.int(),
});

const checks = z.object({ consistency: z.literal("strong"), tables: z.array(z.string()), pagesRead: z.int() });

/**
 * A signed statement: what was deleted, the key that was destroyed, what a strongly consistent look over all pages found
 * afterwards, where the ledger says so, and what all this does not prove (docs/security/forgetting.md).
 */
export const clearAnswer = z.object({
  statement: z.object({
    type: z.literal("picasso-erasure-receipt/1"),
    tenantId: z.string(),
    conversationId: z.string(),
    epoch: z.int(),
    clearedAt: z.iso.datetime(),
    erasedAt: z.iso.datetime(),
    deleted: itemCounts,
    destroyedKey: z.nullable(z.string()),
    found: itemCounts,
    checks,
    ledger: z.object({ sequence: z.int(), hash: z.string() }),
    doesNotProve: z.array(z.string()),
    requestId: z.string(),
  }),
  signature: statementSignature,
});

/** A subject: the tenant's own name for it, or the pseudonym it is known by here. */
export const subjectPath = z.object({ subject: text({ min: 1, max: 256 }) });

/** The same for all conversations of a subject. `conversationsHash`: SHA-256 over the canonical list of their ledger places. */
export const subjectEraseAnswer = z.object({
  statement: z.object({
    type: z.literal("picasso-subject-erasure-receipt/1"),
    tenantId: z.string(),
    subject: z.string(),
    startedAt: z.iso.datetime(),
    erasedAt: z.iso.datetime(),
    conversations: z.int(),
    conversationsHash: z.string(),
    deleted: itemCounts,
    destroyedKeys: z.int(),
    found: z.object({ conversations: z.int() }),
    ledger: z.object({ hash: z.string() }),
    doesNotProve: z.array(z.string()),
    requestId: z.string(),
  }),
  signature: statementSignature,
});

/** `cursor`: the `nextCursor` of the page before. `format`: `jsonl` for JSON Lines, as the header Accept may say too. */
export const exportQuery = z.object({
  cursor: z.optional(z.string().check(z.regex(/^[A-Za-z0-9_-]{1,200}$/))),
  format: z.optional(z.enum(["json", "jsonl"])),
});

/** All that is held of one conversation, or a part of it: turns in order, from where the page before ended. */
const conversationPart = z.object({
  conversationId: z.string(),
  subject: z.string(),
  status: z.enum(["active", "cleared"]),
  turn: z.int(),
  startedAt: z.iso.datetime(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  holds: z.array(z.object({ scope: z.string(), since: z.iso.datetime(), reason: z.string(), by: z.string() })),
  summary: z.nullable(z.string()),
  profile: z.nullable(z.unknown()),
  /** What summary and profile were made from. */
  facts: z.nullable(z.unknown()),
  turns: z.array(turn),
  /** Items that are held beside turns, by what they are. Values in the vault are not among what is exported. */
  stored: itemCounts,
  ledger: z.object({ sequence: z.int(), hash: z.string() }),
  isComplete: z.boolean(),
});

export type ConversationPart = z.infer<typeof conversationPart>;

/** A signed page of an export. */
export const exportAnswer = z.object({
  statement: z.object({
    type: z.literal("picasso-export/1"),
    tenantId: z.string(),
    subject: z.nullable(z.string()),
    exportedAt: z.iso.datetime(),
    conversations: z.array(conversationPart),
    nextCursor: z.nullable(z.string()),
    requestId: z.string(),
  }),
  signature: statementSignature,
});

export type ExportStatement = z.infer<typeof exportAnswer>["statement"];
