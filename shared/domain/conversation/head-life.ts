import { isOnHold } from "../conversation-forgetting/hold.ts";
import type { Head } from "./head.ts";
import { expiryOf, isExpired, type RetentionPolicy } from "./lifetimes.ts";

/** The head with the expiry that holds today: a retention that became shorter since its last use counts at once. Tombstones keep theirs. */
export const underRetention = (head: Head, { conversationSeconds }: RetentionPolicy): Head => {
  if (head.status === "cleared") return head;
  const expiresAt = Math.min(head.expiresAt, expiryOf(lastUseMs(head), conversationSeconds));
  return expiresAt === head.expiresAt ? head : { ...head, expiresAt };
};

/** Whether the conversation's time is over; never while it is on hold. A tombstone is on no hold. */
export const isOver = (head: Head, retention: RetentionPolicy, nowMs: number): boolean =>
  isExpired(head, nowMs) && !(head.status === "active" && isOnHold(head, retention));

/** Everything that prolongs a conversation leaves its time in one of these. */
const lastUseMs = (head: Head): number =>
  Math.max(
    head.createdAtMs,
    head.lastTurnAtMs,
    ...[...head.families.values()].flatMap(({ startedAtMs, usedAtMs, rotatedAtMs }) => [startedAtMs, usedAtMs, rotatedAtMs]),
  );
