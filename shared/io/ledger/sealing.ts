import { type ChainsSeen, noChains, seeChains } from "../../domain/ledger/chains-seen.ts";
import { emptyTip, type LedgerTip, type SignedCheckpoint, sealEntries } from "../../domain/ledger/checkpoint.ts";
import type { LedgerEntry } from "../../domain/ledger/entry.ts";
import { peakRanges } from "../../domain/ledger/frontier.ts";
import { alteredSince, isWorthSealing, nameOf, nextLeaves, sealPolicy } from "../../domain/ledger/seal-window.ts";
import type { StatementKeys } from "../../domain/ledger/statement-keys.ts";
import { type WriterNote, writerFaults, writerNotes } from "../../domain/ledger/verify-writers.ts";
import type { CheckpointStore } from "./checkpoint-store.ts";
import { daysOf, type LedgerIndex } from "./ledger-index.ts";
import type { StrayHeads } from "./stray-heads.ts";
import type { TreeStore } from "./tree-store.ts";

/** `sinceMs`: before this the tenant has no records. `mayGoOn` says whether there is time for one more checkpoint. */
export type SealCall = { readonly tenantId: string; readonly sinceMs: number; readonly mayGoOn: () => boolean };

/**
 * `altered`: records that have another text than they were sealed with, or than their conversation's head names. `gaps`: places where a
 * process wrote what is not there, or not as it was. `rolledBack`: conversations whose head was put back to an older one.
 */
export type SealResult = {
  readonly checkpoints: number;
  readonly leaves: number;
  readonly altered: number;
  readonly gaps: number;
  readonly rolledBack: number;
  /** How old the oldest record is that may not be sealed yet, at most. */
  readonly lagMs: number;
};

/** Seals ledgers. */
export type LedgerSealing = { readonly seal: (call: SealCall) => Promise<SealResult> };

type Needs = {
  readonly index: LedgerIndex;
  readonly checkpoints: CheckpointStore;
  readonly tree: TreeStore;
  readonly strayHeads: StrayHeads;
  readonly statementKeys: () => Promise<StatementKeys>;
  readonly now: () => number;
};

/** Where a run stands: through when everything was read, what was read and is not sealed yet, what is sealed. */
type Progress = {
  tip: LedgerTip;
  readThroughMs: number;
  pending: readonly LedgerEntry[];
  readonly sealed: Map<string, Buffer>;
  /** What processes say of the records they wrote in the time that was read. */
  readonly notes: WriterNote[];
  readonly chains: ChainsSeen;
  altered: number;
};

/** Of each shard enough for one checkpoint, where all shards are alike. */
const portion = { perShard: 128, enough: sealPolicy.mostLeaves } as const;

/**
 * Seals what was recorded since the newest checkpoint, and what appeared late before it. A checkpoint and its part of the tree are
 * one transaction, on the condition that there is none of its number: of two runs at a time one wins and the other ends, and a run
 * that breaks off leaves nothing half done.
 */
export const ledgerSealing = (needs: Needs): LedgerSealing => ({
  seal: async ({ tenantId, sinceMs, mayGoOn }) => {
    const untilMs = needs.now() - sealPolicy.settleMs;
    const progress = await startOf(needs, tenantId, Math.min(sinceMs, untilMs));
    const [before, sizeBefore] = [progress.tip.checkpoint?.statement.number ?? 0, progress.tip.frontier.size];
    let hasSealed = true;
    while (hasSealed && mayGoOn()) hasSealed = await sealOnce(needs, { tenantId, untilMs, progress });
    const { tip, altered } = progress;
    const strays = await needs.strayHeads(tenantId, progress.chains);
    // A process's clock may step back a little, so the newest records speak for none before them yet.
    const scope = { settledBeforeMs: progress.readThroughMs - sealPolicy.settleMs, isWhole: false };
    return {
      checkpoints: (tip.checkpoint?.statement.number ?? 0) - before,
      leaves: tip.frontier.size - sizeBefore,
      altered: altered + strays.altered,
      gaps: writerFaults(progress.notes, scope).length,
      rolledBack: strays.rolledBack,
      lagMs: needs.now() - Math.min(progress.readThroughMs, ...progress.pending.map(({ atMs }) => atMs)),
    };
  },
});

const throughOf = (checkpoint: SignedCheckpoint | undefined, otherwise: number): number =>
  checkpoint === undefined ? otherwise : Date.parse(checkpoint.statement.sealedThrough);

const emptyProgress = () => ({
  tip: emptyTip,
  pending: [],
  sealed: new Map<string, Buffer>(),
  notes: [],
  chains: noChains(),
  altered: 0,
});

/** The newest checkpoint with its frontier, and everything that was sealed of the time that is read again for late records. */
const startOf = async (needs: Needs, tenantId: string, sinceMs: number): Promise<Progress> => {
  const checkpoint = await needs.checkpoints.newest(tenantId);
  const readThroughMs = throughOf(checkpoint, sinceMs) - (checkpoint === undefined ? 0 : sealPolicy.lateMs);
  const progress = { ...emptyProgress(), readThroughMs };
  if (checkpoint === undefined) return progress;
  const { size } = checkpoint.statement;
  const from = await sizeAt(needs, checkpoint, readThroughMs);
  const [peaks, slots] = await Promise.all([
    needs.tree.roots(tenantId, peakRanges(size), size),
    needs.tree.slots(tenantId, { from, to: size }, size),
  ]);
  for (const { leaf, conversationId = "", key = "" } of slots) progress.sealed.set(nameOf({ conversationId, key }), leaf);
  return { ...progress, tip: { checkpoint, frontier: { size, peaks } } };
};

/** How many leaves had been sealed when nothing of this time was yet: found among ever more of the newest checkpoints. */
const sizeAt = async ({ checkpoints }: Needs, { statement }: SignedCheckpoint, atMs: number): Promise<number> => {
  for (let back = 4; ; back *= 8) {
    const first = Math.max(1, statement.number - back);
    const newest = await checkpoints.from(statement.tenantId, first);
    const before = newest.findLast((checkpoint) => Date.parse(checkpoint.statement.sealedThrough) <= atMs);
    if (before !== undefined) return before.statement.size;
    if (first === 1) return 0;
  }
};

type Step = { readonly tenantId: string; readonly untilMs: number; readonly progress: Progress };

/** Makes the next checkpoint; false when there is nothing to seal, or another run was faster. */
const sealOnce = async (needs: Needs, { tenantId, untilMs, progress }: Step): Promise<boolean> => {
  await readOn(needs, { tenantId, untilMs, progress });
  const { tip, sealed, pending, readThroughMs } = progress;
  const beforeMs = throughOf(tip.checkpoint, Number.NEGATIVE_INFINITY);
  const throughMs = Math.max(beforeMs, readThroughMs);
  const next = nextLeaves({ entries: pending, fromMs: beforeMs, throughMs }, sealed);
  if (!isWorthSealing(next, tip.checkpoint === undefined ? undefined : beforeMs)) return false;
  const { signer } = await needs.statementKeys();
  const sealing = { tenantId, nowMs: needs.now(), throughMs: next.throughMs, signer };
  const [grown, parts] = await Promise.all([
    sealEntries(tip, next.entries, sealing),
    needs.tree.growth(tenantId, tip.frontier.size, next.entries),
  ]);
  if (grown.checkpoint === undefined || !(await needs.checkpoints.add(grown.checkpoint, parts))) return false;
  for (const entry of next.entries) sealed.set(nameOf(entry), entry.leaf);
  progress.tip = grown;
  progress.pending = next.rest;
  return true;
};

/** Reads on, day by day, until there is enough for a checkpoint or nothing more to read. */
const readOn = async (needs: Needs, { tenantId, untilMs, progress }: Step): Promise<void> => {
  for (const day of daysOf({ fromMs: progress.readThroughMs, toMs: untilMs, ...portion })) {
    let { fromMs } = day;
    while (fromMs < day.toMs) {
      if (progress.pending.length >= sealPolicy.mostLeaves) return;
      const { records, throughMs } = await needs.index.day(tenantId, { ...day, fromMs });
      const altered = alteredSince(records, progress.sealed);
      progress.altered += altered.length;
      progress.notes.push(...writerNotes(records));
      seeChains(progress.chains, records);
      progress.pending = [...progress.pending, ...records.filter((record) => !progress.sealed.has(nameOf(record)))];
      progress.readThroughMs = throughMs;
      fromMs = throughMs;
    }
  }
};
