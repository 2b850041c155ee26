import type { SignedCheckpoint } from "../../domain/ledger/checkpoint.ts";
import type { FoundRecord } from "../../domain/ledger/ledger-view.ts";
import { consistencyPath, inclusionPath } from "../../domain/ledger/merkle-proof.ts";
import { sealPolicy } from "../../domain/ledger/seal-window.ts";
import { Problem } from "../../problem.ts";
import type { CheckpointStore } from "./checkpoint-store.ts";
import type { LedgerIndex, RecordName } from "./ledger-index.ts";
import type { TreeStore } from "./tree-store.ts";

type Needs = { readonly index: LedgerIndex; readonly checkpoints: CheckpointStore; readonly tree: TreeStore };

/** A checkpoint by its number, or the first of a tree of at least this size; the newest where neither is given. */
export type CheckpointQuestion = { readonly number?: number | undefined; readonly size?: number | undefined };

export type Inclusion = {
  readonly record: FoundRecord;
  readonly leafIndex: number;
  readonly proof: readonly Buffer[];
  readonly checkpoint: SignedCheckpoint;
};

export type Consistency = { readonly from: SignedCheckpoint; readonly to: SignedCheckpoint; readonly proof: readonly Buffer[] };

/** Checkpoints and proofs of one tenant's ledger. What is not there is refused with a Problem. */
export type LedgerProofs = {
  readonly checkpoint: (tenantId: string, which: CheckpointQuestion) => Promise<SignedCheckpoint>;
  readonly inclusion: (tenantId: string, name: RecordName, checkpoint?: number) => Promise<Inclusion>;
  readonly consistency: (tenantId: string, from: number, to?: number) => Promise<Consistency>;
};

export const ledgerProofs = (needs: Needs): LedgerProofs => {
  const { checkpoints, tree } = needs;
  const newestOf = async (tenantId: string) => (await checkpoints.newest(tenantId)) ?? noCheckpoint();
  const numbered = async (tenantId: string, number: number) => (await checkpoints.numbered(tenantId, number)) ?? noCheckpoint();

  return {
    checkpoint: async (tenantId, { number, size }) => {
      if (number !== undefined) return numbered(tenantId, number);
      const newest = await newestOf(tenantId);
      return size === undefined ? newest : firstWhere(needs, newest, ({ statement }) => statement.size >= size);
    },
    inclusion: async (tenantId, name, number) => {
      const [newest, [record]] = await Promise.all([newestOf(tenantId), needs.index.named(tenantId, [name])]);
      if (record === undefined) throw new Problem("record-not-found");
      const checkpoint = number === undefined ? newest : await numbered(tenantId, number);
      const leafIndex = await indexOf(needs, newest, record);
      const { size } = checkpoint.statement;
      if (leafIndex === undefined || leafIndex >= size) throw new Problem("record-not-sealed");
      const proof = await tree.roots(tenantId, inclusionPath(leafIndex, size), newest.statement.size);
      return { record, leafIndex, proof, checkpoint };
    },
    consistency: async (tenantId, first, last) => {
      const newest = await newestOf(tenantId);
      const [from, to] = await Promise.all([numbered(tenantId, first), last === undefined ? newest : numbered(tenantId, last)]);
      if (to.statement.number < from.statement.number) throw new Problem("invalid-request", { field: "query.to" });
      const path = from.statement.size === 0 ? [] : consistencyPath(from.statement.size, to.statement.size);
      return { from, to, proof: await tree.roots(tenantId, path, newest.statement.size) };
    },
  };
};

const noCheckpoint = (): never => {
  throw new Problem("checkpoint-not-found");
};

type Test = (checkpoint: SignedCheckpoint) => boolean;

/** The first checkpoint that this holds for; for all later ones it must hold too. */
const firstWhere = async ({ checkpoints }: Needs, newest: SignedCheckpoint, holds: Test): Promise<SignedCheckpoint> => {
  let found = holds(newest) ? newest : noCheckpoint();
  let [low, high] = [1, newest.statement.number];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const checkpoint = (await checkpoints.numbered(newest.statement.tenantId, middle)) ?? noCheckpoint();
    if (holds(checkpoint)) [found, high] = [checkpoint, middle];
    else low = middle + 1;
  }
  return found;
};

/** Where the record is among the leaves: in the checkpoint that sealed its time, or as a late one in one of the next. */
const indexOf = async (needs: Needs, newest: SignedCheckpoint, record: FoundRecord): Promise<number | undefined> => {
  const { tenantId, size, sealedThrough } = newest.statement;
  if (Date.parse(sealedThrough) <= record.atMs) return undefined;
  const isSealing = ({ statement }: SignedCheckpoint) => Date.parse(statement.sealedThrough) > record.atMs;
  const first = await firstWhere(needs, newest, isSealing);
  const before = await needs.checkpoints.numbered(tenantId, first.statement.number - 1);
  const lastMs = Date.parse(first.statement.sealedThrough) + sealPolicy.lateMs + sealPolicy.idleMs;
  const isOver = ({ statement }: SignedCheckpoint) => Date.parse(statement.sealedThrough) > lastMs;
  const last = isOver(newest) ? await firstWhere(needs, newest, isOver) : newest;
  const from = before?.statement.size ?? 0;
  const slots = await needs.tree.slots(tenantId, { from, to: last.statement.size }, size);
  const place = slots.findIndex(({ leaf }) => leaf.equals(record.leaf));
  return place < 0 ? undefined : from + place;
};
