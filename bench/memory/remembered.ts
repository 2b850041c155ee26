import { genesisHash, type Head } from "../../shared/domain/conversation/head.ts";
import type { TurnContent } from "../../shared/domain/conversation/turn.ts";
import { newTenant } from "../../shared/domain/identity/tenant.ts";
import type { HeardTurn } from "../../shared/domain/memory/memory-state.ts";
import type { Learned } from "../../shared/domain/memory-record/learning.ts";
import { earlierThan, type Ground, type KeptMemory } from "../../shared/domain/memory-record/memory.ts";
import { liveMemory } from "../../shared/live-memory.ts";
import type { Needs } from "../world.ts";

export const ref = { tenantId: "bench-clinic", conversationId: `cv_${"c".repeat(43)}` };
export const tenant = newTenant({ tenantId: ref.tenantId, name: "Bench" }, 0);
const learnedAtOnce = 5;

/** The turns as the memory hears them, a minute apart. */
export const heardOf = (turns: readonly TurnContent[]): readonly HeardTurn[] =>
  turns.map(({ messages }, index) => ({ turn: index + 1, atMs: index * 60_000, messages }));

const nothingYet: Ground = { state: { version: 1, watermark: 0, heard: 0, units: [], facts: [] }, distrusted: [] };

/** What is remembered of these turns, learned a few at a time as a conversation is, and the head that names it. */
export const remembered = async (needs: Needs, turns: readonly TurnContent[]) => {
  const engine = await liveMemory(needs);
  const heard = heardOf(turns);
  let kept: (KeptMemory & Learned) | undefined;
  for (let from = 0; from < turns.length; from += learnedAtOnce) {
    const through = Math.min(turns.length, from + learnedAtOnce);
    const ground = kept ?? nothingYet;
    const learned = await engine.learn({ tenant, ground, turns: heard.slice(from, through), through });
    kept = {
      ...learned,
      version: (kept?.version ?? 0) + 1,
      through,
      madeAtMs: through,
      earlier: kept === undefined ? [] : earlierThan(kept),
    };
  }
  if (kept === undefined) throw new Error("there are no turns");
  return { kept, head: headAfter(kept) };
};

const headAfter = ({ version, through }: KeptMemory): Head => ({
  ...ref,
  subject: `sb_${"s".repeat(24)}`,
  status: "active",
  epoch: 1,
  turn: through,
  startedAtMs: nowMs,
  createdAtMs: nowMs,
  lastTurnAtMs: nowMs,
  lastTurnExpiresAt: nowMs / 1000,
  expiresAt: nowMs / 1000,
  rowsExpireAt: nowMs / 1000,
  holds: new Map(),
  families: new Map([["f".repeat(16), { generation: 1, startedAtMs: nowMs, usedAtMs: nowMs, rotatedAtMs: nowMs, reuses: 0 }]]),
  ledgerSequence: through,
  chainHash: genesisHash,
  turnHash: genesisHash,
  summarizedThrough: through,
  memoryVersion: version,
  unsummarized: { messages: 0, bytes: 0 },
  memoryDueAt: nowMs / 1000,
  aliases: 1,
});

const nowMs = 1_800_000_000_000;
