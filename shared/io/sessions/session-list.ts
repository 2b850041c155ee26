import { isExpired } from "../../domain/conversation/lifetimes.ts";
import { readingRounds, shardOfSlot } from "../../domain/conversation/slot-shards.ts";
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
export const sessionList = (needs: Needs): SessionList => ({
  page: async (tenant, { size, after }) => {
    const limit = tenant.sessions.maxConcurrent;
    const range = { tenantId: tenant.tenantId, from: after === undefined ? 0 : after + 1, below: limit };
    const live = await liveLeases(needs, range, after === undefined ? limit : size + 1);
    const sessions = live.slice(0, size);
    const nextAfter = live.length > size ? sessions.at(-1)?.slot : undefined;
    return { sessions, nextAfter, inUse: after === undefined ? live.length : undefined, limit };
  },
});

type Needs = { readonly leases: LeaseStore; readonly now: () => number };
type SlotRange = { readonly tenantId: string; readonly from: number; readonly below: number };

/** Live leases in a range of slots, in their order: all of them, or at least `enough`. */
const liveLeases = async ({ leases, now }: Needs, range: SlotRange, enough: number): Promise<readonly StoredLease[]> => {
  const isMeant = (each: StoredLease) => each.slot >= range.from && each.slot < range.below && !isExpired(each, now());
  const live: StoredLease[] = [];
  for (const shards of readingRounds(shardOfSlot(range.from), range.below)) {
    live.push(...(await leases.read(range.tenantId, shards)).filter(isMeant));
    if (live.length >= enough) break;
  }
  return live.sort((a, b) => a.slot - b.slot);
};
