import * as z from "zod/mini";
import { wholeNumberText } from "../conversation.ts";
import { conversationIdForm } from "../conversation-id.ts";
import { statementSignature } from "../statement-signature.ts";
import { tenantIdForm } from "../tenant-id.ts";

/** Ledgers that are no tenant's: what operators did, and what was refused to callers who proved nothing. */
export const serviceLedgers = ["@operators", "@unproven"] as const;

/** Whose ledger an operator asks for; a tenant's key may leave it out, there is only one for it. */
const ledger = {
  tenantId: z.optional(z.union([z.string().check(z.regex(tenantIdForm)), z.enum(serviceLedgers)])),
};
export const ledgerQuery = z.object(ledger);

const name = z.string().check(z.regex(/^[a-z][a-z0-9.-]{0,63}$/));
const number = wholeNumberText({ min: 1, max: 999_999_999 });
const recordKey = z.string().check(z.regex(/^[CE]#[A-Za-z0-9_.:#-]{1,80}$/));
const conversationId = z.string().check(z.regex(conversationIdForm));

/** `from` up to and without `to`; the last day where they are left out. `cursor`: the `nextCursor` of the page before, with the same filters. */
export const eventPageQuery = z.object({
  ...ledger,
  action: z.optional(name),
  outcome: z.optional(z.enum(["done", "requested", "refused", "reuse-detected"])),
  conversationId: z.optional(conversationId),
  from: z.optional(z.iso.datetime()),
  to: z.optional(z.iso.datetime()),
  limit: z._default(wholeNumberText({ min: 1, max: 200 }), 50),
  cursor: z.optional(z.string().check(z.regex(/^[A-Za-z0-9_-]{20,400}$/))),
});

export type EventPageQuery = z.infer<typeof eventPageQuery>;

/** `key`: the record's name, with its conversation. `record`: what was recorded; ids, counts and digests only. */
export const ledgerEvent = z.object({ key: z.string(), record: z.record(z.string(), z.unknown()) });

/** By time. A page may be short or empty before the last one: go on while there is a `nextCursor`. */
export const eventPageAnswer = z.object({ events: z.array(ledgerEvent), nextCursor: z.nullable(z.string()) });

/** `number`: of the checkpoint; `size`: of the tree, whose first checkpoint it is; the newest where both are left out. */
export const checkpointQuery = z.object({ ...ledger, number: z.optional(number), size: z.optional(number) });

export const signedCheckpoint = z.object({
  statement: z.object({
    type: z.literal("picasso-ledger-checkpoint/1"),
    tenantId: z.string(),
    number: z.int(),
    size: z.int(),
    root: z.string(),
    at: z.iso.datetime(),
    sealedThrough: z.iso.datetime(),
    previous: z.nullable(z.string()),
    keyId: z.string(),
  }),
  signature: statementSignature,
});

export const checkpointAnswer = z.object({ checkpoint: signedCheckpoint, isArchived: z.boolean() });

/** A record by its key and, where it has one, its conversation. `checkpoint`: number of the one to prove it in; the newest else. */
export const inclusionQuery = z.object({
  ...ledger,
  conversationId: z.optional(conversationId),
  key: recordKey,
  checkpoint: z.optional(number),
});

/** The leaf's hash is SHA-256 of 0x00 and the canonical JSON of `entry`; `proof`: siblings, nearest first (RFC 9162, 2.1.3). */
export const inclusionAnswer = z.object({
  entry: ledgerEvent,
  leafHash: z.string(),
  leafIndex: z.int(),
  proof: z.array(z.string()),
  checkpoint: signedCheckpoint,
});

/** Numbers of two checkpoints; `to`: the newest where it is left out. */
export const consistencyQuery = z.object({ ...ledger, from: number, to: z.optional(number) });

/** That the tree of `to` begins with the tree of `from` (RFC 9162, 2.1.4). Empty for trees of one size, and for an empty first one. */
export const consistencyAnswer = z.object({ from: signedCheckpoint, to: signedCheckpoint, proof: z.array(z.string()) });

export const statementKeysAnswer = z.object({
  keys: z.array(
    z.object({
      keyId: z.string(),
      algorithm: z.enum(["EdDSA", "ES256"]),
      publicKey: z.string(),
      createdAt: z.iso.datetime(),
      retiredAt: z.nullable(z.iso.datetime()),
    }),
  ),
});

/** `from` up to and without `to`, at most 92 days; the last 30 days where they are left out. */
export const reportQuery = z.object({
  ...ledger,
  from: z.optional(z.iso.datetime()),
  to: z.optional(z.iso.datetime()),
});

export type ReportQuery = z.infer<typeof reportQuery>;

const count = z.int();
const counts = z.record(z.string(), count);
const time = z.iso.datetime();
/** `proof`: the call that proves the record. */
const evidence = { conversationId: z.string(), key: z.string(), at: time, proof: z.string() };
const access = z.object({
  ...evidence,
  action: z.string(),
  outcome: z.string(),
  actor: z.string(),
  subject: z.nullable(z.string()),
});
const named = z.object({ rows: z.array(access), leftOut: count });

/** Counts, digests and pointers into the ledger; no content. `continuityRate`: the share of reads that were answered; `longTurnBytes`: 95 % of turns are not longer. */
export const reportAnswer = z.object({
  type: z.literal("picasso-compliance-report/1"),
  tenantId: z.string(),
  from: time,
  to: time,
  generatedAt: time,
  retention: z.object({ conversationSeconds: count, turnSeconds: count, conversationsEnded: count, turnsEnded: count }),
  keys: z.array(z.object({ keyId: z.string(), kind: z.string(), createdAt: time, ageDays: count })),
  volumes: z.object({
    records: count,
    conversations: count,
    reads: count,
    refusals: count,
    byAction: counts,
    refusalsByProblem: counts,
  }),
  deidentification: z.object({ removed: count, byType: counts }),
  erasure: z.object({ cleared: count, erased: count, subjects: count, deleted: counts }),
  holds: z.object({ set: count, lifted: count, conversationsHeld: count, isTenantHeld: z.boolean() }),
  forgetting: named,
  integrity: z.object({
    violations: count,
    findings: z.array(access),
    headsCompared: count,
    headsAstray: z.array(z.string()),
    isCheckpointSigned: z.boolean(),
    checkpoint: z.nullable(count),
    sealedRecords: count,
    sealedThrough: z.nullable(time),
    archivedThroughCheckpoint: count,
  }),
  analytics: z.object({
    turns: count,
    messages: count,
    turnsPerConversation: z.number(),
    messagesPerTurn: z.number(),
    medianTurnBytes: count,
    longTurnBytes: count,
    longestTurnBytes: count,
    continuityRate: z.nullable(z.number()),
  }),
  anomalies: z.array(
    z.object({
      rule: z.enum(["many-conversations", "many-calls", "many-refusals", "token-reuse"]),
      actor: z.nullable(z.string()),
      hour: z.nullable(z.string()),
      count,
      threshold: count,
    }),
  ),
  safeguards: z.array(
    z.object({
      rule: z.string(),
      title: z.string(),
      how: z.string(),
      shown: z.string(),
      evidence: z.nullable(z.object(evidence)),
    }),
  ),
  disclosures: named,
  days: z.array(z.object({ day: z.iso.date(), turns: count, reads: count, refusals: count })),
});
