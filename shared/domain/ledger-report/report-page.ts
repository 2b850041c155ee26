import type { ComplianceReport, Numbers } from "./report.ts";
import type { Evidence } from "./report-tally.ts";

/** The report as one HTML page that needs nothing else: no script, no picture, nothing loaded. */
export const reportPage = (report: ComplianceReport): string =>
  [
    "<!doctype html>",
    `<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">`,
    `<title>Compliance report of ${escaped(report.tenantId)}</title><style>${style}</style></head><body><main>`,
    `<h1>Compliance report <small>${escaped(report.tenantId)}</small></h1>`,
    `<p>${day(report.from)} to ${day(report.to)} (UTC, the end not included). Made ${escaped(report.generatedAt)} from the audit ledger: counts, digests and pointers to records, no content.</p>`,
    figures(report),
    section("Access anomalies", anomalies(report)),
    section("Safeguards, 45 CFR 164.312 and 164.528", safeguards(report)),
    section("Accounting of disclosures", disclosures(report)),
    section("De-identification", numbers(report.deidentification.byType, "identifier", "removed")),
    section("What was done", numbers(report.volumes.byAction, "action", "records")),
    section("What was refused", numbers(report.volumes.refusalsByProblem, "problem", "records")),
    section("Retention, erasure and holds", retention(report)),
    section("Keys", keys(report)),
    "</main></body></html>",
  ].join("\n");

const style = [
  ":root{color-scheme:light dark;--line:#8884;--soft:#8882}",
  "body{margin:0;font:16px/1.5 system-ui,sans-serif}main{max-width:62rem;margin:0 auto;padding:2rem 1rem}",
  "h1{margin:0;font-size:1.7rem}h1 small{font-weight:400;opacity:.7}h2{margin:2.2rem 0 .6rem;font-size:1.15rem}",
  ".figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(9rem,1fr));gap:.6rem;margin:1.2rem 0}",
  ".figures div{background:var(--soft);border-radius:.5rem;padding:.6rem .8rem}.figures b{display:block;font-size:1.35rem}",
  ".scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:.92rem}",
  "th,td{text-align:left;vertical-align:top;padding:.4rem .7rem .4rem 0;border-bottom:1px solid var(--line)}",
  "td:first-child{white-space:nowrap}.number{text-align:right;font-variant-numeric:tabular-nums;width:6rem}code{font-size:.82rem;overflow-wrap:anywhere}",
  ".alert{border-left:.3rem solid #c33;padding-left:.7rem}@media print{body{font-size:11px}.figures div{border:1px solid var(--line)}}",
].join("");

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? "");

const day = (time: string): string => escaped(time.slice(0, 16).replace("T", " "));

const section = (title: string, content: string): string => `<section><h2>${escaped(title)}</h2>${content}</section>`;

const figures = ({ volumes, analytics, deidentification, integrity, anomalies: found }: ComplianceReport): string => {
  const { continuityRate } = analytics;
  const shown: readonly (readonly [string, string])[] = [
    ["conversations", String(volumes.conversations)],
    ["turns saved", String(analytics.turns)],
    ["turns a conversation", String(analytics.turnsPerConversation)],
    ["median sealed bytes a turn", String(analytics.medianTurnBytes)],
    ["reads", String(volumes.reads)],
    ["reads answered", continuityRate === null ? "–" : `${(continuityRate * 100).toFixed(1)} %`],
    ["refusals", String(volumes.refusals)],
    ["identifiers removed", String(deidentification.removed)],
    ["integrity violations", String(integrity.violations)],
    ["anomalies", String(found.length)],
  ];
  return `<div class="figures">${shown.map(([name, value]) => `<div><b>${escaped(value)}</b>${escaped(name)}</div>`).join("")}</div>`;
};

/** Cells are HTML already. */
const table = (heads: readonly string[], rows: readonly (readonly string[])[]): string => {
  if (rows.length === 0) return "<p>None.</p>";
  const isNumber = (column: number) => rows.every((cells) => number.test(cells[column] ?? ""));
  const head = heads.map((each, column) => `<th scope="col"${isNumber(column) ? right : ""}>${escaped(each)}</th>`).join("");
  const body = rows.map((cells) => `<tr>${cells.map(cell).join("")}</tr>`).join("");
  return `<div class="scroll"><table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>`;
};

const number = /^\d+$/;
const right = ' class="number"';

const cell = (content: string): string => `<td${number.test(content) ? right : ""}>${content}</td>`;

const numbers = (counts: Numbers, ...heads: readonly [string, string]): string =>
  table(
    heads,
    Object.entries(counts).map(([name, count]) => [escaped(name), String(count)]),
  );

const evidence = (found: Evidence | null): string =>
  found === null
    ? "–"
    : `<code>${escaped(found.conversationId === "" ? "" : `${found.conversationId} `)}${escaped(found.key)}</code>`;

const anomalies = ({ anomalies: found }: ComplianceReport): string => {
  const rows = found.map(({ rule, actor, hour, count, threshold }) => [
    escaped(rule),
    escaped(actor ?? "–"),
    escaped(hour === null ? "–" : `${hour.replace("T", " ")} h`),
    String(count),
    String(threshold),
  ]);
  const list = table(["rule", "who", "hour (UTC)", "count", "unlike the rest above"], rows);
  return found.length === 0 ? list : `<div class="alert">${list}</div>`;
};

const safeguards = (report: ComplianceReport): string =>
  table(
    ["rule", "safeguard", "in this period", "record"],
    report.safeguards.map((row) => [
      escaped(row.rule),
      `<b>${escaped(row.title)}</b><br>${escaped(row.how)}`,
      escaped(row.shown),
      evidence(row.evidence),
    ]),
  );

const disclosures = ({ disclosures: { rows, leftOut } }: ComplianceReport): string => {
  const shown = rows.map((row) => [
    escaped(row.at),
    escaped(row.actor),
    escaped(`${row.action}, ${row.outcome}`),
    escaped(row.subject ?? "–"),
    evidence(row),
  ]);
  const more = leftOut === 0 ? "" : `<p>${leftOut} more are in the ledger.</p>`;
  return table(["when", "who", "what", "whose", "record"], shown) + more;
};

const retention = ({ retention: lives, erasure, holds }: ComplianceReport): string =>
  table(
    ["what", "how much"],
    [
      ["a conversation lives, in days", String(Math.round(lives.conversationSeconds / 86_400))],
      ["a turn lives, in hours", String(Math.round(lives.turnSeconds / 3600))],
      ["conversations cleared", String(erasure.cleared)],
      ["erasures completed", String(erasure.erased)],
      ["erasures of all of a person's conversations", String(erasure.subjects)],
      ["legal holds set", String(holds.set)],
      ["legal holds lifted", String(holds.lifted)],
    ],
  );

const keys = ({ keys: found }: ComplianceReport): string =>
  table(
    ["key", "kind", "made", "age in days"],
    found.map((key) => [escaped(key.keyId), escaped(key.kind), day(key.createdAt), String(key.ageDays)]),
  );
