import { withTenantHold } from "../conversation-forgetting/hold.ts";
import type { Caller } from "../identity/caller.ts";
import { type Families, type Family, type SignInMoment, startFamily, withFamily } from "../identity/family.ts";
import { type Amount, nothing, plus } from "./amount.ts";
import { type Beginning, genesisHash, type Head } from "./head.ts";
import { expiryOf, lifetimes, type RetentionPolicy } from "./lifetimes.ts";
import { dueAfterTurn } from "./memory-due.ts";
import type { SealedTurn } from "./turn.ts";

/** The head of a conversation that begins now, with its first sign-in. */
export const begin = (beginning: Beginning, retention: RetentionPolicy, nowMs: number): Head => ({
  tenantId: beginning.tenantId,
  conversationId: beginning.conversationId,
  subject: beginning.subject,
  status: "active",
  epoch: 1,
  turn: 0,
  startedAtMs: beginning.startedAtMs,
  createdAtMs: nowMs,
  lastTurnAtMs: 0,
  lastTurnExpiresAt: 0,
  expiresAt: expiryOf(nowMs, retention.conversationSeconds),
  rowsExpireAt: expiryOf(nowMs, retention.conversationSeconds + lifetimes.keyMarginSeconds),
  families: new Map([[beginning.family, startFamily(nowMs, beginning.boundTo)]]),
  holds: withTenantHold({ holds: beginning.holds ?? new Map() }, retention).holds,
  ledgerSequence: 0,
  chainHash: genesisHash,
  turnHash: genesisHash,
  summarizedThrough: 0,
  memoryVersion: 0,
  unsummarized: nothing,
  aliases: 0,
});

type SavedBy = { readonly caller: Caller; readonly retention: RetentionPolicy; readonly amount: Amount } & Pick<
  Head,
  "aliases" | "asked"
>;

/** The head after one more turn. The sign-in that saved it counts as used. */
export const withTurn = (head: Head, turn: SealedTurn, by: SavedBy): Head => ({
  ...withTenantHold(head, by.retention),
  aliases: by.aliases,
  asked: by.asked,
  turn: turn.turn,
  turnHash: turn.hash,
  lastTurnAtMs: turn.atMs,
  lastTurnExpiresAt: turn.expiresAt,
  unsummarized: plus(head.unsummarized, by.amount),
  memoryDueAt: dueAfterTurn(head, turn.atMs, by.retention),
  expiresAt: expiryOf(turn.atMs, by.retention.conversationSeconds),
  families: usedBy(head.families, by.caller, turn.atMs),
});

type SignInAt = SignInMoment & { readonly retention: RetentionPolicy; readonly boundTo?: string | undefined };

/** The head with one more sign-in. */
export const withSignIn = (head: Head, family: string, at: SignInAt): Head => ({
  ...withTenantHold(head, at.retention),
  families: withFamily(head.families, family, at),
  expiresAt: expiryOf(at.nowMs, at.retention.conversationSeconds),
});

/** The head with one sign-in in another state. */
export const withFamilyState = (
  head: Head,
  id: string,
  at: { readonly family: Family; readonly nowMs: number; readonly retention: RetentionPolicy },
): Head => ({
  ...withTenantHold(head, at.retention),
  families: new Map([...head.families, [id, at.family]]),
  expiresAt: expiryOf(at.nowMs, at.retention.conversationSeconds),
});

/**
 * The head after which nobody reads or writes the conversation any more; the epoch fences writers that are under way. It keeps
 * what its owner's repeat is recognised by, and the chain of its records; nothing of what was said.
 */
export const cleared = (head: Head): Head => ({
  ...head,
  status: "cleared",
  epoch: head.epoch + 1,
  turn: 0,
  turnHash: genesisHash,
  lastTurnAtMs: 0,
  lastTurnExpiresAt: 0,
  summarizedThrough: 0,
  memoryVersion: 0,
  unsummarized: nothing,
  memoryDueAt: undefined,
  aliases: 0,
  asked: undefined,
  lease: undefined,
});

const usedBy = (families: Families, caller: Caller, nowMs: number): Families => {
  const family = caller.kind === "access-token" ? families.get(caller.family) : undefined;
  return caller.kind === "access-token" && family !== undefined
    ? new Map([...families, [caller.family, { ...family, usedAtMs: nowMs }]])
    : families;
};
