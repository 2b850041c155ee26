import { Problem } from "../../problem.ts";
import { isKept, isOnHold } from "../conversation-forgetting/hold.ts";
import type { ConversationRef, Head } from "./head.ts";
import { isExpired, type RetentionPolicy } from "./lifetimes.ts";
import { type DataKey, SealBroken } from "./seal.ts";
import type { SealedTurn, Turn } from "./turn.ts";
import { isIntactChain, openTurn } from "./turn-seal.ts";

/** Time and policy of a read. */
export type ReadingAt = { readonly nowMs: number; readonly retention: RetentionPolicy };

/** Turns that a read may show: saved in the head's epoch, not newer than the head, and alive. */
export const visibleTurns = (turns: readonly SealedTurn[], head: Head, at: ReadingAt): readonly SealedTurn[] =>
  turns.filter((turn) => turn.turn <= head.turn && turn.epoch === head.epoch && isTurnAlive(turn, head, at));

/**
 * Whether the newest turn of the head should be among the visible ones and is not: the two reads straddled a save, or, when it
 * stays so, the turn was taken away.
 */
export const lacksNewest = (turns: readonly Pick<SealedTurn, "turn">[], head: Head, at: ReadingAt): boolean =>
  (turns.at(-1)?.turn ?? 0) < head.turn &&
  isTurnAlive({ atMs: head.lastTurnAtMs, expiresAt: head.lastTurnExpiresAt, isKept: wasKept(head, at) }, head, at);

type Aged = { readonly atMs: number; readonly expiresAt: number; readonly isKept: boolean };

/** By the expiry that was stored with it, and by the policy of today where that is shorter; whatever a hold keeps is alive. */
const isTurnAlive = (turn: Aged, head: Head, { nowMs, retention }: ReadingAt): boolean =>
  (turn.isKept && isOnHold(head, retention)) || isWithinLife(turn, nowMs, retention);

const isWithinLife = (turn: Omit<Aged, "isKept">, nowMs: number, { turnSeconds }: RetentionPolicy): boolean =>
  !isExpired(turn, nowMs) && turn.atMs + turnSeconds * 1000 > nowMs;

/** Whether the newest turn was alive when the latest hold was laid on the conversation. */
const wasKept = (head: Head, { retention }: ReadingAt): boolean => {
  const newest = { atMs: head.lastTurnAtMs, expiresAt: head.lastTurnExpiresAt };
  return isKept(head) && [...head.holds.values()].every(({ sinceMs }) => isWithinLife(newest, sinceMs, retention));
};

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
