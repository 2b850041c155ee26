import type { RetentionPolicy } from "../conversation/lifetimes.ts";
import type { LedgerRecord } from "../ledger/record.ts";

/** What a period's records say of how long a conversation lives. */
export type Life = {
  lastChangeMs: number;
  isCleared: boolean;
  /** Turns that were saved so early that their time was over when the period ended. */
  agedTurns: number;
  /** Legal holds that were laid on it and not lifted, by scope. */
  readonly holds: Set<string>;
};

/** Lives by conversation. */
export type Lives = Map<string, Life>;

/** What retention took out of sight by the end of a period, and what holds kept from it. */
export type Ended = { readonly conversationsEnded: number; readonly turnsEnded: number; readonly conversationsHeld: number };

const savings: ReadonlySet<string> = new Set(["conversation.save", "conversation.append"]);

/** Takes note of one record. `agedBeforeMs`: turns saved before this were past their time when the period ended. */
export const tallyLife = (lives: Lives, record: LedgerRecord, agedBeforeMs: number): void => {
  const { conversationId, sequence, outcome } = record;
  if (!conversationId.startsWith("cv_")) return;
  const life = lives.get(conversationId) ?? { lastChangeMs: 0, isCleared: false, agedTurns: 0, holds: new Set<string>() };
  lives.set(conversationId, life);
  if (sequence !== undefined && outcome === "done") applyChange(life, record, agedBeforeMs);
};

const applyChange = (life: Life, { action, at, hold }: LedgerRecord, agedBeforeMs: number): void => {
  const atMs = Date.parse(at);
  life.lastChangeMs = Math.max(life.lastChangeMs, atMs);
  if (action === "conversation.clear") life.isCleared = true;
  if (savings.has(action) && atMs < agedBeforeMs) life.agedTurns += 1;
  if (action === "hold.set") life.holds.add(hold?.scope ?? "");
  if (action === "hold.lift") life.holds.delete(hold?.scope ?? "");
};

/** What ended by its time, as far as the period's records tell: what was cleared, or is held, did not. */
export const endedBy = (
  lives: Lives,
  toMs: number,
  { conversationSeconds }: Pick<RetentionPolicy, "conversationSeconds">,
): Ended => {
  const uncleared = [...lives.values()].filter(({ isCleared }) => !isCleared);
  const free = uncleared.filter(({ holds }) => holds.size === 0);
  const isOver = ({ lastChangeMs }: Life) => lastChangeMs > 0 && lastChangeMs + conversationSeconds * 1000 <= toMs;
  return {
    conversationsEnded: free.filter(isOver).length,
    turnsEnded: free.reduce((sum, { agedTurns }) => sum + agedTurns, 0),
    conversationsHeld: uncleared.length - free.length,
  };
};
