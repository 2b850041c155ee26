import { admit } from "../../domain/conversation/admission.ts";
import type { ConversationRef, Head } from "../../domain/conversation/head.ts";
import { retentionOf } from "../../domain/conversation/hold.ts";
import type { SealedTurn } from "../../domain/conversation/turn.ts";
import { lacksNewest, openTurns, visibleTurns } from "../../domain/conversation/window.ts";
import { type CallContext, ledgerEventOf } from "../../domain/identity/call-context.ts";
import type { HeardTurn } from "../../domain/memory/memory-state.ts";
import type { Ground } from "../../domain/memory-record/memory.ts";
import { Problem } from "../../problem.ts";
import type { LedgerStore } from "../ledger-store.ts";
import { heard, readSource, type SourceNeeds } from "./memory-source.ts";

/** What a context is made of: the memory, if there is one, and the newest turns that are alive, oldest first. */
export type ContextMaterial = {
  readonly head: Head;
  readonly memory: Ground | undefined;
  readonly turns: readonly HeardTurn[];
};

export type ContextSource = {
  /** One round trip of three requests, the read's own ledger record among them: without it, no content leaves. */
  readonly read: (ref: ConversationRef, call: CallContext) => Promise<ContextMaterial>;
};

type Needs = SourceNeeds & { readonly ledger: LedgerStore; readonly now: () => number };

/** More is not recalled from: it would take longer to read than it helps. */
const everything = { from: 1, to: Number.MAX_SAFE_INTEGER, limit: 700, newest: true, maxBytes: 4 * 1024 * 1024 } as const;

export const contextSource = (needs: Needs): ContextSource => ({
  read: async (ref, call) => {
    const [source, stored] = await Promise.all([
      readSource(needs, ref, (head) => admit(head, call, needs.now())),
      needs.turns.range(ref, everything),
      needs.ledger.record(ref, ledgerEventOf(call, { outcome: "requested" })),
    ]);
    const { head, held, memory } = source;
    const at = { nowMs: needs.now(), retention: retentionOf(call.tenant) };
    const visible = await complete(visibleTurns(stored, head, at), {
      isComplete: (turns) => !lacksNewest(turns, head, at),
      again: async () => visibleTurns(await needs.turns.range(ref, { ...everything, to: head.turn }), head, at),
    });
    const newestHash = visible.at(-1)?.turn === head.turn ? head.turnHash : undefined;
    return { head, memory: memory?.ground(), turns: openTurns(ref, visible, { key: held.key, newestHash }).map(heard) };
  },
});

type Turns = readonly SealedTurn[];

/** The turns, read once more where they and the head straddled a save; 500 when the newest one stays away. */
const complete = async (
  turns: Turns,
  { isComplete, again }: { readonly isComplete: (turns: Turns) => boolean; readonly again: () => Promise<Turns> },
): Promise<Turns> => {
  if (isComplete(turns)) return turns;
  const reread = await again();
  if (!isComplete(reread)) throw new Problem("integrity-violation");
  return reread;
};
