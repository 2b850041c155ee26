import { type Kept, keepLedgers, type LedgerKeeping } from "./io/ledger/keep-ledgers.ts";
import { ledgerArchive } from "./io/ledger/ledger-archive.ts";
import { ledgerList } from "./io/ledger/ledger-list.ts";
import { objectArchive } from "./io/ledger/object-archive.ts";
import { ledgerSealing } from "./io/ledger/sealing.ts";
import { strayHeads } from "./io/ledger/stray-heads.ts";
import { ledgersOf } from "./live-ledger.ts";
import type { LivePorts } from "./live-ports.ts";

/** Sealing and archiving, of one ledger or of all. */
export type AllLedgers = LedgerKeeping & { readonly keepAll: (mayGoOn: () => boolean) => AsyncGenerator<Kept> };

/** Sealing and archiving behind the ports of a stage. */
export const ledgerKeeping = (ports: LivePorts): AllLedgers => {
  const needs = { ...ports, ...ledgersOf(ports), strayHeads: strayHeads(ports) };
  const keeping = {
    ...ledgerSealing(needs),
    ...ledgerArchive({ ...needs, objects: objectArchive(ports.config) }),
    list: ledgerList(ports),
  };
  return { ...keeping, keepAll: (mayGoOn) => keepLedgers(keeping, { mayGoOn, nowMs: ports.now() }) };
};
