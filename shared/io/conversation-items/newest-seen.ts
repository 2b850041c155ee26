import type { ConversationRef, Head } from "../../domain/conversation/head.ts";
import { Problem } from "../../problem.ts";
import { boundedCache } from "../bounded-cache.ts";
import { conversationKey } from "../keys.ts";

/** How far this process has seen conversations come: a head that is older than one it saw before was put back. */
export type NewestSeen = {
  readonly saw: (head: Head) => void;
  /** Called before a read begins; what it answers lets that read's head pass, or is 500 `integrity-violation`. */
  readonly watch: (ref: ConversationRef) => (head: Head) => Head;
};

const conversationCount = 10_000;
const memoryMs = 3600_000;

export const newestSeen = (now: () => number): NewestSeen => {
  const sequences = boundedCache<number>({ size: conversationCount, lifeMs: memoryMs, now });
  const saw = (head: Head): void => {
    const key = conversationKey(head);
    sequences.set(key, Math.max(head.ledgerSequence, sequences.get(key) ?? 0));
  };
  return {
    saw,
    watch: (ref) => {
      // Not when it ends: what another call commits in between may be newer than what this read saw.
      const least = sequences.get(conversationKey(ref)) ?? 0;
      return (head) => {
        if (head.ledgerSequence < least) throw new Problem("integrity-violation");
        saw(head);
        return head;
      };
    },
  };
};
