import type { Context } from "aws-lambda";
import { loadConfig } from "../shared/config.ts";
import { type AllLedgers, ledgerKeeping } from "../shared/live-ledger-keeping.ts";
import { type LivePorts, livePorts } from "../shared/live-ports.ts";
import { causeNames } from "../shared/log.ts";

type Needs = Pick<LivePorts, "log"> & Pick<AllLedgers, "keepAll">;

/** Time that is left for what was begun. */
const reserveMs = 60_000;

const lines = {
  sealed: { level: "info", event: "ledger.sealed" },
  altered: { level: "error", event: "ledger.altered" },
  gap: { level: "error", event: "ledger.gap" },
  "rolled-back": { level: "error", event: "ledger.rolled-back-head" },
  failed: { level: "error", event: "ledger.seal-failed" },
} as const;

/**
 * Called by a schedule: seals what was recorded since the last run, ledger by ledger, into signed checkpoints, and archives them.
 * A ledger that cannot be sealed now is logged, counted and left to the next run; the others are sealed all the same.
 */
export const createHandler =
  ({ keepAll, log }: Needs) =>
  async (_: unknown, context: Pick<Context, "getRemainingTimeInMillis">): Promise<void> => {
    for await (const kept of keepAll(() => context.getRemainingTimeInMillis() > reserveMs)) {
      const details = kept.outcome === "failed" ? { causes: causeNames(kept.failure) } : { lagMs: kept.lagMs };
      log({ ...lines[kept.outcome], action: "audit.seal", tenantId: kept.tenantId, ...details });
    }
  };

const ports = livePorts(loadConfig());

export const handler = createHandler({ ...ports, ...ledgerKeeping(ports) });
