import type { ConversationRef, Head } from "../../domain/conversation/head.ts";
import { isExpired } from "../../domain/conversation/lifetimes.ts";
import { type CallContext, ledgerEventOf } from "../../domain/identity/call-context.ts";
import type { Ground } from "../../domain/memory-record/memory.ts";
import { sortKeys } from "../keys.ts";
import type { LedgerStore } from "../ledger-store.ts";
import { conversationsOf } from "../sign-ins/subject-index.ts";
import { fetchState } from "../state-items.ts";
import type { StoredMemory } from "./memory-item.ts";
import type { SourceNeeds } from "./memory-source.ts";

type Needs = SourceNeeds & { readonly ledger: LedgerStore; readonly now: () => number };

/** So many other conversations, those of the newest sign-ins. */
const othersMax = 5;

/**
 * What the subject's other conversations remember, newest first. Nothing of it is stored elsewhere: with a conversation's clear, its
 * part is gone. Each one read has a record of its own; one that cannot be read or recorded is left out.
 */
export const subjectMemories = async (needs: Needs, head: Head, call: CallContext): Promise<readonly Ground[]> => {
  const all = await conversationsOf(needs, head);
  const others = all.filter(({ conversationId }) => conversationId !== head.conversationId).slice(0, othersMax);
  const read = await Promise.allSettled(others.map((ref) => memoryOf(needs, ref, { head, call })));
  const memories = read.flatMap((each) => (each.status === "fulfilled" && each.value !== undefined ? [each.value] : []));
  return memories.sort((one, other) => other.madeAtMs - one.madeAtMs).map(({ ground }) => ground());
};

const memoryOf = async (
  needs: Needs,
  ref: ConversationRef,
  { head: asking, call }: { readonly head: Head; readonly call: CallContext },
): Promise<StoredMemory | undefined> => {
  const { head, items } = await fetchState(needs, ref);
  if (head === undefined || !isAlso(head, asking, needs.now())) return undefined;
  const held = await needs.dataKeys.get(ref);
  const memory = held === undefined ? undefined : await needs.openMemory(head, items.get(sortKeys.summary), held.key);
  if (memory !== undefined) await needs.ledger.record(ref, ledgerEventOf(call, { outcome: "requested" }));
  return memory;
};

/** Whether it lives, remembers something and is the same subject's. */
const isAlso = (head: Head, asking: Head, nowMs: number): boolean =>
  head.status === "active" && head.memoryVersion > 0 && head.subject === asking.subject && !isExpired(head, nowMs);
