import type { ConversationRef, Head } from "../../domain/conversation/head.ts";
import type { SealedTurn } from "../../domain/conversation/turn.ts";
import { openTurns, type ReadingAt, visibleTurns } from "../../domain/conversation/window.ts";
import type { HeardTurn } from "../../domain/memory/memory-state.ts";
import { boundedCache } from "../bounded-cache.ts";
import type { HeldKey } from "../data-keys.ts";
import { conversationKey } from "../keys.ts";
import { heard } from "./memory-source.ts";

/** A turn as it was stored and, once opened, as it was heard. Turns never change, so it is opened once. */
export type OpenedTurn = { readonly stored: SealedTurn; readonly heard: HeardTurn };

/** Turns that this process opened for a conversation, up to its newest one then, oldest first. */
export type HeldTurns = { readonly epoch: number; readonly turns: readonly OpenedTurn[] };

export type HeardTurns = {
  readonly held: (ref: ConversationRef) => HeldTurns | undefined;
  /** What was held and what was read after it, opened and alive; undefined when the two are not one chain up to the head. */
  readonly joined: (ref: ConversationRef, given: Given) => readonly HeardTurn[] | undefined;
  readonly forget: (ref: ConversationRef) => void;
};

type Given = {
  readonly head: Head;
  readonly key: HeldKey;
  readonly at: ReadingAt;
  readonly before: HeldTurns | undefined;
  /** What was read after the newest turn that is held, as stored. */
  readonly read: readonly SealedTurn[];
};

const limits = { conversations: 32, lifeMs: 120_000, charactersEach: 1_000_000, turnsEach: 700 };

/**
 * Opened turns of the conversations that contexts were lately made of. They are shown only while the head, read anew for each
 * call, names the newest of them, directly or by the chain of hashes; their expiry is looked at each time.
 */
export const heardTurns = (now: () => number): HeardTurns => {
  const cache = boundedCache<HeldTurns>({ size: limits.conversations, lifeMs: limits.lifeMs, now });
  return {
    held: (ref) => cache.get(conversationKey(ref)),
    forget: (ref) => cache.delete(conversationKey(ref)),
    joined: (ref, { head, key, at, before, read }) => {
      const known = before === undefined ? [] : alive(before.turns, head, at);
      const visible = visibleTurns(read, head, at);
      if (before !== undefined && !isOneChain(before, visible, head)) return undefined;
      const turns = [...known, ...openedOf(ref, visible, { head, key })].slice(-limits.turnsEach);
      if (charactersIn(turns) <= limits.charactersEach) cache.set(conversationKey(ref), { epoch: head.epoch, turns });
      return turns.map((each) => each.heard);
    },
  };
};

const openedOf = (
  ref: ConversationRef,
  stored: readonly SealedTurn[],
  { head, key }: Pick<Given, "head" | "key">,
): readonly OpenedTurn[] => {
  const newestHash = stored.at(-1)?.turn === head.turn ? head.turnHash : undefined;
  const opened = openTurns(ref, stored, { key: key.key, newestHash });
  return stored.flatMap((each, index) => {
    const turn = opened[index];
    return turn === undefined ? [] : [{ stored: { ...each, sealed: nothing }, heard: heard(turn) }];
  });
};

/** What a held turn no longer needs. */
const nothing = Buffer.alloc(0);

const alive = (turns: readonly OpenedTurn[], head: Head, at: ReadingAt): readonly OpenedTurn[] => {
  const visible = new Set(
    visibleTurns(
      turns.map(({ stored }) => stored),
      head,
      at,
    ),
  );
  return turns.filter(({ stored }) => visible.has(stored));
};

/** Whether the head names the newest held turn itself, or the next turn, which was read, follows it. */
const isOneChain = ({ epoch, turns }: HeldTurns, read: readonly SealedTurn[], head: Head): boolean => {
  const newest = turns.at(-1)?.stored;
  if (epoch !== head.epoch || newest === undefined || newest.turn > head.turn) return false;
  const [next] = read;
  if (next === undefined) return newest.turn === head.turn && newest.hash.equals(head.turnHash);
  return next.turn === newest.turn + 1 && next.previousHash.equals(newest.hash);
};

const charactersIn = (turns: readonly OpenedTurn[]): number =>
  turns.reduce((sum, { heard: { messages } }) => sum + messages.reduce((all, { content }) => all + content.length, 0), 0);
