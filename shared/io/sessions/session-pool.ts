import type { ConversationRef, Head } from "../../domain/conversation/head.ts";
import { isLeaseDue, type Lease, leaseOf, type Pool, poolAt, withoutSlot } from "../../domain/conversation/lease.ts";
import { guessedSlot } from "../../domain/conversation/slot-shards.ts";
import type { Vacancy } from "../../domain/conversation/vacancy.ts";
import type { CallContext } from "../../domain/identity/call-context.ts";
import { isDueForRenewal } from "../../domain/identity/renewal.ts";
import type { Tenant } from "../../domain/identity/tenant.ts";
import type { Log } from "../../log.ts";
import { Problem } from "../../problem.ts";
import type { Changed } from "../head-commit.ts";
import type { Decide, Decision, HeadStore } from "../head-store.ts";
import type { LeaseStore } from "./lease-store.ts";
import type { PoolSearch } from "./pool-search.ts";

/** A call that uses a conversation, or starts it: `start` then says where room was found. */
export type Use = { readonly ref: ConversationRef; readonly call: CallContext; readonly start?: Vacancy };

export type SessionPool = {
  /** Whether the tenant's pool was found full within the last second. */
  readonly isKnownFull: (tenant: Tenant) => boolean;
  /** Where a conversation that starts may find its place. */
  readonly vacancy: (ref: ConversationRef, tenant: Tenant) => Promise<Vacancy>;
  /**
   * Changes the head of a conversation in use, and takes or renews its lease in the same transaction when that is due. One that
   * starts needs a slot, `start` says where to try: 429 `session-limit` when there is none. One that exists goes on without.
   */
  readonly change: (use: Use, decide: Decide) => Promise<Changed>;
  /** Changes the head; where that leaves it without a lease, its slot is free from the same transaction on. */
  readonly changeAndFree: (ref: ConversationRef, decide: Decide) => Promise<Changed>;
  /** Renews the lease of a conversation that was read, together with the access token; a read never fails for it. */
  readonly renewWithToken: (head: Head, call: CallContext) => Promise<void>;
};

type Needs = {
  readonly heads: HeadStore;
  readonly leases: LeaseStore;
  readonly search: PoolSearch;
  readonly now: () => number;
  readonly log: Log;
};

/** What a change tries: the conversation's own slot unless another has it by now, then one that was found, else a guess. */
type Seat = { readonly isOwnTaken: boolean; readonly vacancy?: Vacancy | undefined };

/** How many others may be faster, one after the other, until a start gives up and a conversation in use goes on without. */
const startAttempts = 40;
const useAttempts = 3;

/** The session pool of each tenant: who may start, and what counts as in use. */
export const sessionPool = (needs: Needs): SessionPool => ({
  isKnownFull: (tenant) => needs.search.isKnownFull(poolAt(tenant, needs.now())),
  vacancy: ({ conversationId }, tenant) => needs.search.find(poolAt(tenant, needs.now()), { conversationId, isShort: false }),
  change: (use, decide) => changeInUse(needs, use, decide),
  changeAndFree: async (ref, decide) => {
    const freeing = (known: Head | undefined) => withFreedSlot(needs, known, decide(known));
    const first = await needs.heads.change(ref, freeing);
    // The slot had run out and is another's by now: there is nothing to give back.
    const changed = first.outcome === "slot-taken" ? await needs.heads.change(ref, decide) : first;
    needs.search.forget(ref.tenantId);
    return changed.outcome === "slot-taken" ? busy() : changed;
  },
  renewWithToken: async (head, call) => {
    const slot = head.lease?.slot;
    if (slot === undefined || slot >= call.tenant.sessions.maxConcurrent || !isDueForRenewal(call.caller, needs.now())) return;
    const { expiresAt } = leaseOf(slot, needs.now());
    await needs.leases.extend({ ...head, slot }, expiresAt).catch(() => note(needs, call, "session.not-renewed"));
  },
});

const changeInUse = async (needs: Needs, { ref, call, start }: Use, decide: Decide): Promise<Changed> => {
  const isNew = start !== undefined;
  const none = withoutSlot(needs.now());
  let seat: Seat = { isOwnTaken: false, vacancy: start };
  for (let count = 1; count <= startAttempts; count += 1) {
    const seating = { seat, none, pool: poolAt(call.tenant, needs.now()) };
    const changed = await needs.heads.change(ref, (known) => withSlot(needs, known, { ...seating, decision: decide(known) }), {
      isNew,
    });
    if (changed.outcome === "slot-taken") {
      seat = { isOwnTaken: true, vacancy: await another(needs, { ref, call, isNew, count }) };
    } else {
      if (changed.outcome === "changed" && changed.head.lease === none) note(needs, call, "session.without-lease");
      return changed;
    }
  }
  return busy();
};

type Loser = Pick<Use, "ref" | "call"> & { readonly isNew: boolean; readonly count: number };

/** Where to try after somebody else was faster. */
const another = ({ search, now }: Needs, { ref, call, isNew, count }: Loser): Promise<Vacancy> | Vacancy => {
  if (!isNew && count >= useAttempts) return { retryAfterSeconds: 1 };
  return search.find(poolAt(call.tenant, now()), { conversationId: ref.conversationId, isShort: !isNew });
};

type Seating = { readonly decision: Decision; readonly seat: Seat; readonly pool: Pool; readonly none: Lease };

const withSlot = ({ leases }: Needs, known: Head | undefined, { decision, seat, pool, none }: Seating): Decision => {
  if (!("head" in decision) || !isLeaseDue(decision.head.lease, pool)) return decision;
  const { head } = decision;
  const slot = slotToTry(head, seat, pool.limit);
  if (slot !== undefined) {
    const lease = leaseOf(slot, pool.nowMs);
    return { ...decision, head: { ...head, lease }, slot: leases.hold(head, lease, pool) };
  }
  if (known === undefined) throw new Problem("session-limit", { retryAfterSeconds: seat.vacancy?.retryAfterSeconds ?? 1 });
  return { ...decision, head: { ...head, lease: none } };
};

const slotToTry = ({ lease, conversationId }: Head, { isOwnTaken, vacancy }: Seat, limit: number): number | undefined => {
  const own = isOwnTaken ? undefined : lease?.slot;
  if (own !== undefined && own < limit) return own;
  return vacancy === undefined ? guessedSlot(conversationId, limit) : vacancy.slot;
};

const withFreedSlot = ({ leases }: Needs, known: Head | undefined, decision: Decision): Decision => {
  const slot = known?.lease?.slot;
  if (!("head" in decision) || decision.head.lease !== undefined || slot === undefined) return decision;
  return { ...decision, slot: leases.free({ ...decision.head, slot }) };
};

const note = ({ log }: Needs, { tenant, action, requestId }: CallContext, event: string): void =>
  log({ level: "info", event, action, requestId, tenantId: tenant.tenantId });

const busy = (): never => {
  throw new Problem("conversation-busy", { retryAfterSeconds: 1 });
};
