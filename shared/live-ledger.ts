import { type CheckpointStore, checkpointStore } from "./io/ledger/checkpoint-store.ts";
import { type LedgerIndex, ledgerIndex } from "./io/ledger/ledger-index.ts";
import { type TreeStore, treeStore } from "./io/ledger/tree-store.ts";
import type { LivePorts } from "./live-ports.ts";

/** Ledgers as they are read: records, checkpoints and trees. */
export type Ledgers = { readonly index: LedgerIndex; readonly checkpoints: CheckpointStore; readonly tree: TreeStore };

/** Ledgers behind the ports of a stage. */
export const ledgersOf = (ports: LivePorts): Ledgers => ({
  index: ledgerIndex(ports),
  checkpoints: checkpointStore(ports),
  tree: treeStore(ports),
});
