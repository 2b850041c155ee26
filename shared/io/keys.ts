import type { ConversationRef, SubjectRef } from "../domain/conversation/head.ts";
import { joinParts } from "../parts.ts";

/** Every table name and every key format of the service. Each partition key starts with the tenant (TRAPS 1). */
export type Tables = ReturnType<typeof tableNames>;

export const tableNames = (stage: string) =>
  ({
    summaries: `${stage}-conversation-summaries`,
    messages: `${stage}-recent-messages`,
    keys: `${stage}-conversation-keys`,
    audit: `${stage}-audit-events`,
    tenants: `${stage}-tenants`,
    limits: `${stage}-rate-limits`,
    leases: `${stage}-leases`,
  }) as const;

/** Partition key of everything that belongs to one conversation. */
export const conversationKey = (ref: ConversationRef): string => joinParts(ref.tenantId, ref.conversationId);

/** Sort keys within a conversation. */
export const sortKeys = {
  /** The alias book: before HEAD, so that one query brings both to a writer and none of it to a reader. */
  aliases: "ALIASES",
  head: "HEAD",
  summary: "SUMMARY",
  /** The mark an append leaves behind; after HEAD and SUMMARY, so that reading the state never meets it. */
  writeMark: (writeName: Buffer): string => `WRITE#${writeName.toString("base64url")}`,
  /** A vaulted value, by its digest; after SUMMARY, like the marks. */
  vault: (digest: string): string => `VAULT#${digest}`,
  /** In a subject's partition: a legal hold on the subject, and the state of its erasure. */
  subjectHold: "HOLD",
  subjectErasure: "ERASURE",
  /** A chained ledger record. */
  /** What the keys of chained records begin with. */
  chained: "C#",
  sequence: (sequence: number): string => `C#${String(sequence).padStart(12, "0")}`,
  /** A ledger record outside the chain (reads, refusals): by time, made unique by random text. */
  event: (atMs: number, unique: string): string => `E#${new Date(atMs).toISOString()}#${unique}`,
  /** A slot of a session pool. */
  slot: (slot: number): string => String(slot).padStart(6, "0"),
  /** A checkpoint of a tenant's ledger, and the mark that it was archived. */
  checkpoint: (number: number): string => String(number).padStart(12, "0"),
  /** A stored stretch of a ledger's tree. */
  tile: ({ level, number, width }: { readonly level: number; readonly number: number; readonly width: number }): string =>
    `${level}#${String(number).padStart(12, "0")}#${String(width).padStart(3, "0")}`,
} as const;

const dayShards = 64;
const dueShards = 64;

/** Partition keys of what a tenant's conversations share, in shards, because one partition would be hot. */
export const shardKeys = {
  dayShards,
  /** Partition of the ledger's day index; a reader asks for all 64 and merges. */
  day: (ref: ConversationRef, atMs: number): string => {
    return joinParts(ref.tenantId, new Date(atMs).toISOString().slice(0, 10), shardKeys.shardOf(ref.conversationId));
  },
  /** Which shard of a day a conversation's records are in. */
  shardOf: (conversationId: string): number => spread({ conversationId }) % dayShards,
  /** Partition of the index of heads that the sweep looks after. The one key without a tenant: it holds keys alone, and no caller reads it. */
  due: (ref: ConversationRef): string => String(spread(ref) % dueShards),
  allDue: Array.from({ length: dueShards }, (_, shard) => String(shard)),
  /** One shard of a day of a tenant's ledger. */
  ledgerDay: (tenantId: string, day: string, shard: number): string => joinParts(tenantId, day, shard),
  /** What seals a tenant's ledger. Three parts, so that it can be no conversation's. */
  ledger: (tenantId: string, kind: "archived" | "checkpoint" | "leaf-names" | "tile"): string =>
    joinParts(tenantId, "ledger", kind),
  /** What belongs to one subject: its conversations by id. Three parts, so it is no conversation's. */
  subject: (of: SubjectRef): string => joinParts(of.tenantId, "subject", of.subject),
  /** Some slots of a tenant's session pool. */
  lease: (tenantId: string, shard: number): string => joinParts(tenantId, "lease", shard),
} as const;

const spread = ({ conversationId }: Pick<ConversationRef, "conversationId">): number =>
  [...conversationId].reduce((total, character) => (total * 31 + character.charCodeAt(0)) % 65_521, 7);

/** Partition keys of what calls leave behind in passing. */
export const limitKeys = {
  /** A rate limiter's counters: what is limited, who, and which stretch of time. */
  counters: (identity: readonly string[], stretch: number): string => joinParts(...identity, stretch),
  /** The note when a tenant key was last used. */
  keyUse: (key: { readonly tenantId: string; readonly keyId: string }): string => joinParts(key.tenantId, "key-use", key.keyId),
  /** A proof of possession that was used. */
  usedProof: (tenantId: string, digest: string): string => joinParts(tenantId, "used-proof", digest),
} as const;
