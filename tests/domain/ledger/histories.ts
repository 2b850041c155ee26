import { createSecretKey, randomBytes } from "node:crypto";
import fc from "fast-check";
import { emptyTip, type LedgerTip, type SignedCheckpoint, sealEntries } from "../../../shared/domain/ledger/checkpoint.ts";
import { entryOf, type LedgerEntry } from "../../../shared/domain/ledger/entry.ts";
import { segmentLines } from "../../../shared/domain/ledger/export-lines.ts";
import type { LedgerView, Slot } from "../../../shared/domain/ledger/ledger-view.ts";
import { canonicalRecord, type LedgerRecord, recordHash } from "../../../shared/domain/ledger/record.ts";
import { nameOf, nextLeaves, sealPolicy } from "../../../shared/domain/ledger/seal-window.ts";
import { type StatementSigner, statementSigner } from "../../../shared/domain/ledger/signature.ts";
import { type LedgerWriters, ledgerWriters } from "../../../shared/io/ledger/ledger-writers.ts";

export const tenantId = "north-clinic";
export const signer: StatementSigner = statementSigner("k1", createSecretKey(Buffer.alloc(32, 7)));
const startMs = Date.UTC(2026, 10, 2, 9);

/** What happens: a change or a read in one of a few conversations, a while after what happened before, seen late or at once. */
export type Happening = {
  readonly conversation: number;
  readonly isChange: boolean;
  readonly afterMs: number;
  /** How much later the sealer sees it. */
  readonly lateMs: number;
  readonly sealsAfter: boolean;
  /** Of a read: its record is written by this of two processes, and is `lost` without that anybody knows, or `refused` for sure. */
  readonly process?: number;
  readonly fate?: "stored" | "lost" | "refused" | "stored unknown";
  /** The process ends afterwards, and another takes its place. */
  readonly ends?: boolean;
};

export const happenings = (most: number): fc.Arbitrary<readonly Happening[]> =>
  fc.array(
    fc.record({
      conversation: fc.nat(2),
      isChange: fc.boolean(),
      afterMs: fc.nat(600_000),
      lateMs: fc.oneof(fc.constant(0), fc.nat(sealPolicy.lateMs - 1)),
      sealsAfter: fc.boolean(),
      process: fc.nat(1),
      fate: fc.constantFrom("stored", "stored", "stored", "lost", "refused", "stored unknown"),
      ends: fc.boolean(),
    }),
    { maxLength: most },
  );

type Ledger = {
  readonly entries: { readonly entry: LedgerEntry; readonly seenMs: number }[];
  readonly chains: Map<number, { sequence: number; hash: Buffer }>;
  readonly sealed: Map<string, Buffer>;
  readonly slots: Slot[];
  readonly checkpoints: SignedCheckpoint[];
  readonly segments: string[];
  readonly writers: LedgerWriters[];
  tip: LedgerTip;
  nowMs: number;
};

const contentOf = (ledger: Ledger, { conversation, isChange }: Happening): LedgerRecord => ({
  action: isChange ? "conversation.save" : "conversation.get",
  outcome: "done",
  actor: { kind: "access-token", id: "f" },
  requestId: `r${ledger.entries.length}`,
  tenantId,
  conversationId: `cv_${conversation}`,
  at: new Date(ledger.nowMs).toISOString(),
});

const add = (ledger: Ledger, { lateMs }: Happening, { key, record }: { readonly key: string; readonly record: string }): void => {
  const { conversationId }: LedgerRecord = JSON.parse(record);
  const entry = entryOf({ conversationId, key, atMs: ledger.nowMs, record });
  ledger.entries.push({ entry, seenMs: ledger.nowMs + lateMs });
};

const change = (ledger: Ledger, happening: Happening): void => {
  const chain = ledger.chains.get(happening.conversation) ?? { sequence: 0, hash: Buffer.alloc(32) };
  const sequence = chain.sequence + 1;
  const record = canonicalRecord({
    ...contentOf(ledger, happening),
    sequence,
    previousHash: chain.hash.toString("base64url"),
  });
  ledger.chains.set(happening.conversation, { sequence, hash: recordHash(record) });
  add(ledger, happening, { key: `C#${String(sequence).padStart(12, "0")}`, record });
};

const read = (ledger: Ledger, happening: Happening): void => {
  const { process = 0, fate = "stored", ends = false } = happening;
  const content = contentOf(ledger, happening);
  const writers = ledger.writers[process] ?? ledgerWriters(randomBytes);
  const begun = writers.begin(tenantId, (writer) => canonicalRecord({ ...content, writer }));
  if (fate.startsWith("stored")) add(ledger, happening, { key: `E#${content.at}#${ledger.entries.length}`, record: begun.text });
  if (fate === "stored") begun.isStored();
  if (fate === "refused") begun.isNotStored();
  ledger.writers[process] = ends ? ledgerWriters(randomBytes) : writers;
};

const seal = async (ledger: Ledger): Promise<void> => {
  const throughMs = ledger.nowMs - sealPolicy.settleMs;
  const fromMs = Date.parse(ledger.tip.checkpoint?.statement.sealedThrough ?? "") || startMs;
  if (throughMs < fromMs) return;
  const seen = ledger.entries.filter(({ entry, seenMs }) => seenMs <= ledger.nowMs && entry.atMs < throughMs);
  const found = { entries: seen.map(({ entry }) => entry), fromMs, throughMs };
  const { entries } = nextLeaves(found, ledger.sealed);
  ledger.tip = await sealEntries(ledger.tip, entries, { tenantId, nowMs: ledger.nowMs, throughMs, signer });
  for (const entry of entries) {
    ledger.sealed.set(nameOf(entry), entry.leaf);
    ledger.slots.push({ leaf: entry.leaf, conversationId: entry.conversationId, key: entry.key });
  }
  if (ledger.tip.checkpoint === undefined) return;
  ledger.checkpoints.push(ledger.tip.checkpoint);
  ledger.segments.push(...segmentLines(ledger.tip.checkpoint, entries));
};

export type History = { readonly view: LedgerView; readonly lines: readonly string[] };

/** The ledger that an honest service makes of this, as tables hold it and as an export does. */
export const honestHistory = async (all: readonly Happening[]): Promise<History> => {
  const ledger: Ledger = {
    entries: [],
    chains: new Map(),
    sealed: new Map(),
    slots: [],
    checkpoints: [],
    segments: [],
    writers: [],
    tip: emptyTip,
    nowMs: startMs,
  };
  for (const happening of all) {
    ledger.nowMs += happening.afterMs;
    if (happening.isChange) change(ledger, happening);
    else read(ledger, happening);
    if (happening.sealsAfter) await seal(ledger);
  }
  const view: LedgerView = {
    tenantId,
    checkpoints: ledger.checkpoints,
    slots: ledger.slots,
    records: ledger.entries.map(({ entry }) => ({ ...entry, isFiled: true })),
    chainEnds: new Map([...ledger.chains].map(([id, end]) => [`cv_${id}`, end])),
    keys: new Map([[signer.keyId, signer.publicKey]]),
    witnessed: ledger.checkpoints,
    isOrdered: false,
    settledBeforeMs: Number.POSITIVE_INFINITY,
    expiredBeforeMs: Number.NEGATIVE_INFINITY,
  };
  return { view, lines: ledger.segments };
};

/** A fixed history with several checkpoints. */
export const someHappenings: readonly Happening[] = Array.from({ length: 24 }, (_, index) => ({
  conversation: index % 3,
  isChange: index % 4 !== 3,
  afterMs: 200_000,
  lateMs: index === 5 ? 1_000_000 : 0,
  sealsAfter: index % 6 === 5,
}));
