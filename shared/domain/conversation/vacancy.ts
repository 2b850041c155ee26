import { isExpired } from "./lifetimes.ts";
import { slotsOf } from "./slot-shards.ts";

/** A slot that somebody holds or held. `expiresAt`: epoch seconds. */
export type TakenSlot = { readonly slot: number; readonly expiresAt: number };

/** A slot that was free when it was looked for, or when to look again. */
export type Vacancy = { readonly slot: number; readonly retryAfterSeconds?: never } | Full;
export type Full = { readonly slot?: never; readonly retryAfterSeconds: number };

type PoolAt = { readonly limit: number; readonly nowMs: number };

/** Longest wait a refused start is told: leases also end early. */
const longestRetrySeconds = 60;

/** Slots of these shards, below the limit, that nobody holds now. */
export const freeSlots = (shards: readonly number[], taken: readonly TakenSlot[], at: PoolAt): readonly number[] => {
  const held = new Set(taken.filter((each) => !isExpired(each, at.nowMs)).map(({ slot }) => slot));
  return slotsOf(shards, at.limit).filter((slot) => !held.has(slot));
};

/** Seconds until a start may find room: until the first lease of the pool runs out, between one second and a minute. */
export const retrySeconds = (taken: readonly TakenSlot[], at: PoolAt): number => {
  const nowSeconds = Math.floor(at.nowMs / 1000);
  const inPool = taken.filter(({ slot }) => slot < at.limit);
  const firstEnd = inPool.reduce((first, { expiresAt }) => Math.min(first, expiresAt - nowSeconds), longestRetrySeconds);
  return Math.max(1, firstEnd);
};
