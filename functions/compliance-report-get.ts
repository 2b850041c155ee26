import { loadConfig } from "../shared/config.ts";
import { type ReportQuery, reportQuery } from "../shared/contract/audit/audit.ts";
import { reportPage } from "../shared/domain/ledger-report/report-page.ts";
import { html, json } from "../shared/http.ts";
import { type LedgerReport, reportOf } from "../shared/live-ledger.ts";
import { type LivePorts, livePorts } from "../shared/live-ports.ts";
import { ledgerEndpoint } from "../shared/middleware/ledger-endpoint.ts";
import { Problem } from "../shared/problem.ts";

type Needs = LivePorts & { readonly report: LedgerReport };

const dayMs = 24 * 3600_000;
const mostDays = 92;
/** What one call can read in its time. */
const mostRecords = 100_000;

/** GET /v1/compliance/report: what happened with a tenant's conversations in a period, as JSON or as a page for people. */
export const createHandler = (needs: Needs) =>
  ledgerEndpoint("compliance.report", needs, async ({ tenantId, query, header }) => {
    const report = await needs.report(tenantId, { ...periodOf(query(reportQuery), needs.now()), mostRecords });
    return (header("accept") ?? "").includes("text/html") ? html(200, reportPage(report)) : json(200, report);
  });

const periodOf = ({ from, to }: ReportQuery, nowMs: number) => {
  const toMs = to === undefined ? nowMs : Date.parse(to);
  const fromMs = from === undefined ? toMs - 30 * dayMs : Date.parse(from);
  if (fromMs >= toMs || toMs - fromMs > mostDays * dayMs) throw new Problem("invalid-request", { field: "query.from" });
  return { fromMs, toMs };
};

const ports = livePorts(loadConfig());

export const handler = createHandler({ ...ports, report: reportOf(ports) });
