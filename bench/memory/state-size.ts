import { createSecretKey, randomBytes } from "node:crypto";
import { genesisHash } from "../../shared/domain/conversation/head.ts";
import type { TurnContent } from "../../shared/domain/conversation/turn.ts";
import { sealTurn } from "../../shared/domain/conversation/turn-seal.ts";
import { packMemory } from "../../shared/domain/memory/pack-memory.ts";
import { sealedHead } from "../../shared/io/conversation-items/sealed-head.ts";
import { turnStore } from "../../shared/io/turn-store.ts";
import { type Row, rounded, type Section } from "../report.ts";
import type { Needs, World } from "../world.ts";
import { dialogue } from "./dialogue.ts";
import { factsKept } from "./hard-facts.ts";
import { itemBytes } from "./item-bytes.ts";
import { memoryItem } from "./memory-item.ts";
import { ref, remembered } from "./remembered.ts";

const sizes = [20, 50, 200, 400, 600];
const recentTurns = 10;
/** The item of the wrapped data key: two ids, 184 bytes of ciphertext, version and times. */
const keyItemBytes = 330;

const key = { secret: createSecretKey(randomBytes(32)), version: 1 };
const nonce = () => randomBytes(12);

/** What a conversation takes in storage at several lengths, against the JSON of its messages. */
export const stateSize = async (world: World): Promise<Section> => {
  const needs = world.needs();
  const turns = await dialogue();
  const rows: Row[] = [];
  for (const size of sizes.filter((each) => each <= turns.length)) rows.push(await rowOf(needs, turns.slice(0, size)));
  return {
    title: "What a conversation takes in storage, old turns folded into its memory",
    rows,
    notes: [
      "messages = as JSON. ledger, uncompressed = what is remembered, as JSON of rows: the structure alone.",
      "memory = the SUMMARY item: ledger, summary, profile and two earlier versions, compressed and sealed.",
      "folded = all items once every turn has expired: memory, HEAD and wrapped key; ten alive = all items while the ten newest turns live.",
      "% = smaller than the messages. facts kept % = of drugs and of numbers with units that were said, what the memory still says.",
      "PICASSO_DIALOGUES names a CSV file of dialogues to measure with instead of our own messages.",
    ],
  };
};

const rowOf = async (needs: Needs, turns: readonly TurnContent[]): Promise<Row> => {
  const { kept, head } = await remembered(needs, turns);
  const raw = sum(turns.map(jsonBytes));
  const ledger = Buffer.byteLength(packMemory(kept.state));
  const memory = itemBytes(await memoryItem(needs, { head, kept, key }));
  const folded = itemBytes(sealedHead(head, key.secret)) + keyItemBytes + memory;
  const tenAlive = folded + sum(turns.slice(-recentTurns).map((turn) => turnBytes(needs, turn)));
  const smaller = (bytes: number) => rounded(100 * (1 - bytes / raw), 1);
  return {
    turns: turns.length,
    messages: raw,
    "ledger, uncompressed": ledger,
    "ledger %": smaller(ledger),
    memory,
    "memory %": smaller(memory),
    folded,
    "folded %": smaller(folded),
    "ten alive": tenAlive,
    "ten alive %": smaller(tenAlive),
    "facts kept %": rounded(100 * factsKept(turns, kept), 1),
  };
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
