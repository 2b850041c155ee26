import type { Hold } from "../conversation-forgetting/hold.ts";

/** How long each class of stored data lives, in seconds. The table every read and every write takes its times from. */
export const lifetimes = {
  conversationSeconds: 7 * 24 * 3600,
  turnSeconds: 24 * 3600,
  writeIdSeconds: 24 * 3600,
  /** The wrapped key outlives its conversation a little, so that it need not be renewed at each save. */
  keyMarginSeconds: 24 * 3600,
  /** The contract's bound: nothing that is sealed lives longer, but for a hold. */
  longestRetentionSeconds: 366 * 24 * 3600,
  /** A save of a conversation whose data key is older makes a new one. */
  dataKeySeconds: 90 * 24 * 3600,
  /** No sign-in lives longer, whatever its tenant decides (the contract's bound). */
  longestSignInSeconds: 30 * 24 * 3600,
  /** The state of a subject's erasure, so that a repeat finds its receipt. */
  receiptSeconds: 30 * 24 * 3600,
  auditSeconds: 6 * 366 * 24 * 3600,
  /** What the health check's own conversations leave behind. */
  canarySeconds: 24 * 3600,
} as const;

/** Tenant of the conversations that the health check starts, saves, restores and clears. No key belongs to it. */
export const canaryTenantId = "health-canary";

/** How long a tenant's ledger records live, in seconds. */
export const auditSecondsOf = (tenantId: string): number =>
  tenantId === canaryTenantId ? lifetimes.canarySeconds : lifetimes.auditSeconds;

/** A tenant's own lifetimes, and the hold on all it has, when there is one. */
export type RetentionPolicy = {
  readonly conversationSeconds: number;
  readonly turnSeconds: number;
  readonly hold?: Hold | undefined;
};

/** Epoch seconds at which something that lives `seconds` from `nowMs` on has expired. */
export const expiryOf = (nowMs: number, seconds: number): number => Math.floor(nowMs / 1000) + seconds;

/** Expiry is policy at read; the sweeper only reclaims space (TRAPS 7). */
export const isExpired = (item: { readonly expiresAt: number }, nowMs: number): boolean =>
  item.expiresAt <= Math.floor(nowMs / 1000);
