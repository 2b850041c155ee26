import type { Head } from "../../domain/conversation/head.ts";
import { expiryOf } from "../../domain/conversation/lifetimes.ts";
import type { CallContext } from "../../domain/identity/call-context.ts";

/** `isRepeat`: this write had been stored before; the rest is as the first time. */
export type Saved = {
  readonly turn: number;
  readonly at: string;
  readonly expiresAt: number;
  readonly head?: Head;
  readonly isRepeat: boolean;
};

export const savedOf = (head: Head): Saved => ({
  turn: head.turn,
  at: new Date(head.lastTurnAtMs).toISOString(),
  expiresAt: head.expiresAt,
  head,
  isRepeat: false,
});

export const repeatOf = (turn: { readonly turn: number; readonly atMs: number }, call: CallContext): Saved => ({
  turn: turn.turn,
  at: new Date(turn.atMs).toISOString(),
  expiresAt: expiryOf(turn.atMs, call.tenant.retention.conversationSeconds),
  isRepeat: true,
});
