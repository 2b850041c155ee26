import type { Tenant } from "../identity/tenant.ts";
import { expiryOf } from "./lifetimes.ts";

/** A conversation's place in its tenant's session pool, as its head remembers it. */
export type Lease = {
  /** Undefined: the pool was full, and the conversation goes on without. */
  readonly slot: number | undefined;
  /** Epoch seconds: until then the slot is held, or longer; without one, when to look for one again. */
  readonly expiresAt: number;
};

/** A slot that is held until `expiresAt`, in epoch seconds. */
export type HeldSlot = { readonly slot: number; readonly expiresAt: number };

/** A tenant's session pool at a moment. */
export type Pool = {
  readonly tenantId: string;
  /** Its slots are those with a smaller number. */
  readonly limit: number;
  readonly nowMs: number;
  /** Epoch seconds: a lease that lasts no longer has run out. After an end of all sign-ins of the tenant, those of before have. */
  readonly runOutAt: number;
};

/** How the session pool works, in seconds. */
const leasePolicy = {
  leaseSeconds: 3600,
  /** A use of the conversation renews its lease when less than this remains: at most twice an hour. */
  renewBelowSeconds: 1800,
  /** How long a conversation that found the pool full goes on before it looks again. */
  lookAgainSeconds: 300,
} as const;

export const poolAt = (tenant: Pick<Tenant, "tenantId" | "sessions" | "tokensNotBeforeMs">, nowMs: number): Pool => {
  const lastOfEnded = expiryOf(tenant.tokensNotBeforeMs ?? 0, leasePolicy.leaseSeconds) - 1;
  const { tenantId, sessions } = tenant;
  return { tenantId, limit: sessions.maxConcurrent, nowMs, runOutAt: Math.max(expiryOf(nowMs, 0), lastOfEnded) };
};

/** The lease of a conversation that takes or keeps this slot now. */
export const leaseOf = (slot: number, nowMs: number): HeldSlot => ({
  slot,
  expiresAt: expiryOf(nowMs, leasePolicy.leaseSeconds),
});

/** What a conversation remembers that found no slot. */
export const withoutSlot = (nowMs: number): Lease => ({
  slot: undefined,
  expiresAt: expiryOf(nowMs, leasePolicy.lookAgainSeconds),
});

/** Whether a use of the conversation now shall take or renew a lease. */
export const isLeaseDue = (lease: Lease | undefined, { nowMs, runOutAt }: Pool): boolean => {
  if (lease === undefined) return true;
  if (lease.slot === undefined) return lease.expiresAt <= expiryOf(nowMs, 0);
  return lease.expiresAt <= Math.max(runOutAt, expiryOf(nowMs, leasePolicy.renewBelowSeconds) - 1);
};
