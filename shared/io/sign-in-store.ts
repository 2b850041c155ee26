import { admit, admitToRemains, findFor } from "../domain/conversation/admission.ts";
import type { Beginning, ConversationRef, Head } from "../domain/conversation/head.ts";
import { expiryOf, isExpired } from "../domain/conversation/lifetimes.ts";
import { dueAtClose } from "../domain/conversation/memory-due.ts";
import { begin, withFamilyState, withSignIn } from "../domain/conversation/transitions.ts";
import { type CallContext, ledgerEventOf } from "../domain/identity/call-context.ts";
import { type Families, type Family, isAlive, type SignInMoment, signInRulesOf } from "../domain/identity/family.ts";
import { grantName, type RefreshGrant } from "../domain/identity/refresh-token.ts";
import { rotate } from "../domain/identity/rotation.ts";
import { checkRepeat } from "../domain/identity-dpop/sender-binding.ts";
import { Problem, unproven } from "../problem.ts";
import type { DataKeys } from "./data-keys.ts";
import type { Changed } from "./head-commit.ts";
import type { Decision } from "./head-store.ts";
import type { Tables } from "./keys.ts";
import type { LedgerStore } from "./ledger-store.ts";
import type { OverlappingCalls } from "./overlapping-calls.ts";
import type { SessionPool } from "./sessions/session-pool.ts";
import { subjectRow } from "./sign-ins/subject-index.ts";

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

/** How long after its creation a publishable key may repeat a start whose answer was lost. */
const publishableRepeatMs = 3600_000;

export const signInStore = (needs: Needs): SignInStore => ({
  start: async (call, beginning) => {
    const expiresAt = expiryOf(needs.now(), call.tenant.retention.conversationSeconds);
    const isFull = needs.pool.isKnownFull(call.tenant);
    const [start, key] = await Promise.all([
      needs.pool.vacancy(beginning, call.tenant),
      isFull ? [] : needs.dataKeys.create(beginning, expiresAt).then((put) => [put]),
    ]);
    const also = [...key, subjectRow(needs.tables, beginning, needs.now())];
    const decide = (head: Head | undefined): Decision =>
      head === undefined
        ? { head: firstHead(call, beginning, needs.now()), event: done(call), also }
        : withOneMore(needs, repeatable(head, call, needs.now()), { call, familyId: beginning.family });
    return signInOf(await needs.pool.change({ ref: beginning, call, start }, decide), beginning.family);
  },
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

const withOneMore = (
  needs: Needs,
  head: Head,
  { call, familyId }: { readonly call: CallContext; readonly familyId: string },
): Decision => ({
  head: withSignIn(head, familyId, { ...signInAt(call, needs), boundTo: call.proof?.thumbprint }),
  event: done(call),
  also: [subjectRow(needs.tables, head, needs.now())],
});

const done = (call: CallContext) => ledgerEventOf(call, { outcome: "done" });

const signInAt = ({ tenant }: CallContext, needs: Needs) => ({
  nowMs: needs.now(),
  rules: signInRulesOf(tenant),
  retention: tenant.retention,
});

const firstHead = (call: CallContext, beginning: Beginning, nowMs: number): Head => {
  const isTooOld = beginning.startedAtMs + call.tenant.retention.conversationSeconds * 1000 <= nowMs;
  if (isTooOld) throw new Problem("conversation-expired");
  return begin({ ...beginning, boundTo: call.proof?.thumbprint }, call.tenant.retention, nowMs);
};

const repeatable = (head: Head, call: CallContext, nowMs: number): Head => {
  if (isExpired(head, nowMs)) throw new Problem("conversation-expired");
  const isLate = call.caller.kind === "publishable-key" && nowMs - head.createdAtMs > publishableRepeatMs;
  if (isLate) throw new Problem("not-allowed", { reason: "publishable-key-starts-new-conversations-only" });
  const admitted = admit(head, call, nowMs);
  checkRepeat(admitted.families, call);
  return admitted;
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
  const isSame = lease === head.lease && ![...head.families].some(([id, family]) => isMeant(id, family));
  return isSame ? head : { ...head, families, lease, ...(isInUse ? {} : { memoryDueAt: dueAtClose(head, at.nowMs) }) };
};

const signInOf = (changed: Changed, familyId: string): SignIn => {
  if (changed.outcome === "refused") throw new Problem("integrity-violation");
  return { head: changed.head, familyId, family: livingFamily(changed.head.families, familyId) };
};
