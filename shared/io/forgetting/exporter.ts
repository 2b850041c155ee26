import type { ConversationPart } from "../../contract/forgetting/forgetting.ts";
import { admit, admitToRemains } from "../../domain/conversation/admission.ts";
import { oldestThatFit } from "../../domain/conversation/answer-size.ts";
import type { ConversationRef, Head, SubjectRef } from "../../domain/conversation/head.ts";
import type { SealedTurn, Turn } from "../../domain/conversation/turn.ts";
import { lacksNewest, openTurns, type ReadingAt, visibleTurns } from "../../domain/conversation/window.ts";
import type { ExportPage } from "../../domain/conversation-forgetting/export-answer.ts";
import { type ExportPlace, type HeldMemory, isoOfMs, partOf } from "../../domain/conversation-forgetting/export-part.ts";
import { retentionOf } from "../../domain/conversation-forgetting/hold.ts";
import { type CallContext, ledgerEventOf } from "../../domain/identity/call-context.ts";
import { Problem } from "../../problem.ts";
import type { LedgerStore } from "../ledger-store.ts";
import type { StoredMemory } from "../summaries/memory-item.ts";
import { readSource, type SourceNeeds } from "../summaries/memory-source.ts";
import type { TurnRange } from "../turn-store.ts";
import { countsOf, type InventoryNeeds, inventoryOf } from "./inventory.ts";
import { subjectRows } from "./subject-rows.ts";

export type Exporter = {
  /** All that is held of a conversation, from a place on, as much as one answer carries. */
  readonly exportConversation: (ref: ConversationRef, call: CallContext, from: ExportPlace | undefined) => Promise<ExportPage>;
  /** The same of all conversations of a subject (pseudonym). */
  readonly exportSubject: (call: CallContext, subject: string, from: ExportPlace | undefined) => Promise<ExportPage>;
};

type Needs = InventoryNeeds & SourceNeeds & { readonly ledger: LedgerStore; readonly now: () => number };

const turnsAPage = 200;
const conversationsAPage = 20;
/** Another conversation fits behind so many characters; one alone is cut to what an answer carries. */
const charactersBeforeAnother = 100_000;

/** Hands over what is held. Each part is recorded as a disclosure before it leaves. */
export const exporter = (needs: Needs): Exporter => ({
  exportConversation: async (ref, call, from) => {
    const part = await readPart(needs, ref, { call, after: from?.afterTurn ?? 0 });
    if (part === undefined) throw new Problem("conversation-not-found");
    return pageOf(needs, { call, subject: null }, { parts: [part], rest: [] });
  },
  exportSubject: async (call, subject, from) => {
    const of = { tenantId: call.tenant.tenantId, subject };
    const { conversations } = await subjectRows(needs, of);
    const left = conversations.filter((id) => id >= (from?.conversationId ?? "")).sort();
    const read = await readParts(needs, of, { call, left, from });
    return pageOf(needs, { call, subject }, read);
  },
});

type Left = { readonly call: CallContext; readonly left: readonly string[]; readonly from: ExportPlace | undefined };
type Read = { readonly parts: readonly ConversationPart[]; readonly rest: readonly string[] };

const readParts = async (needs: Needs, of: SubjectRef, { call, left, from }: Left): Promise<Read> => {
  const parts: ConversationPart[] = [];
  for (const [index, conversationId] of left.entries()) {
    const ref = { tenantId: of.tenantId, conversationId };
    const part = await readPart(needs, ref, { call, after: afterTurnIn(from, conversationId) }).catch(ifGone);
    if (part !== undefined) parts.push(part);
    if (isFull(parts)) return { parts, rest: left.slice(index + 1) };
  }
  return { parts, rest: [] };
};

/** A conversation that is over or cleared has nothing to hand over. */
const ifGone = (failure: unknown): undefined => {
  if (failure instanceof Problem && ["conversation-not-found", "conversation-cleared"].includes(failure.code)) return undefined;
  throw failure;
};

const afterTurnIn = (from: ExportPlace | undefined, conversationId: string): number =>
  from?.conversationId === conversationId ? from.afterTurn : 0;

const isFull = (parts: readonly ConversationPart[]): boolean =>
  parts.at(-1)?.isComplete === false || parts.length >= conversationsAPage || charactersOf(parts) > charactersBeforeAnother;

const charactersOf = (parts: readonly ConversationPart[]): number => JSON.stringify(parts).length;

type From = { readonly call: CallContext; readonly after: number };

const readPart = async (needs: Needs, ref: ConversationRef, { call, after }: From): Promise<ConversationPart | undefined> => {
  const admitted = (head: Head | undefined) => admit(admitToRemains(head, call, needs.now()), call, needs.now());
  const [{ head, memory }, inventory] = await Promise.all([readSource(needs, ref, admitted), inventoryOf(needs, ref)]);
  const turns = await readTurns(needs, head, { call, after });
  const last = turns.at(-1)?.turn ?? head.turn;
  const counts = { ...countsOf(inventory), subjectRows: 1 };
  await needs.ledger.record(
    ref,
    ledgerEventOf(call, { outcome: "requested", subject: head.subject, counts: { turns: turns.length } }),
  );
  return partOf(head, { turns, memory: memoryOf(memory), stored: counts, isComplete: last >= head.turn });
};

const memoryOf = (memory: StoredMemory | undefined): HeldMemory | undefined =>
  memory === undefined ? undefined : { summary: memory.summary, profile: memory.profile, facts: memory.ground().state };

const readTurns = async (needs: Needs, head: Head, { call, after }: From): Promise<readonly Turn[]> => {
  const range = { from: after + 1, to: head.turn, limit: turnsAPage, newest: false };
  const at = { nowMs: needs.now(), retention: retentionOf(call.tenant) };
  const visible = await visibleFrom(needs, head, { range, at });
  const held = visible.length === 0 ? undefined : await needs.dataKeys.get(head);
  const newestHash = visible.at(-1)?.turn === head.turn ? head.turnHash : undefined;
  return oldestThatFit(openTurns(head, visible, { key: held?.key, newestHash }));
};

type Looking = { readonly range: TurnRange; readonly at: ReadingAt };

/** The next turns that may be shown: the ones in front of them may all be over, so it looks on until there are some, or the end. */
const visibleFrom = async (needs: Needs, head: Head, { range, at }: Looking): Promise<readonly SealedTurn[]> => {
  const stored = await needs.turns.range(head, range);
  const visible = visibleTurns(stored, head, at);
  if (stored.length < range.limit) {
    if (lacksNewest(visible, head, at)) throw new Problem("integrity-violation");
    return visible;
  }
  const last = stored.at(-1)?.turn ?? range.to;
  return visible.length > 0 ? visible : visibleFrom(needs, head, { range: { ...range, from: last + 1 }, at });
};

type About = { readonly call: CallContext; readonly subject: string | null };

const pageOf = ({ now }: Needs, { call, subject }: About, { parts, rest }: Read): ExportPage => {
  const last = parts.at(-1);
  const unfinished =
    last?.isComplete === false ? { conversationId: last.conversationId, afterTurn: lastTurnOf(last) } : undefined;
  const following = rest[0] === undefined ? undefined : { conversationId: rest[0], afterTurn: 0 };
  return {
    statement: {
      type: "picasso-export/1",
      tenantId: call.tenant.tenantId,
      subject,
      exportedAt: isoOfMs(now()),
      conversations: [...parts],
      requestId: call.requestId,
    },
    next: unfinished ?? following,
  };
};

const lastTurnOf = ({ turns }: ConversationPart): number => turns.at(-1)?.turn ?? 0;
