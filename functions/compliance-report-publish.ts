import type { ScheduledEvent } from "aws-lambda";
import { loadConfig } from "../shared/config.ts";
import { reportPage } from "../shared/domain/ledger-report/report-page.ts";
import { type Reporting, reporting } from "../shared/live-ledger.ts";
import { type LivePorts, livePorts } from "../shared/live-ports.ts";
import { causeNames } from "../shared/log.ts";

type Needs = Pick<LivePorts, "log" | "now"> & { readonly reporting: Reporting };

const mostRecords = 5_000_000;

/** The month before the one this time is in: its name, and where it begins and ends. */
const monthBefore = (nowMs: number) => {
  const now = new Date(nowMs);
  const fromMs = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 1);
  const toMs = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1);
  return { name: new Date(fromMs).toISOString().slice(0, 7), fromMs, toMs };
};

/** Called by a schedule at the beginning of a month: keeps each tenant's report of the month before in the archive. */
export const createHandler =
  ({ log, now, reporting: { report, list, archive } }: Needs) =>
  async (_: Pick<ScheduledEvent, "id">): Promise<void> => {
    const { name, fromMs, toMs } = monthBefore(now());
    for (const { tenantId } of (await list()).filter((ledger) => /^[a-z0-9]/.test(ledger.tenantId))) {
      const line = { action: "compliance.report-publish", tenantId } as const;
      try {
        const made = await report(tenantId, { fromMs, toMs, mostRecords });
        await archive.put(`reports/${tenantId}/${name}.json`, JSON.stringify(made));
        await archive.put(`reports/${tenantId}/${name}.html`, reportPage(made));
        log({ level: "info", event: "report.published", ...line });
      } catch (failure) {
        log({ level: "error", event: "report.failed", ...line, causes: causeNames(failure) });
      }
    }
  };

const ports = livePorts(loadConfig());

export const handler = createHandler({ ...ports, reporting: reporting(ports) });
