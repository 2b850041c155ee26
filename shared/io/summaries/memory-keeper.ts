import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import { type Amount, nothing } from "../../domain/conversation/amount.ts";
import type { ConversationRef, Head } from "../../domain/conversation/head.ts";
import { lifetimes } from "../../domain/conversation/lifetimes.ts";
import { dueAfterTurn } from "../../domain/conversation/memory-due.ts";
import { withMemory } from "../../domain/conversation/with-memory.ts";
import { isKept, retentionOf } from "../../domain/conversation-forgetting/hold.ts";
import type { LedgerEvent } from "../../domain/ledger/record.ts";
import type { MemoryAsked } from "../../domain/memory-record/asked.ts";
import type { Learned } from "../../domain/memory-record/learning.ts";
import { earlierThan, type Ground, type KeptMemory, noGround, withoutTurn } from "../../domain/memory-record/memory.ts";
import { Problem } from "../../problem.ts";
import { number, text } from "../attributes.ts";
import type { Decision, HeadStore } from "../head-store.ts";
import { conversationKey, sortKeys } from "../keys.ts";
import { type MemoryPacking, putMemory, type StoredMemory } from "./memory-item.ts";
import { readBeyond, readSource, type Source, type SourceNeeds, unlessCleared } from "./memory-source.ts";

/** The memory as it is now, undefined where there is none. `isNew`: this very call made it. */
export type Kept = { readonly memory: StoredMemory | undefined; readonly isNew: boolean };

export type MemoryKeeper = {
  /** Covers every turn that is alive and not covered when it is called, and lets a memory live on with its conversation. Changes nothing where there is nothing to do. */
  readonly summarize: (ref: ConversationRef, by: MemoryAsked) => Promise<Kept>;
  /** Removes all that was derived from a turn, from every version. */
  readonly rollBack: (ref: ConversationRef, turn: number, by: MemoryAsked) => Promise<Kept>;
};

type Needs = SourceNeeds & {
  readonly heads: HeadStore;
  readonly now: () => number;
  readonly randomBytes: (size: number) => Buffer;
  readonly memoryPacking: () => Promise<MemoryPacking>;
};

const nonceBytes = 12;
/** Runs that may come first, one after the other, and lots of turns that may be learned one after the other. */
const maxRounds = 20;

/**
 * Memories of conversations. A new version is stored in the transaction that moves the head's watermark to what it covers, on the
 * condition that epoch, version and watermark are those it was made from: whoever comes late changes nothing.
 */
export const memoryKeeper = (needs: Needs): MemoryKeeper => ({
  summarize: (ref, by) => {
    const progress: Progress = { goal: undefined, isNew: false };
    return unlessCleared(needs, { ref, ...by }, () => settled(() => summarizeOnce(needs, ref, { by, progress })));
  },
  rollBack: (ref, turn, by) =>
    settled(async () => {
      const source = await readSource(needs, ref, by.admit);
      if (turn > source.head.turn) throw new Problem("invalid-request", { field: "body.turn" });
      const next = await withoutTurnOf(source, turn, by);
      const stored = await commit(needs, ref, { source, by, next });
      return stored === undefined ? undefined : { memory: stored, isNew: true };
    }),
});

/** `goal`: the newest turn when the call began. A run does not chase turns that are saved meanwhile. */
type Progress = { goal: number | undefined; isNew: boolean };

const summarizeOnce = async (
  needs: Needs,
  ref: ConversationRef,
  { by, progress }: { readonly by: MemoryAsked; readonly progress: Progress },
): Promise<Kept | undefined> => {
  const source = await readSource(needs, ref, by.admit);
  const { turn, summarizedThrough } = source.head;
  progress.goal ??= turn;
  const isReached = turn > progress.goal && summarizedThrough >= progress.goal;
  const next = isReached ? undefined : await nextVersion(needs, ref, { source, by });
  if (next === undefined) return { memory: source.memory, isNew: progress.isNew };
  const stored = await commit(needs, ref, { source, by, next });
  if (stored === undefined) return undefined;
  progress.isNew = true;
  return next.through >= progress.goal ? { memory: stored, isNew: true } : undefined;
};

/** The result of the first round that has one. */
const settled = async (round: () => Promise<Kept | undefined>): Promise<Kept> => {
  for (let count = 1; count <= maxRounds; count += 1) {
    const kept = await round();
    if (kept !== undefined) return kept;
  }
  throw new Problem("conversation-busy", { retryAfterSeconds: 1 });
};

/** A version to be stored. `amount`: what it covers that was not covered before. */
type Next = {
  readonly learned: Learned;
  readonly through: number;
  readonly amount: Amount;
  readonly turns: number;
  /** What the ledger says of it beside that. */
  readonly about?: Partial<LedgerEvent>;
  readonly isOnlyVersion?: boolean;
};

type Round = { readonly source: Source; readonly by: MemoryAsked };

/** What the memory will be after the turns beyond it; the same again where it would end before its conversation; else undefined. */
const nextVersion = async (needs: Needs, ref: ConversationRef, { source, by }: Round): Promise<Next | undefined> => {
  const { head, memory } = source;
  if (head.turn === head.summarizedThrough)
    return memory !== undefined && isEnding(head, needs.now()) ? again(memory) : undefined;
  const beyond = await readBeyond(needs, ref, { ...source, at: { nowMs: needs.now(), retention: retentionOf(by.tenant) } });
  const { through, turns, amount } = beyond;
  const learned = await by.engine.learn({ tenant: by.tenant, ground: groundOf(memory), turns, through });
  return { learned, through, amount, turns: turns.length };
};

/** Whether the conversation has come to live longer than was known when its memory was stored. */
const isEnding = ({ memoryDueAt, expiresAt }: Head, nowMs: number): boolean =>
  memoryDueAt !== undefined && memoryDueAt * 1000 <= nowMs && memoryDueAt < expiresAt;

const again = (memory: StoredMemory): Next => ({
  learned: { ...memory, ...memory.ground() },
  through: memory.through,
  amount: nothing,
  turns: 0,
});

const groundOf = (memory: StoredMemory | undefined): Ground => memory?.ground() ?? noGround;

const withoutTurnOf = async ({ head, memory }: Source, turn: number, { tenant, engine }: MemoryAsked): Promise<Next> => {
  const ground = withoutTurn(groundOf(memory), turn);
  const learned = { ...ground, ...(await engine.render(tenant, ground)), engine: "embedded" } as const;
  const through = head.summarizedThrough;
  return { learned, through, amount: nothing, turns: 0, about: { turn }, isOnlyVersion: true };
};

type Commit = Round & { readonly next: Next };

/** The version that was stored; undefined where somebody came first. */
const commit = async (needs: Needs, ref: ConversationRef, made: Commit): Promise<StoredMemory | undefined> => {
  const { source, by, next } = made;
  const nowMs = needs.now();
  const packing = await needs.memoryPacking();
  const changed = await needs.heads.change(ref, (known) => {
    const head = by.admit(known);
    return isSameGround(head, source.head) ? changeTo(needs, head, { ...made, nowMs, packing }) : { unchanged: head };
  });
  if (changed.outcome !== "changed") return undefined;
  const { memoryVersion: version } = changed.head;
  const { learned, through } = next;
  const { summary, profile, engine } = learned;
  const seen = { version, through, madeAtMs: nowMs, engine, summary, profile };
  return { ...seen, ground: () => learned, earlier: () => earlierOf(made) };
};

const isSameGround = (head: Head, base: Head): boolean =>
  head.epoch === base.epoch && head.memoryVersion === base.memoryVersion && head.summarizedThrough === base.summarizedThrough;

type Storing = Commit & { readonly nowMs: number; readonly packing: MemoryPacking };

const changeTo = (needs: Needs, head: Head, { source, by, next, nowMs, packing }: Storing): Decision => {
  const { learned, through, amount, turns, about } = next;
  const version = head.memoryVersion + 1;
  const after = withMemory(head, { version, through, covered: amount, dueAgainAt: dueAgain(head, { next, by, nowMs }) });
  const sealing = { key: source.held.key, nonce: needs.randomBytes(nonceBytes), tables: needs.tables, packing };
  const { state, distrusted, summary, profile, engine } = learned;
  const earlier = earlierOf({ source, next });
  const made = { version, through, madeAtMs: nowMs, engine, state, distrusted, summary, profile, earlier };
  return {
    head: after,
    event: by.event({ outcome: "done", turn: through, counts: { memoryVersion: version, turns }, ...about }),
    also: [putMemory(after, made, sealing), ...aliasRenewal(needs, after, source.memory !== undefined && turns === 0)],
  };
};

/** The versions that are kept with the next one. */
const earlierOf = ({ source, next }: Pick<Commit, "source" | "next">): KeptMemory["earlier"] =>
  next.isOnlyVersion === true ? [] : versionsUpTo(source.memory);

const versionsUpTo = (memory: StoredMemory | undefined): KeptMemory["earlier"] =>
  memory === undefined ? [] : earlierThan({ ...memory, ...memory.ground(), earlier: memory.earlier() });

const dueAgain = (head: Head, { next, by, nowMs }: Pick<Commit, "next" | "by"> & { readonly nowMs: number }): number =>
  dueAfterTurn(next.turns === 0 ? head : { ...head, memoryDueAt: undefined }, nowMs, retentionOf(by.tenant));

/** Saves let the alias book live on; where there are none, the memory takes it along. A legal hold keeps it anyway. */
const aliasRenewal = ({ tables }: Needs, head: Head, isWithoutSave: boolean): readonly TransactWriteItem[] =>
  isWithoutSave && head.aliases > 0 && !isKept(head)
    ? [
        {
          Update: {
            TableName: tables.summaries,
            Key: { pk: text(conversationKey(head)), sk: text(sortKeys.aliases) },
            ConditionExpression: "attribute_exists(expiresAt)",
            UpdateExpression: "SET expiresAt = :expiresAt",
            ExpressionAttributeValues: { ":expiresAt": number(head.expiresAt + lifetimes.keyMarginSeconds) },
          },
        },
      ]
    : [];
