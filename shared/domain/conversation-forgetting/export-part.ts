import type { ConversationPart } from "../../contract/forgetting/forgetting.ts";
import type { Head } from "../conversation/head.ts";
import type { Turn } from "../conversation/turn.ts";
import type { ItemCounts } from "./erasure.ts";

/** Where a page of an export begins. */
export type ExportPlace = { readonly conversationId: string; readonly afterTurn: number };

/** What is remembered of a conversation: what callers see of it, and the facts that it was made from. */
export type HeldMemory = { readonly summary: string; readonly profile: unknown; readonly facts: unknown };

type Held = {
  readonly turns: readonly Turn[];
  readonly memory: HeldMemory | undefined;
  readonly stored: ItemCounts;
  readonly isComplete: boolean;
};

/** One conversation of an export, or the part of it that fits into one answer. */
export const partOf = (head: Head, held: Held): ConversationPart => ({
  conversationId: head.conversationId,
  subject: head.subject,
  status: head.status,
  turn: head.turn,
  startedAt: isoOfMs(head.startedAtMs),
  createdAt: isoOfMs(head.createdAtMs),
  expiresAt: isoOfMs(head.expiresAt * 1000),
  holds: [...head.holds].map(([scope, { sinceMs, reason, by }]) => ({ scope, since: isoOfMs(sinceMs), reason, by })),
  summary: held.memory?.summary ?? null,
  profile: held.memory?.profile ?? null,
  facts: held.memory?.facts ?? null,
  turns: [...held.turns] as ConversationPart["turns"],
  stored: held.stored,
  ledger: { sequence: head.ledgerSequence, hash: head.chainHash.toString("base64url") },
  isComplete: held.isComplete,
});

export const isoOfMs = (atMs: number): string => new Date(atMs).toISOString();

/** A place as a cursor. */
export const exportCursorOf = ({ conversationId, afterTurn }: ExportPlace): string =>
  Buffer.from(`${conversationId}.${afterTurn}`).toString("base64url");

/** The place that a cursor names; undefined when it names none. */
export const placeOfExportCursor = (cursor: string): ExportPlace | undefined => {
  const [, conversationId, turn] = /^(cv_[A-Za-z0-9_-]{43})\.(\d{1,10})$/.exec(Buffer.from(cursor, "base64url").toString()) ?? [];
  return conversationId === undefined ? undefined : { conversationId, afterTurn: Number(turn) };
};
