import { expiryOf } from "./lifetimes.ts";

/** A conversation's place in its tenant's session pool, as its head remembers it. */
export type Lease = {
  /** Undefined: the pool was full, and the conversation goes on without. */
  readonly slot: number | undefined;
  /** Epoch seconds: until then the slot is held, or longer; without one, when to look for one again. */
  readonly expiresAt: number;
};

/** How the session pool works. Times in seconds. */
export const leasePolicy = {
  leaseSeconds: 3600,
  /** A use of the conversation renews its lease when less than this remains: at most twice an hour. */
  renewBelowSeconds: 1800,
  /** How long a conversation that found the pool full goes on before it looks again. */
  lookAgainSeconds: 300,
} as const;

/** The lease of a conversation that takes or keeps this slot now. */
export const leaseOf = (slot: number, nowMs: number): Lease => ({ slot, expiresAt: expiryOf(nowMs, leasePolicy.leaseSeconds) });

/** What a conversation remembers that found no slot. */
export const withoutSlot = (nowMs: number): Lease => ({
  slot: undefined,
  expiresAt: expiryOf(nowMs, leasePolicy.lookAgainSeconds),
});

/** Whether a use of the conversation now shall take or renew a lease. */
export const isLeaseDue = (lease: Lease | undefined, nowMs: number): boolean =>
  lease === undefined ||
  lease.expiresAt - Math.floor(nowMs / 1000) < (lease.slot === undefined ? 1 : leasePolicy.renewBelowSeconds);
