import type { ConversationRef, Head, SubjectRef } from "../../domain/conversation/head.ts";
import { isExpired } from "../../domain/conversation/lifetimes.ts";
import { type Hold, type HoldScope, isKept } from "../../domain/conversation-forgetting/hold.ts";
import { type CallContext, ledgerEventOf } from "../../domain/identity/call-context.ts";
import type { LedgerEvent } from "../../domain/ledger/record.ts";
import { Problem } from "../../problem.ts";
import { checkTime, deadlineOf } from "../forgetting/deadline.ts";
import { subjectRows } from "../forgetting/subject-rows.ts";
import type { HeadStore } from "../head-store.ts";
import type { RecordNeeds } from "../ledger-store.ts";
import type { TenantSeal } from "../tenants/sealed-tenant.ts";
import { writeSubjectHold, writeTenantHold } from "./hold-records.ts";
import { type RetagNeeds, retag } from "./retag.ts";
import { tenantHeads } from "./tenant-heads.ts";

/** Why it is done, and the keyed digest of what else was said. */
export type HoldOrder = { readonly reason: string; readonly noteDigest?: string | undefined };

/** The hold as it is now, and for a tenant where the next call goes on. */
export type Held = { readonly hold: Hold | undefined; readonly nextAfter?: string | undefined };

/** Lays holds and lifts them. `order` of a lift says why; without `hold` it is a lift. */
export type HoldStore = {
  readonly ofConversation: (ref: ConversationRef, call: CallContext, change: HoldChange) => Promise<Held>;
  readonly ofSubject: (of: SubjectRef, call: CallContext, change: HoldChange) => Promise<Held>;
  readonly ofTenant: (
    of: { readonly tenantId: string; readonly after: string | undefined },
    call: CallContext,
    change: HoldChange,
  ) => Promise<Held>;
};

/** `hold`: what is laid; undefined when one is lifted. */
export type HoldChange = { readonly hold: Hold | undefined; readonly order: HoldOrder };

export type HoldNeeds = RetagNeeds & RecordNeeds & TenantSeal & { readonly heads: HeadStore };

type OnOne = { readonly scope: HoldScope; readonly call: CallContext; readonly change: HoldChange; readonly turnSeconds: number };

/**
 * Legal holds. A hold is on a conversation when its head says so; those of subjects and tenants have a record of their own, which
 * counts first, and are then written into the head of each conversation. Whatever is cut off, a repeat finishes.
 */
export const holdStore = (needs: HoldNeeds): HoldStore => ({
  ofConversation: (ref, call, change) =>
    changeOne(needs, ref, { scope: "conversation", call, change, turnSeconds: call.tenant.retention.turnSeconds }),
  ofSubject: async (of, call, change) => {
    await writeSubjectHold(needs, of, { ...change, event: { ...eventOf(call, "subject", change), subject: of.subject } });
    const { conversations, hold } = await subjectRows(needs, of);
    for (const conversationId of conversations) {
      checkTime(needs, deadlineOf(call));
      const { turnSeconds } = call.tenant.retention;
      await changeIfThere(needs, { tenantId: of.tenantId, conversationId }, { scope: "subject", call, change, turnSeconds });
    }
    return { hold };
  },
  ofTenant: async ({ tenantId, after }, call, change) => {
    const event = eventOf(call, "tenant", change);
    const { turnSeconds } = await writeTenantHold(needs, tenantId, { ...change, event: { ...event, target: tenantId } });
    let next = after;
    do {
      const page = await tenantHeads(needs, { tenantId, after: next });
      for (const ref of page.refs) await changeIfThere(needs, ref, { scope: "tenant", call, change, turnSeconds });
      next = page.nextAfter;
    } while (next !== undefined && needs.elapsedMs() < deadlineOf(call).deadlineMs);
    return { hold: change.hold, nextAfter: next };
  },
});

const eventOf = (call: CallContext, scope: HoldScope, { order }: HoldChange): LedgerEvent =>
  ledgerEventOf(call, { outcome: "done", hold: { scope, ...order } });

/** A conversation that is over, or was cleared, has nothing to be held. */
const changeIfThere = async (needs: HoldNeeds, ref: ConversationRef, one: OnOne): Promise<void> => {
  try {
    await changeOne(needs, ref, one);
  } catch (failure) {
    if (!(failure instanceof Problem && ["conversation-not-found", "conversation-cleared"].includes(failure.code))) throw failure;
  }
};

const changeOne = async (needs: HoldNeeds, ref: ConversationRef, one: OnOne): Promise<Held> => {
  const { scope, call, change, turnSeconds } = one;
  const changed = await needs.heads.change(ref, (known) => {
    const head = holdable(known, one, needs.now());
    if (head.holds.has(scope) === (change.hold !== undefined)) return { unchanged: head };
    return { head: withHold(head, scope, change.hold), event: eventOf(call, scope, change) };
  });
  if (!("head" in changed)) throw new Problem("integrity-violation");
  await retag(needs, changed.head, { ...deadlineOf(call), turnSeconds });
  return { hold: changed.head.holds.get(scope) };
};

/** What is over stays over: a hold brings nothing back that nobody can see any more. It is lifted wherever it is. */
const holdable = (head: Head | undefined, { change }: OnOne, nowMs: number): Head => {
  const isOver = head !== undefined && change.hold !== undefined && !isKept(head) && isExpired(head, nowMs);
  if (head === undefined || isOver) throw new Problem("conversation-not-found");
  if (head.status === "cleared") throw new Problem("conversation-cleared");
  return head;
};

const withHold = (head: Head, scope: HoldScope, hold: Hold | undefined): Head => {
  const others = [...head.holds].filter(([each]) => each !== scope);
  return { ...head, holds: new Map(hold === undefined ? others : [...others, [scope, hold]]) };
};
