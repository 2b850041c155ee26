import type { Head } from "./head.ts";
import { expiryOf, type RetentionPolicy } from "./lifetimes.ts";

/** What a turn adds to, or a summary takes from, what is not summarised yet. */
export type Amount = { readonly messages: number; readonly bytes: number };

export const nothing: Amount = { messages: 0, bytes: 0 };

/** When a conversation is summarised. */
const duePolicy = {
  /** At once, when so much lies beyond the last turn that the memory covers. */
  messages: 10,
  bytes: 8192,
  /** Otherwise so long after the first turn beyond it, by the sweep. */
  idleSeconds: 900,
  /** A turn that lives shorter is covered within this part of its life. */
  partOfTurnLife: 1 / 4,
} as const;

/** Whether enough is not summarised yet that a save shall have it done. The next save finds out again where that was missed. */
export const isSummaryDue = ({ unsummarized, status }: Pick<Head, "unsummarized" | "status">): boolean =>
  status === "active" && (unsummarized.messages >= duePolicy.messages || unsummarized.bytes >= duePolicy.bytes);

/** When the sweep shall summarise a turn saved at `atMs` at the latest, long before it expires: epoch seconds. */
export const dueAfterTurn = (head: Head, atMs: number, { turnSeconds }: RetentionPolicy): number => {
  const idleSeconds = Math.min(duePolicy.idleSeconds, Math.floor(turnSeconds * duePolicy.partOfTurnLife));
  return Math.min(head.memoryDueAt ?? Number.MAX_SAFE_INTEGER, expiryOf(atMs, idleSeconds));
};

export const plus = (a: Amount, b: Amount): Amount => ({ messages: a.messages + b.messages, bytes: a.bytes + b.bytes });

/** What is left; never less than nothing, because turns may have expired uncounted. */
export const minus = (a: Amount, b: Amount): Amount => ({
  messages: Math.max(0, a.messages - b.messages),
  bytes: Math.max(0, a.bytes - b.bytes),
});
