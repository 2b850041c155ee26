import { Problem } from "../../problem.ts";
import type { ConversationRef, Head } from "./head.ts";
import { isExpired, type RetentionPolicy } from "./lifetimes.ts";
import { type DataKey, SealBroken } from "./seal.ts";
import type { SealedTurn, Turn } from "./turn.ts";
import { isIntactChain, openTurn } from "./turn-seal.ts";

/** Turns that a read may show: saved in the head's epoch, not newer than the head, and alive by the policy of today. */
export const visibleTurns = (
  turns: readonly SealedTurn[],
  head: Head,
  at: { readonly nowMs: number; readonly retention: RetentionPolicy },
): readonly SealedTurn[] =>
  turns.filter(
    (turn) =>
      turn.turn <= head.turn &&
      turn.epoch === head.epoch &&
      !isExpired(turn, at.nowMs) &&
      turn.atMs + at.retention.turnSeconds * 1000 > at.nowMs,
  );

/** Whether the newest visible turn is older than what the head and the lifetimes say must be there: the two reads straddled a save. */
export const lagsBehind = (
  turns: readonly SealedTurn[],
  head: Head,
  at: { readonly nowMs: number; readonly retention: RetentionPolicy },
): boolean => {
  const newest = turns.at(-1)?.turn ?? 0;
  return newest < head.turn && head.lastTurnAtMs + at.retention.turnSeconds * 1000 > at.nowMs + expirySlackMs;
};

/** `expiresAt` counts whole seconds, ages are in milliseconds. */
const expirySlackMs = 1000;

/** The turns in clear; 500 `integrity-violation` when one was altered, moved, exchanged or taken out of the middle. */
export const openTurns = (
  ref: ConversationRef,
  turns: readonly SealedTurn[],
  by: { readonly key: DataKey | undefined; readonly newestHash: Buffer | undefined },
): readonly Turn[] => {
  const newest = turns.at(-1);
  if (newest === undefined) return [];
  if (by.key === undefined || !isIntactChain(ref, turns, by.newestHash ?? newest.hash)) throw new Problem("integrity-violation");
  const { key } = by;
  try {
    return turns.map((turn) => openTurn(ref, turn, key));
  } catch (cause) {
    throw cause instanceof SealBroken ? new Problem("integrity-violation", {}, { cause }) : cause;
  }
};
