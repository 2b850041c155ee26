import type { Pool } from "../../domain/conversation/lease.ts";
import { searchRounds } from "../../domain/conversation/slot-shards.ts";
import { type Full, freeSlots, retrySeconds, type Vacancy } from "../../domain/conversation/vacancy.ts";
import { boundedCache } from "../bounded-cache.ts";
import type { LeaseStore, StoredLease } from "./lease-store.ts";

/** Whom to find a slot for. `isShort`: look through seven shards at most, which for pools of up to 350 is everything. */
export type Seeker = { readonly conversationId: string; readonly isShort: boolean };

export type PoolSearch = {
  readonly find: (pool: Pool, seeker: Seeker) => Promise<Vacancy>;
  /** Whether the pool was found full within the last second. */
  readonly isKnownFull: (pool: Pool) => boolean;
  /** A slot was given back in this process. */
  readonly forget: (tenantId: string) => void;
};

type Needs = {
  readonly leases: LeaseStore;
  readonly now: () => number;
  readonly randomBytes: (size: number) => Buffer;
};

/** Rounds of a search for a conversation that goes on either way. A start looks everywhere. */
const shortSearchRounds = 3;
const tenantCount = 1000;
/** How long a pool that was found full is taken to be so: a flood of refused starts looks through it once a second. */
const fullLifeMs = 1000;

/** Looks for free slots, shard by shard from the conversation's own first one on, and picks at random, so that few pick the same. */
export const poolSearch = ({ leases, now, randomBytes }: Needs): PoolSearch => {
  const full = boundedCache<Full & { readonly limit: number }>({ size: tenantCount, lifeMs: fullLifeMs, now });

  const remembered = ({ tenantId, limit }: Pool): Full | undefined => {
    const found = full.get(tenantId);
    return found?.limit === limit ? { retryAfterSeconds: found.retryAfterSeconds } : undefined;
  };

  const pick = (free: readonly number[]): number | undefined =>
    free.length === 0 ? undefined : free[randomBytes(4).readUInt32BE() % free.length];

  const look = async (pool: Pool, rounds: readonly (readonly number[])[]): Promise<Vacancy> => {
    const seen: StoredLease[] = [];
    for (const shards of rounds) {
      const stored = await leases.read(pool.tenantId, shards);
      const slot = pick(freeSlots(shards, stored, pool));
      if (slot !== undefined) return { slot };
      seen.push(...stored);
    }
    return { retryAfterSeconds: retrySeconds(seen, pool) };
  };

  return {
    find: async (pool, { conversationId, isShort }) => {
      const known = remembered(pool);
      if (known !== undefined) return known;
      const rounds = searchRounds(conversationId, pool.limit);
      const looked = isShort ? rounds.slice(0, shortSearchRounds) : rounds;
      const found = await look(pool, looked);
      if (found.slot === undefined && looked.length === rounds.length) full.set(pool.tenantId, { ...found, limit: pool.limit });
      return found;
    },
    isKnownFull: (pool) => remembered(pool) !== undefined,
    forget: (tenantId) => full.delete(tenantId),
  };
};
