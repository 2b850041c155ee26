import type { LedgerArchive } from "./ledger-archive.ts";
import type { Ledger, LedgerList } from "./ledger-list.ts";
import type { LedgerSealing } from "./sealing.ts";

/** Sealing and archiving of all ledgers. */
export type LedgerKeeping = LedgerSealing & LedgerArchive & { readonly list: LedgerList };

/**
 * `altered`: a record is not what it was. `gap`: a record that was written is not there, or not as it was. `rolled-back`: a
 * conversation's head was put back to an older one. Of these there may be several; `sealed` is where there is none.
 */
export type Kept =
  | { readonly tenantId: string; readonly outcome: "sealed" | "altered" | "gap" | "rolled-back"; readonly lagMs: number }
  | { readonly tenantId: string; readonly outcome: "failed"; readonly failure: unknown };

type Time = { readonly mayGoOn: () => boolean; readonly nowMs: number };

/** How often it runs: `audit-seal` in serverless.yml. */
const runMs = 15 * 60_000;

/** Seals and archives one ledger after the other, as long as there is time. What fails with one keeps none of the others waiting. */
export async function* keepLedgers(keeping: LedgerKeeping, time: Time): AsyncGenerator<Kept> {
  for (const ledger of inTurn(await keeping.list(), time.nowMs)) {
    if (time.mayGoOn()) yield* await keepOne(keeping, ledger, time);
  }
}

const keepOne = async (keeping: LedgerKeeping, { tenantId, sinceMs }: Ledger, { mayGoOn }: Time): Promise<readonly Kept[]> => {
  try {
    const { altered, gaps, rolledBack, lagMs } = await keeping.seal({ tenantId, sinceMs, mayGoOn });
    const { lost } = await keeping.archive(tenantId, mayGoOn);
    const counts = { altered: altered + lost, gap: gaps, "rolled-back": rolledBack } as const;
    const found = (["altered", "gap", "rolled-back"] as const).filter((outcome) => counts[outcome] > 0);
    return (found.length === 0 ? (["sealed"] as const) : found).map((outcome) => ({ tenantId, outcome, lagMs }));
  } catch (failure) {
    return [{ tenantId, outcome: "failed", failure }];
  }
};

/** Another one comes first each time, so that none is always the one for which no time is left. */
const inTurn = (ledgers: readonly Ledger[], nowMs: number): readonly Ledger[] => {
  const first = ledgers.length === 0 ? 0 : Math.floor(nowMs / runMs) % ledgers.length;
  return [...ledgers.slice(first), ...ledgers.slice(0, first)];
};
