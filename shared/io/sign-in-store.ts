import { admit, admitToRemains, findFor } from "../domain/conversation/admission.ts";
import type { Beginning, ConversationRef, Head } from "../domain/conversation/head.ts";
import { dueAtClose } from "../domain/conversation/memory-due.ts";
import { withFamilyState } from "../domain/conversation/transitions.ts";
import { type CallContext, ledgerEventOf } from "../domain/identity/call-context.ts";
import { type Families, type Family, isAlive, type SignInMoment } from "../domain/identity/family.ts";
import { grantName, type RefreshGrant } from "../domain/identity/refresh-token.ts";
import { rotate } from "../domain/identity/rotation.ts";
import { Problem, unproven } from "../problem.ts";
import type { DataKeys } from "./data-keys.ts";
import type { Changed } from "./head-commit.ts";
import type { Decision } from "./head-store.ts";
import type { Tables } from "./keys.ts";
import type { LedgerStore } from "./ledger-store.ts";
import type { OverlappingCalls } from "./overlapping-calls.ts";
import type { SessionPool } from "./sessions/session-pool.ts";
import { startConversation } from "./sign-ins/conversation-start.ts";
import { done, signInAt, withOneMore } from "./sign-ins/one-more.ts";

/** A living sign-in and the conversation it belongs to. */
export type SignIn = { readonly head: Head; readonly familyId: string; readonly family: Family };

export type SignInStore = {
  /** Starts the conversation, or signs in once more to the one this very start began before. */
  readonly start: (call: CallContext, beginning: Beginning) => Promise<SignIn>;
  /** One more sign-in to a conversation that exists; `subject` is the pseudonym it must belong to. */
  readonly reopen: (
    ref: ConversationRef,
    call: CallContext,
    by: { readonly familyId: string; readonly subject: string },
  ) => Promise<SignIn>;
  /** The next generation for a refresh token; the same one again for a tab that races. Reuse after that ends the sign-in. */
  readonly rotate: (call: CallContext, grant: RefreshGrant) => Promise<SignIn>;
  /** Marks the sign-in of a valid access token as used, so that it does not end idle. */
  readonly keepAlive: (ref: ConversationRef, call: CallContext, familyId: string) => Promise<SignIn>;
  /** Ends one sign-in, also one that has ended, or all of a conversation, for which the caller's own must be alive. */
  readonly end: (ref: ConversationRef, call: CallContext, which: { readonly familyId: string } | "all") => Promise<void>;
};

type Needs = {
  readonly tables: Tables;
  readonly pool: SessionPool;
  readonly dataKeys: DataKeys;
  readonly ledger: LedgerStore;
  readonly refreshes: OverlappingCalls;
  readonly now: () => number;
};

export const signInStore = (needs: Needs): SignInStore => ({
  start: async (call, beginning) => signInOf(await startConversation(needs, { call, beginning }), beginning.family),
  reopen: async (ref, call, { familyId, subject }) => {
    const changed = await needs.pool.change({ ref, call }, (known) => {
      const head = admit(known, call, needs.now());
      if (head.subject !== subject) throw new Problem("conversation-not-found");
      return withOneMore(needs, head, { call, familyId });
    });
    return signInOf(changed, familyId);
  },
  rotate: async (call, grant) => {
    const changed = await needs.pool.change({ ref: grant, call }, (known) => rotationOf(needs, known, { call, grant }));
    const signIn = signInOf(changed, grant.family);
    if (signIn.family.endedAtMs !== undefined) throw new Problem("refresh-token-reused");
    if (changed.outcome === "unchanged") await needs.ledger.record(grant, done(call));
    return signIn;
  },
  keepAlive: async (ref, call, familyId) => {
    const changed = await needs.pool.change({ ref, call }, (known) => {
      const head = admit(known, call, needs.now());
      const family = { ...livingFamily(head.families, familyId), usedAtMs: needs.now() };
      return { head: withFamilyState(head, familyId, { family, ...signInAt(call, needs) }), event: done(call) };
    });
    return signInOf(changed, familyId);
  },
  end: async (ref, call, which) => {
    const changed = await needs.pool.changeAndFree(ref, (known) => {
      const head = (which === "all" ? admitToRemains : findFor)(known, call, needs.now());
      const ended = withoutFamilies(head, which, signInAt(call, needs));
      return ended === head ? { unchanged: head } : { head: ended, event: done(call) };
    });
    if (changed.outcome === "unchanged") await needs.ledger.record(ref, done(call));
  },
});

const rotationOf = (
  needs: Needs,
  known: Head | undefined,
  by: { readonly call: CallContext; readonly grant: RefreshGrant },
): Decision => {
  const { call, grant } = by;
  const head = admit(known, call, needs.now());
  const present = head.families.get(grant.family);
  const { arrivedAtMs, arrivedElapsedMs } = call;
  const isOverlapping = needs.refreshes.isOverlapping(grantName(grant), arrivedElapsedMs);
  const rotation = rotate(present, { generation: grant.generation, arrivedAtMs, isOverlapping }, signInAt(call, needs));
  if (rotation.outcome === "ended") throw unproven("sign-in-ended");
  if (rotation.family === present) return { unchanged: head };
  const next = withFamilyState(head, grant.family, { family: rotation.family, ...signInAt(call, needs) });
  return {
    head: next,
    event: ledgerEventOf(call, { outcome: rotation.outcome === "reuse-detected" ? "reuse-detected" : "done" }),
  };
};

const livingFamily = (families: Families, familyId: string): Family => {
  const family = families.get(familyId);
  if (family === undefined) throw unproven("sign-in-ended");
  return family;
};

/** The head with these sign-ins ended; the same head when they are. Where none is left, it gives its lease back and is summarised soon. */
const withoutFamilies = (head: Head, which: { readonly familyId: string } | "all", at: SignInMoment): Head => {
  const isMeant = (id: string, family: Family) => family.endedAtMs === undefined && (which === "all" || id === which.familyId);
  const families = new Map(
    [...head.families].map(([id, family]) => [id, isMeant(id, family) ? { ...family, endedAtMs: at.nowMs } : family]),
  );
  const isInUse = [...families.values()].some((family) => isAlive(family, at));
  const lease = isInUse ? head.lease : undefined;
  // A tombstone stays as its erasure left it.
  const isSame =
    head.status === "cleared" || (lease === head.lease && ![...head.families].some(([id, family]) => isMeant(id, family)));
  return isSame ? head : { ...head, families, lease, ...(isInUse ? {} : { memoryDueAt: dueAtClose(head, at.nowMs) }) };
};

const signInOf = (changed: Changed, familyId: string): SignIn => {
  if (changed.outcome === "refused") throw new Problem("integrity-violation");
  return { head: changed.head, familyId, family: livingFamily(changed.head.families, familyId) };
};
