import { admit } from "../../domain/conversation/admission.ts";
import type { ConversationRef, Head } from "../../domain/conversation/head.ts";
import { lacksNewest, type ReadingAt } from "../../domain/conversation/window.ts";
import { retentionOf } from "../../domain/conversation-forgetting/hold.ts";
import { type CallContext, ledgerEventOf } from "../../domain/identity/call-context.ts";
import type { HeardTurn } from "../../domain/memory/memory-state.ts";
import { type Ground, noGround } from "../../domain/memory-record/memory.ts";
import { withSubjectFacts } from "../../domain/memory-record/subject-facts.ts";
import { Problem } from "../../problem.ts";
import type { LedgerStore } from "../ledger-store.ts";
import { type HeardTurns, heardTurns } from "./heard-turns.ts";
import { readSource, type SourceNeeds, unlessCleared } from "./memory-source.ts";
import { subjectMemories } from "./subject-memories.ts";

/** What a context is made of: the memory, if there is one, and the newest turns that are alive, oldest first. */
export type ContextMaterial = {
  readonly head: Head;
  readonly memory: Ground | undefined;
  readonly turns: readonly HeardTurn[];
};

export type ContextSource = {
  /**
   * One round trip of four requests at once, the read's own ledger record among them: without it, no content leaves. Turns that this
   * process opened lately are not read again. Where the tenant wants what the subject's other conversations know, a second one reads that.
   */
  readonly read: (ref: ConversationRef, call: CallContext) => Promise<ContextMaterial>;
};

type Needs = SourceNeeds & { readonly ledger: LedgerStore; readonly now: () => number };

/** More is not recalled from: it would take longer to read than it helps. */
const everything = { from: 1, to: Number.MAX_SAFE_INTEGER, limit: 700, newest: true, maxBytes: 4 * 1024 * 1024 } as const;

export const contextSource = (needs: Needs): ContextSource => {
  const opened = heardTurns(needs.now);
  return {
    read: (ref, call) =>
      unlessCleared(needs, { ref, admit: (head) => admit(head, call, needs.now()) }, () =>
        readOnce(needs, opened, { ref, call }),
      ),
  };
};

type Reading = { readonly ref: ConversationRef; readonly call: CallContext };

const readOnce = async (needs: Needs, opened: HeardTurns, { ref, call }: Reading): Promise<ContextMaterial> => {
  const before = opened.held(ref);
  const newestHeld = before?.turns.at(-1)?.stored.turn ?? 0;
  const [{ head, held: key, memory }, read] = await Promise.all([
    readSource(needs, ref, (found) => admit(found, call, needs.now())),
    needs.turns.range(ref, { ...everything, from: newestHeld + 1 }),
    needs.ledger.record(ref, ledgerEventOf(call, { outcome: "requested" })),
  ]);
  const at = { nowMs: needs.now(), retention: retentionOf(call.tenant) };
  const joined = opened.joined(ref, { head, key, at, before, read });
  const turns = isComplete(joined, head, at)
    ? joined
    : opened.joined(ref, { head, key, at, before: undefined, read: await readAgain(needs, ref, head) });
  if (!isComplete(turns, head, at)) {
    opened.forget(ref);
    throw new Problem("integrity-violation");
  }
  const ground = memory?.ground();
  if (!call.tenant.memory.acrossConversations) return { head, memory: ground, turns };
  return { head, memory: withSubjectFacts(ground ?? noGround, await subjectMemories(needs, head, call)), turns };
};

/** The reads straddled a save, or what was held is of another time. */
const readAgain = (needs: Needs, ref: ConversationRef, { turn }: Head) => needs.turns.range(ref, { ...everything, to: turn });

const isComplete = (turns: readonly HeardTurn[] | undefined, head: Head, at: ReadingAt): turns is readonly HeardTurn[] =>
  turns !== undefined && !lacksNewest(turns, head, at);
