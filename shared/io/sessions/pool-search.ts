import type { ConversationRef } from "../../domain/conversation/head.ts";
import { searchRounds } from "../../domain/conversation/slot-shards.ts";
import { type Full, freeSlots, retrySeconds, type TakenSlot, type Vacancy } from "../../domain/conversation/vacancy.ts";
import { boundedCache } from "../bounded-cache.ts";
import type { LeaseStore } from "./lease-store.ts";

export type PoolSearch = {
  /** A free slot below `limit`. `isShort`: looks through seven shards at most, which for pools of up to 350 is everything. */
  readonly find: (ref: ConversationRef, by: { readonly limit: number; readonly isShort: boolean }) => Promise<Vacancy>;
  /** Whether the pool was found full within the last second. */
  readonly isKnownFull: (tenantId: string, limit: number) => boolean;
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

  const remembered = (tenantId: string, limit: number): Full | undefined => {
    const found = full.get(tenantId);
    return found?.limit === limit ? { retryAfterSeconds: found.retryAfterSeconds } : undefined;
  };

  const look = async (ref: ConversationRef, rounds: readonly (readonly number[])[], limit: number): Promise<Vacancy> => {
    const seen: TakenSlot[] = [];
    for (const shards of rounds) {
      const taken = await leases.read(ref.tenantId, shards);
      const free = freeSlots(shards, taken, { limit, nowMs: now() });
      const slot = free[randomBytes(4).readUInt32BE() % free.length];
      if (slot !== undefined) return { slot };
      seen.push(...taken);
    }
    return { retryAfterSeconds: retrySeconds(seen, { limit, nowMs: now() }) };
  };

  return {
    find: async (ref, { limit, isShort }) => {
      const known = remembered(ref.tenantId, limit);
      if (known !== undefined) return known;
      const rounds = searchRounds(ref.conversationId, limit);
      const looked = isShort ? rounds.slice(0, shortSearchRounds) : rounds;
      const found = await look(ref, looked, limit);
      if (found.slot === undefined && looked.length === rounds.length) full.set(ref.tenantId, { ...found, limit });
      return found;
    },
    isKnownFull: (tenantId, limit) => remembered(tenantId, limit) !== undefined,
    forget: (tenantId) => full.delete(tenantId),
  };
};
