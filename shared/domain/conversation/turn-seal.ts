import { createHash } from "node:crypto";
import { joinParts } from "../../parts.ts";
import type { ConversationRef } from "./head.ts";
import { packJson, unpack } from "./pack.ts";
import { type DataKey, seal, unseal } from "./seal.ts";
import type { SealedTurn, Turn, TurnContent } from "./turn.ts";

export type TurnPlace = ConversationRef & {
  readonly turn: number;
  readonly epoch: number;
  readonly atMs: number;
  readonly expiresAt: number;
  readonly isKept?: boolean;
  readonly previousHash: Buffer;
  readonly writeId: Buffer;
};

/** The turn as it is stored, from its content or the JSON text of it: packed, sealed for its place, chained to the turn before. `nonce`: 12 fresh random bytes. */
export const sealTurn = (
  content: TurnContent | { readonly json: string },
  place: TurnPlace,
  by: { readonly key: DataKey; readonly nonce: Buffer },
): SealedTurn => {
  const sealed = seal(by.key, packJson("json" in content ? content.json : JSON.stringify(content)), {
    context: contextOf(place, by.key),
    nonce: by.nonce,
  });
  const { turn, epoch, atMs, expiresAt, isKept = false, previousHash, writeId } = place;
  return { turn, epoch, atMs, expiresAt, isKept, previousHash, writeId, sealed, hash: turnHashOf(place, { ...place, sealed }) };
};

/** The turn in clear. Throws SealBroken when it was altered or belongs elsewhere. */
export const openTurn = (conversation: ConversationRef, turn: SealedTurn, key: DataKey): Turn => {
  const place = { ...conversation, turn: turn.turn, epoch: turn.epoch };
  const content = unpack(unseal(key, turn.sealed, contextOf(place, key))) as TurnContent;
  return { turn: turn.turn, ...content, at: new Date(turn.atMs).toISOString() };
};

/** SHA-256 over everything a stored turn says, and over the hash of its predecessor. */
export const turnHashOf = (conversation: ConversationRef, turn: Omit<SealedTurn, "hash" | "isKept">): Buffer =>
  createHash("sha256")
    .update(
      joinParts(
        conversation.tenantId,
        conversation.conversationId,
        turn.turn,
        turn.epoch,
        turn.atMs,
        turn.expiresAt,
        turn.writeId.toString("base64url"),
        turn.previousHash.toString("base64url"),
      ),
    )
    .update(turn.sealed)
    .digest();

/**
 * Whether stored turns, oldest first and without gaps, are what was saved: each hash fits its content and its predecessor,
 * and the last one is the one the head names. An empty window proves nothing and passes.
 */
export const isIntactChain = (conversation: ConversationRef, turns: readonly SealedTurn[], newestHash: Buffer): boolean =>
  turns.every((turn, index) => {
    const next = turns[index + 1];
    const isLinked =
      next === undefined ? turn.hash.equals(newestHash) : next.turn === turn.turn + 1 && next.previousHash.equals(turn.hash);
    return isLinked && turnHashOf(conversation, turn).equals(turn.hash);
  });

const contextOf = (place: ConversationRef & { readonly turn: number; readonly epoch: number }, key: DataKey) =>
  ({
    tenantId: place.tenantId,
    conversationId: place.conversationId,
    epoch: place.epoch,
    turn: place.turn,
    attribute: "turn",
    keyVersion: key.version,
  }) as const;
