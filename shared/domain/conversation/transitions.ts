import { Problem } from "../../problem.ts";
import type { Caller } from "../identity/caller.ts";
import { type Families, type Family, isAlive, replaceFamily, withFamily } from "../identity/family.ts";
import { type ConversationRef, genesisHash, type Head } from "./head.ts";
import { expiryOf, isExpired, type RetentionPolicy } from "./lifetimes.ts";
import type { SealedTurn } from "./turn.ts";

export type Beginning = ConversationRef & {
  readonly subject: string;
  readonly startedAtMs: number;
  readonly family: string;
};

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
  expiresAt: expiryOf(nowMs, retention.conversationSeconds),
  families: withFamily(new Map(), beginning.family, nowMs),
  ledgerSequence: 0,
  chainHash: genesisHash,
  turnHash: genesisHash,
  summarizedThrough: 0,
});

/** The head unless it is gone or closed to this caller; throws the problem that says so. Every call passes here, so ended sign-ins stop at once. */
export const admit = (head: Head | undefined, caller: Caller, nowMs: number): Head => {
  const living = admitToRemains(head, caller, nowMs);
  if (living.status === "cleared") throw new Problem("conversation-cleared");
  if ("family" in caller && !isAlive(living.families.get(caller.family), nowMs)) {
    throw new Problem("invalid-credential", { reason: "sign-in-ended" });
  }
  return living;
};

/** As `admit`, but a cleared conversation may still be looked at by those who could clear it. */
export const admitToRemains = (head: Head | undefined, caller: Caller, nowMs: number): Head => {
  const isTheirs = head !== undefined && head.tenantId === caller.tenantId && isOf(head, caller);
  if (!isTheirs || isExpired(head, nowMs)) throw new Problem("conversation-not-found");
  return head;
};

const isOf = (head: Head, caller: Caller): boolean =>
  !("conversationId" in caller) ||
  (caller.conversationId === head.conversationId && (caller.kind !== "access-token" || caller.subject === head.subject));

/** The head after one more turn. The sign-in that saved it counts as used. */
export const withTurn = (
  head: Head,
  turn: SealedTurn,
  by: { readonly caller: Caller; readonly retention: RetentionPolicy },
): Head => ({
  ...head,
  turn: turn.turn,
  turnHash: turn.hash,
  lastTurnAtMs: turn.atMs,
  expiresAt: expiryOf(turn.atMs, by.retention.conversationSeconds),
  families: usedBy(head.families, by.caller, turn.atMs),
});

/** The head with one more sign-in. */
export const withSignIn = (
  head: Head,
  family: string,
  at: { readonly nowMs: number; readonly retention: RetentionPolicy },
): Head => ({
  ...head,
  families: withFamily(head.families, family, at.nowMs),
  expiresAt: expiryOf(at.nowMs, at.retention.conversationSeconds),
});

/** The head with one sign-in in another state. */
export const withFamilyState = (
  head: Head,
  id: string,
  at: { readonly family: Family; readonly nowMs: number; readonly retention: RetentionPolicy },
): Head => ({
  ...head,
  families: replaceFamily(head.families, id, at.family),
  expiresAt: expiryOf(at.nowMs, at.retention.conversationSeconds),
});

/** The head after which nobody reads or writes the conversation any more; the epoch fences writers that are under way. */
export const cleared = (head: Head): Head => ({ ...head, status: "cleared", epoch: head.epoch + 1, summarizedThrough: 0 });

const usedBy = (families: Families, caller: Caller, nowMs: number): Families => {
  const family = caller.kind === "access-token" ? families.get(caller.family) : undefined;
  return caller.kind === "access-token" && family !== undefined
    ? replaceFamily(families, caller.family, { ...family, usedAtMs: nowMs })
    : families;
};
