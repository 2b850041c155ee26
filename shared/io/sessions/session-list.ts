import { type Pool, poolAt } from "../../domain/conversation/lease.ts";
import { readingRounds, shardOfSlot } from "../../domain/conversation/slot-shards.ts";
import { isLive } from "../../domain/conversation/vacancy.ts";
import type { Tenant } from "../../domain/identity/tenant.ts";
import type { LeaseStore, StoredLease } from "./lease-store.ts";

/** Some of a tenant's live sessions. `inUse`: how many there are in all, on the first page only. */
export type SessionPage = {
  readonly sessions: readonly StoredLease[];
  /** The slot after which the next page begins; undefined on the last one. */
  readonly nextAfter: number | undefined;
  readonly inUse: number | undefined;
  readonly limit: number;
};

/** `after`: the slot that the page before ended with. */
export type SessionQuery = { readonly size: number; readonly after: number | undefined };

export type SessionList = { readonly page: (tenant: Tenant, query: SessionQuery) => Promise<SessionPage> };

/** The sessions that count towards a tenant's limit, by reading them: the first page reads all, later ones as far as they go. */
export const sessionList = ({ leases, now }: Needs): SessionList => ({
  page: async (tenant, { size, after }) => {
    const pool = poolAt(tenant, now());
    const range = { pool, from: after === undefined ? 0 : after + 1 };
    const live = await liveLeases(leases, range, after === undefined ? pool.limit : size + 1);
    const sessions = live.slice(0, size);
    const nextAfter = live.length > size ? sessions.at(-1)?.slot : undefined;
    return { sessions, nextAfter, inUse: after === undefined ? live.length : undefined, limit: pool.limit };
  },
});

type Needs = { readonly leases: LeaseStore; readonly now: () => number };
type SlotRange = { readonly pool: Pool; readonly from: number };

/** Live leases from a slot on, in order: all of them, or at least `enough`. */
const liveLeases = async (leases: LeaseStore, { pool, from }: SlotRange, enough: number): Promise<readonly StoredLease[]> => {
  const live: StoredLease[] = [];
  for (const shards of readingRounds(shardOfSlot(from), pool.limit)) {
    const stored = await leases.read(pool.tenantId, shards);
    live.push(...stored.filter((each) => each.slot >= from && isLive(each, pool)));
    if (live.length >= enough) break;
  }
  return live.sort((a, b) => a.slot - b.slot);
};
