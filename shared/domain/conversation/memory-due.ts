import type { Head } from "./head.ts";
import { expiryOf, type RetentionPolicy } from "./lifetimes.ts";

/** When a conversation is summarised. */
const duePolicy = {
  /** At once, when so much lies beyond the last turn that the memory covers. */
  messages: 10,
  bytes: 8192,
  /** Otherwise so long after the first turn beyond it, by the sweep. */
  idleSeconds: 900,
  /** A turn that lives shorter is covered within this part of its life. */
  partOfTurnLife: 1 / 4,
  /** How often the sweep comes. */
  sweepSeconds: 120,
  /** After so long the sweep seldom tries any more, and a new turn makes it begin anew. */
  beginAnewSeconds: 3600,
  /** How long the sweep tries at all. */
  longestTrySeconds: 26 * 3600,
} as const;

/** Whether enough is not summarised yet that a save shall have it done. The next save finds out again where that was missed. */
export const isSummaryDue = ({ unsummarized, status }: Pick<Head, "unsummarized" | "status">): boolean =>
  status === "active" && (unsummarized.messages >= duePolicy.messages || unsummarized.bytes >= duePolicy.bytes);

/** When the sweep shall summarise a turn saved at `atMs` at the latest, long before it expires: epoch seconds. */
export const dueAfterTurn = (
  { memoryDueAt }: Pick<Head, "memoryDueAt">,
  atMs: number,
  { turnSeconds }: RetentionPolicy,
): number => {
  const idleSeconds = Math.min(duePolicy.idleSeconds, Math.floor(turnSeconds * duePolicy.partOfTurnLife));
  const ownDueAt = expiryOf(atMs, idleSeconds);
  const isGivenUp = memoryDueAt !== undefined && memoryDueAt < expiryOf(atMs, -duePolicy.beginAnewSeconds);
  return memoryDueAt === undefined || isGivenUp ? ownDueAt : Math.min(memoryDueAt, ownDueAt);
};

/** When the sweep shall look after a conversation that nobody is signed in to any more: at once, where something is not summarised. */
export const dueAtClose = ({ memoryDueAt, unsummarized }: Pick<Head, "memoryDueAt" | "unsummarized">, nowMs: number) =>
  unsummarized.messages === 0 ? memoryDueAt : Math.min(memoryDueAt ?? Number.MAX_SAFE_INTEGER, expiryOf(nowMs, 0));

/** From when on a conversation must have been due for the sweep to try it, at `nowMs`: epoch seconds. */
export const oldestTried = (nowMs: number): number => expiryOf(nowMs, -duePolicy.longestTrySeconds);

/** Whether the sweep shall try now what has been due since `dueAt`: at first each time, then after twice the time again. */
export const isTryDue = (dueAt: number, nowMs: number): boolean => {
  const sweeps = Math.floor((expiryOf(nowMs, 0) - dueAt) / duePolicy.sweepSeconds);
  return sweeps <= 2 || (sweeps & (sweeps - 1)) === 0;
};
