import type { KeyObject } from "node:crypto";
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { Amount } from "../../domain/conversation/amount.ts";
import type { ConversationRef, Head } from "../../domain/conversation/head.ts";
import type { Turn } from "../../domain/conversation/turn.ts";
import { lacksNewest, openTurns, type ReadingAt, visibleTurns } from "../../domain/conversation/window.ts";
import type { KeyPurpose } from "../../domain/identity/purpose-key.ts";
import type { HeardTurn } from "../../domain/memory/memory-state.ts";
import { Problem } from "../../problem.ts";
import type { NewestSeen } from "../conversation-items/newest-seen.ts";
import type { DataKeys, HeldKey } from "../data-keys.ts";
import { sortKeys, type Tables } from "../keys.ts";
import { fetchState } from "../state-items.ts";
import type { TurnStore } from "../turn-store.ts";
import type { StoredMemory } from "./memory-item.ts";
import type { OpenMemory } from "./opened-memories.ts";

export type SourceNeeds = {
  readonly dynamo: DynamoDBClient;
  readonly tables: Tables;
  readonly turns: TurnStore;
  readonly dataKeys: DataKeys;
  readonly newest: NewestSeen;
  readonly openMemory: OpenMemory;
  readonly purposeKey: (purpose: KeyPurpose) => Promise<KeyObject>;
  readonly pause: (maxMs: number) => Promise<void>;
};

/** A conversation as a summary begins with it: head, key, and the memory that the head names, if there is one. */
export type Source = {
  readonly head: Head;
  readonly held: HeldKey;
  readonly memory: StoredMemory | undefined;
};

type Admit = (head: Head | undefined) => Head;

const readsTogether = 3;

/** Reads them strongly consistently, again where head and memory straddled another summary; 500 when they never come together. */
export const readSource = async (needs: SourceNeeds, ref: ConversationRef, admit: Admit): Promise<Source> => {
  for (let count = 1; count <= readsTogether; count += 1) {
    const [state, held] = await Promise.all([fetchState(needs, ref), needs.dataKeys.get(ref).catch(() => undefined)]);
    const head = admit(state.head);
    const key = held ?? (await needs.dataKeys.get(ref)) ?? withheld();
    if (head.memoryVersion === 0) return { head, held: key, memory: undefined };
    const memory = await needs.openMemory(head, state.items.get(sortKeys.summary), key.key);
    if (memory !== undefined) return { head, held: key, memory };
  }
  return withheld();
};

/** Runs `work`; when it finds parts missing, a clear may be under way, and the refusal is what the head says of that. */
export const unlessCleared = async <Result>(
  needs: SourceNeeds,
  { ref, admit }: { readonly ref: ConversationRef; readonly admit: Admit },
  work: () => Promise<Result>,
): Promise<Result> => {
  try {
    return await work();
  } catch (failure) {
    if (failure instanceof Problem && failure.code === "integrity-violation") admit((await fetchState(needs, ref)).head);
    throw failure;
  }
};

/** Turns after the ones a memory covers. */
export type Beyond = {
  readonly turns: readonly HeardTurn[];
  /** The last turn that is covered with them, whether or not it is still there. */
  readonly through: number;
  readonly amount: Amount;
};

/** So many turns are read and learned at a time. */
const turnsAtOnce = 200;

/** The turns beyond the watermark that are alive, oldest first, in clear. */
export const readBeyond = async (
  needs: SourceNeeds,
  ref: ConversationRef,
  { head, held, at }: Pick<Source, "head" | "held"> & { readonly at: ReadingAt },
): Promise<Beyond> => {
  const range = { from: head.summarizedThrough + 1, to: head.turn, limit: turnsAtOnce, newest: false };
  const stored = await needs.turns.range(ref, range);
  const visible = visibleTurns(stored, head, at);
  const through = stored.length < turnsAtOnce ? head.turn : (stored.at(-1)?.turn ?? head.turn);
  if (through === head.turn && lacksNewest(visible, head, at)) withheld();
  const newestHash = visible.at(-1)?.turn === head.turn ? head.turnHash : undefined;
  const turns = openTurns(ref, visible, { key: held.key, newestHash });
  return { turns: turns.map(heard), through, amount: amountOf(turns) };
};

/** A turn as the memory hears it. */
export const heard = ({ turn, messages, at }: Turn): HeardTurn => ({ turn, atMs: Date.parse(at), messages });

const amountOf = (turns: readonly Turn[]): Amount => ({
  messages: turns.reduce((sum, { messages }) => sum + messages.length, 0),
  bytes: turns.reduce((sum, { turn: _, at: __, ...content }) => sum + Buffer.byteLength(JSON.stringify(content)), 0),
});

const withheld = (): never => {
  throw new Problem("integrity-violation");
};
