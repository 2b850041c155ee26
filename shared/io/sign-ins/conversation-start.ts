import { admit } from "../../domain/conversation/admission.ts";
import type { Beginning, Head } from "../../domain/conversation/head.ts";
import { isOver, underRetention } from "../../domain/conversation/head-life.ts";
import { begin } from "../../domain/conversation/transitions.ts";
import { isKept, retentionOf } from "../../domain/conversation-forgetting/hold.ts";
import type { CallContext } from "../../domain/identity/call-context.ts";
import { checkRepeat } from "../../domain/identity-dpop/sender-binding.ts";
import { Problem } from "../../problem.ts";
import type { DataKeys } from "../data-keys.ts";
import type { Changed } from "../head-commit.ts";
import type { Decision } from "../head-store.ts";
import { readSubjectHold, subjectHoldIs } from "../holds/subject-holds.ts";
import type { Tables } from "../keys.ts";
import type { SessionPool } from "../sessions/session-pool.ts";
import { done, withOneMore } from "./one-more.ts";
import { subjectRow } from "./subject-index.ts";

type Needs = {
  readonly tables: Tables;
  readonly pool: SessionPool;
  readonly dataKeys: DataKeys;
  readonly now: () => number;
};

/** How long after its creation a publishable key may repeat a start whose answer was lost. */
const publishableRepeatMs = 3600_000;
/** How often a start looks again at what holds its subject. */
const startAttempts = 3;

/** Starts with the legal hold that is on the subject, or with none; looks again where that changed at this very moment. */
export const startConversation = async (needs: Needs, { call, beginning, attempt = 1 }: Start): Promise<Changed> => {
  const nowMs = needs.now();
  const first = begin({ ...beginning, boundTo: call.proof?.thumbprint }, retentionOf(call.tenant), nowMs);
  const life = { expiresAt: first.rowsExpireAt, isKept: isKept(first) };
  const isFull = needs.pool.isKnownFull(call.tenant);
  const [start, key] = await Promise.all([
    needs.pool.vacancy(beginning, call.tenant),
    isFull ? [] : needs.dataKeys.create(beginning, life).then((put) => [put]),
  ]);
  const check = subjectHoldIs(needs.tables, beginning, beginning.holds?.get("subject"));
  const also = [...key, subjectRow(needs.tables, beginning, life), check];
  const decide = (head: Head | undefined): Decision =>
    head === undefined
      ? { head: checkedFirst(first, call, nowMs), event: done(call), also }
      : withOneMore(needs, repeatable(head, call, nowMs), { call, familyId: beginning.family });
  const changed = await needs.pool.change({ ref: beginning, call, start }, decide);
  if (changed.outcome !== "refused" || attempt === startAttempts) return changed;
  const hold = readSubjectHold(changed.item);
  const holds = new Map(hold === undefined ? [] : [["subject" as const, hold]]);
  return startConversation(needs, { call, beginning: { ...beginning, holds }, attempt: attempt + 1 });
};

type Start = { readonly call: CallContext; readonly beginning: Beginning; readonly attempt?: number };

const checkedFirst = (first: Head, { tenant }: CallContext, nowMs: number): Head => {
  const isTooOld = first.startedAtMs + tenant.retention.conversationSeconds * 1000 <= nowMs;
  if (isTooOld) throw new Problem("conversation-expired");
  return first;
};

const repeatable = (head: Head, call: CallContext, nowMs: number): Head => {
  const retention = retentionOf(call.tenant);
  if (isOver(underRetention(head, retention), retention, nowMs)) throw new Problem("conversation-expired");
  const isLate = call.caller.kind === "publishable-key" && nowMs - head.createdAtMs > publishableRepeatMs;
  if (isLate) throw new Problem("not-allowed", { reason: "publishable-key-starts-new-conversations-only" });
  const admitted = admit(head, call, nowMs);
  checkRepeat(admitted.families, call);
  return admitted;
};
