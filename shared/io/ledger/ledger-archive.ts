import type { SignedCheckpoint } from "../../domain/ledger/checkpoint.ts";
import { segmentLines } from "../../domain/ledger/export-lines.ts";
import { nameOf } from "../../domain/ledger/seal-window.ts";
import type { CheckpointStore } from "./checkpoint-store.ts";
import type { LedgerIndex } from "./ledger-index.ts";
import type { ObjectArchive } from "./object-archive.ts";
import type { TreeStore } from "./tree-store.ts";

/** `lost`: leaves whose records were not found as they were sealed. */
export type ArchiveResult = { readonly segments: number; readonly lost: number };

/** Ledgers in the archive: for each checkpoint one segment, its leaves and itself. */
export type LedgerArchive = {
  /** Archives what is sealed and not archived yet. Resumes where a run before broke off. */
  readonly archive: (tenantId: string, mayGoOn: () => boolean) => Promise<ArchiveResult>;
  /** The lines of the segment of this checkpoint; undefined when it is not there. */
  readonly segment: (tenantId: string, number: number) => Promise<readonly string[] | undefined>;
};

type Needs = {
  readonly index: LedgerIndex;
  readonly checkpoints: CheckpointStore;
  readonly tree: TreeStore;
  readonly objects: ObjectArchive;
};

export const ledgerArchive = (needs: Needs): LedgerArchive => ({
  archive: async (tenantId, mayGoOn) => {
    const archived = await needs.checkpoints.archived(tenantId);
    const waiting = await needs.checkpoints.from(tenantId, Math.max(1, archived));
    const result = { segments: 0, lost: 0 };
    let from = waiting.find(({ statement }) => statement.number === archived)?.statement.size ?? 0;
    for (const checkpoint of waiting.filter(({ statement }) => statement.number > archived)) {
      if (!mayGoOn()) break;
      const { lines, lost } = await segmentOf(needs, checkpoint, from);
      await needs.objects.put(segmentName(tenantId, checkpoint.statement.number), `${lines.join("\n")}\n`);
      await needs.checkpoints.markArchived(tenantId, checkpoint.statement.number);
      from = checkpoint.statement.size;
      result.segments += 1;
      result.lost += lost;
    }
    return result;
  },
  segment: async (tenantId, number) => {
    const text = await needs.objects.get(segmentName(tenantId, number));
    return text?.trimEnd().split("\n");
  },
});

/** The service's own ledgers have names that no tenant has. */
const folderOf = (tenantId: string): string => (tenantId === "" ? "@unproven" : tenantId);

const segmentName = (tenantId: string, number: number): string =>
  `ledger/${folderOf(tenantId)}/${String(number).padStart(12, "0")}.jsonl`;

const segmentOf = async ({ index, tree }: Needs, checkpoint: SignedCheckpoint, from: number) => {
  const { tenantId, size } = checkpoint.statement;
  const slots = await tree.slots(tenantId, { from, to: size }, size);
  const names = slots.map(({ conversationId = "", key = "" }) => ({ conversationId, key }));
  const found = new Map((await index.named(tenantId, names)).map((record) => [nameOf(record), record]));
  const leaves = slots.map((slot, place) => {
    const name = names[place];
    const record = name === undefined ? undefined : found.get(nameOf(name));
    return record?.leaf.equals(slot.leaf) ? record : slot;
  });
  return { lines: segmentLines(checkpoint, leaves), lost: leaves.filter((leaf) => !("record" in leaf)).length };
};
