import { type CheckpointStore, checkpointStore } from "./io/ledger/checkpoint-store.ts";
import { type EventPage, type EventQuestion, eventPage } from "./io/ledger/event-pages.ts";
import { type LedgerIndex, ledgerIndex } from "./io/ledger/ledger-index.ts";
import { type LedgerList, ledgerList } from "./io/ledger/ledger-list.ts";
import { type LedgerProofs, ledgerProofs } from "./io/ledger/ledger-proofs.ts";
import { type LedgerReport, ledgerReport } from "./io/ledger/ledger-report.ts";
import { type ObjectArchive, objectArchive } from "./io/ledger/object-archive.ts";
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

export type { LedgerReport };

/** What publishing reports takes. */
export type Reporting = { readonly report: LedgerReport; readonly list: LedgerList; readonly archive: ObjectArchive };

/** Compliance reports behind the ports of a stage. */
export const reportOf = (ports: LivePorts): LedgerReport => ledgerReport({ ...ports, ...ledgersOf(ports) });

/** Reports and the archive they are kept in, behind the ports of a stage. */
export const reporting = (ports: LivePorts): Reporting => ({
  report: reportOf(ports),
  list: ledgerList(ports),
  archive: objectArchive(ports.config),
});
