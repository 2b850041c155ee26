import { createSecretKey, randomBytes } from "node:crypto";
import { genesisHash, type Head } from "../../shared/domain/conversation/head.ts";
import type { TurnContent } from "../../shared/domain/conversation/turn.ts";
import { sealTurn } from "../../shared/domain/conversation/turn-seal.ts";
import { packMemory } from "../../shared/domain/memory/pack-memory.ts";
import type { Item } from "../../shared/io/attributes.ts";
import { keyItem } from "../../shared/io/conversation-items/data-key-item.ts";
import { sealedHead } from "../../shared/io/conversation-items/sealed-head.ts";
import { timeToLive } from "../../shared/io/conversation-items/time-to-live.ts";
import { turnStore } from "../../shared/io/turn-store.ts";
import type { Needs } from "../world.ts";
import { factsKept } from "./hard-facts.ts";
import { itemBytes } from "./item-bytes.ts";
import { memoryItem } from "./memory-item.ts";
import { ref, remembered } from "./remembered.ts";

const recentTurns = 10;
/** What KMS makes of a data key of 32 bytes. */
const wrappedBytes = 184;

const key = { secret: createSecretKey(randomBytes(32)), version: 1 };
const nonce = () => randomBytes(12);

/** Bytes of a conversation: its messages as JSON, and its items; and the share of its facts that is kept. */
export type Taken = {
  readonly messages: number;
  readonly ledger: number;
  readonly memory: number;
  readonly folded: number;
  readonly tenAlive: number;
  readonly factsKept: number;
};

/** What these turns take in storage, learned a few at a time as a conversation is. */
export const takenBy = async (needs: Needs, turns: readonly TurnContent[]): Promise<Taken> => {
  const { kept, head } = await remembered(needs, turns);
  const memory = itemBytes(await memoryItem(needs, { head, kept, key }));
  const folded = itemBytes(sealedHead(head, key.secret)) + itemBytes(keyRow(head)) + memory;
  return {
    messages: sum(turns.map(jsonBytes)),
    ledger: Buffer.byteLength(packMemory(kept.state)),
    memory,
    folded,
    tenAlive: folded + sum(turns.slice(-recentTurns).map((turn) => turnBytes(needs, turn))),
    factsKept: factsKept(turns, kept),
  };
};

/** The item of the wrapped data key. */
const keyRow = (head: Head): Item => {
  const keyId = `dk_${"k".repeat(16)}`;
  const row = { keyId, version: 1, wrapped: Buffer.alloc(wrappedBytes), sinceMs: head.createdAtMs, older: new Map() };
  return { ...keyItem(head, row), ...timeToLive(head.rowsExpireAt, false) };
};

const turnBytes = (needs: Needs, content: TurnContent): number => {
  const place = {
    ...ref,
    turn: 100,
    epoch: 1,
    atMs: Date.now(),
    expiresAt: 1_800_000_000,
    previousHash: genesisHash,
    writeId: randomBytes(16),
  };
  return itemBytes(turnStore(needs).put(ref, sealTurn(content, place, { key, nonce: nonce() })).Put?.Item ?? {});
};

const jsonBytes = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));
const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
