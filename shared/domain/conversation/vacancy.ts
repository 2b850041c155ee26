import type { HeldSlot, Pool } from "./lease.ts";
import { expiryOf } from "./lifetimes.ts";
import { slotsOf } from "./slot-shards.ts";

/** A slot that was free when it was looked for, or when to look again. */
export type Vacancy = { readonly slot: number; readonly retryAfterSeconds?: never } | Full;
export type Full = { readonly slot?: never; readonly retryAfterSeconds: number };

/** Longest wait a refused start is told: leases also end early. */
const longestRetrySeconds = 60;

/** Whether a stored lease counts: its slot is in the pool and its time is not over. */
export const isLive = ({ slot, expiresAt }: HeldSlot, pool: Pool): boolean => slot < pool.limit && expiresAt > pool.runOutAt;

/** Slots of these shards that nobody holds now. */
export const freeSlots = (shards: readonly number[], stored: readonly HeldSlot[], pool: Pool): readonly number[] => {
  const held = new Set(stored.filter((each) => isLive(each, pool)).map(({ slot }) => slot));
  return slotsOf(shards, pool.limit).filter((slot) => !held.has(slot));
};

/** Seconds until a start may find room: until the first lease of the pool runs out, between one second and a minute. */
export const retrySeconds = (stored: readonly HeldSlot[], pool: Pool): number => {
  const waits = stored.filter((each) => isLive(each, pool)).map(({ expiresAt }) => expiresAt - expiryOf(pool.nowMs, 0));
  return waits.reduce((shortest, wait) => Math.min(shortest, wait), longestRetrySeconds);
};
