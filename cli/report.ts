import type { ComplianceReport } from "../shared/domain/ledger-report/report.ts";
import { reportPage } from "../shared/domain/ledger-report/report-page.ts";
import { Fault, type Run, wordsOf } from "./command-line.ts";
import { properties } from "./print.ts";
import { callService } from "./service-call.ts";

const timeForm = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(\.\d{1,3})?Z)?$/;

/** A day as the beginning of it, a time as it is. */
const timeOf = (name: string, text: string): string => {
  if (!timeForm.test(text)) throw new Fault(2, `--${name} is a day (2026-11-02) or a time in UTC (2026-11-02T09:00:00Z).`);
  return text.includes("T") ? text : `${text}T00:00:00Z`;
};

/** A tenant's compliance report: its figures, all of it with --json, or with --html the page for people. */
const report: Run = async (words, options) => {
  const { TENANT } = wordsOf(words, "TENANT");
  const query = new URLSearchParams({ tenantId: TENANT });
  for (const name of ["from", "to"] as const) {
    const time = options[name];
    if (time !== undefined) query.set(name, timeOf(name, time));
  }
  const { body } = await callService(options, { method: "GET", path: `/v1/compliance/report?${query}` });
  const made = body as ComplianceReport;
  if (options.html === true) return reportPage(made);
  if (options.json === true) return JSON.stringify(made, null, 2);
  const { safeguards, disclosures, keys: _, ...figures } = made;
  return `${properties(figures)}\n\n${safeguards.length} safeguards and ${disclosures.rows.length} disclosures: see --html or --json.`;
};

export const reportCommands = { report } as const satisfies Readonly<Record<string, Run>>;
