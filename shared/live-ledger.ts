import { type CheckpointStore, checkpointStore } from "./io/ledger/checkpoint-store.ts";
import { type EventPage, type EventQuestion, eventPage } from "./io/ledger/event-pages.ts";
import { type LedgerIndex, ledgerIndex } from "./io/ledger/ledger-index.ts";
import { type LedgerProofs, ledgerProofs } from "./io/ledger/ledger-proofs.ts";
import { type TreeStore, treeStore } from "./io/ledger/tree-store.ts";
import type { LivePorts } from "./live-ports.ts";

/** The parts of ledgers: records, checkpoints and trees. */
export type Ledgers = { readonly index: LedgerIndex; readonly checkpoints: CheckpointStore; readonly tree: TreeStore };

/** Ledgers as callers read them. */
export type LedgerReading = LedgerProofs &
  Pick<CheckpointStore, "archived"> & { readonly events: (question: EventQuestion) => Promise<EventPage> };

/** Ledgers behind the ports of a stage. */
export const ledgersOf = (ports: LivePorts): Ledgers => ({
  index: ledgerIndex(ports),
  checkpoints: checkpointStore(ports),
  tree: treeStore(ports),
});

/** What callers read of ledgers behind the ports of a stage. */
export const ledgerReading = (ports: LivePorts): LedgerReading => {
  const ledgers = ledgersOf(ports);
  return {
    ...ledgerProofs(ledgers),
    archived: ledgers.checkpoints.archived,
    events: (question) => eventPage(ledgers.index, question),
  };
};
