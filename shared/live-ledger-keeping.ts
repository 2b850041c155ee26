import { type LedgerArchive, ledgerArchive } from "./io/ledger/ledger-archive.ts";
import { type LedgerList, ledgerList } from "./io/ledger/ledger-list.ts";
import { objectArchive } from "./io/ledger/object-archive.ts";
import { type LedgerSealing, ledgerSealing } from "./io/ledger/sealing.ts";
import { ledgersOf } from "./live-ledger.ts";
import type { LivePorts } from "./live-ports.ts";

/** Sealing and archiving of all ledgers. */
export type LedgerKeeping = LedgerSealing & LedgerArchive & { readonly list: LedgerList };

/** Sealing and archiving behind the ports of a stage. */
export const ledgerKeeping = (ports: LivePorts): LedgerKeeping => {
  const needs = { ...ports, ...ledgersOf(ports) };
  return {
    ...ledgerSealing(needs),
    ...ledgerArchive({ ...needs, objects: objectArchive(ports) }),
    list: ledgerList(ports),
  };
};
