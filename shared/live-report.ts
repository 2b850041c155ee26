import { type LedgerList, ledgerList } from "./io/ledger/ledger-list.ts";
import { type LedgerReport, ledgerReport } from "./io/ledger/ledger-report.ts";
import { type ObjectArchive, objectArchive } from "./io/ledger/object-archive.ts";
import { ledgersOf } from "./live-ledger.ts";
import type { LivePorts } from "./live-ports.ts";

/** What publishing reports takes. */
export type Reporting = { readonly report: LedgerReport; readonly list: LedgerList; readonly archive: ObjectArchive };

export type { LedgerReport };

/** Compliance reports behind the ports of a stage. */
export const reportOf = (ports: LivePorts): LedgerReport => ledgerReport({ ...ports, ...ledgersOf(ports) });

/** Reports and the archive they are kept in, behind the ports of a stage. */
export const reporting = (ports: LivePorts): Reporting => ({
  report: reportOf(ports),
  list: ledgerList(ports),
  archive: objectArchive(ports.config),
});
