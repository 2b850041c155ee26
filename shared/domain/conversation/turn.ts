import type { Message, Metadata } from "../../contract/message.ts";

/** What one save stores, as the caller sent it after de-identification. */
export type TurnContent = { readonly messages: readonly Message[]; readonly metadata?: Metadata };

/** A turn as callers get it back. `at` is ISO 8601. */
export type Turn = TurnContent & { readonly turn: number; readonly at: string };

/** A turn as it is stored. `hash` covers all of it and the hash of the turn before. */
export type SealedTurn = {
  readonly turn: number;
  readonly epoch: number;
  readonly atMs: number;
  readonly sealed: Buffer;
  readonly hash: Buffer;
  readonly previousHash: Buffer;
  readonly writeId: Buffer;
  /** Epoch seconds. */
  readonly expiresAt: number;
  /** Whether a legal hold keeps it beyond that. */
  readonly isKept: boolean;
};
