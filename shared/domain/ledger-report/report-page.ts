import { bars, dayChart } from "./page-charts.ts";
import { escaped, grouped, section, table } from "./page-parts.ts";
import { style } from "./page-style.ts";
import type { ComplianceReport } from "./report.ts";
import type { Evidence, Named } from "./report-tally.ts";

/** The report as one HTML page that needs nothing else: no script, nothing loaded; its links lead to the records at its end. */
export const reportPage = (report: ComplianceReport): string => {
  const records = numberedRecords();
  const body = [
    header(report),
    verdict(report),
    figures(report),
    section("Day by day", dayChart(report.days)),
    section("Access anomalies", anomalies(report)),
    section("Safeguards, 45 CFR 164.312 and 164.528", safeguards(report, records)),
    section("Accounting of disclosures, 45 CFR 164.528", accesses(report.disclosures, records)),
    pair(section("Identifiers removed, by class", bars(report.deidentification.byType)), section("Retention", retention(report))),
    pair(section("Erasure", erasure(report)), section("Legal holds", holds(report))),
    section("Erasures and holds, one by one", accesses(report.forgetting, records)),
    section("Integrity checks", integrity(report, records)),
    pair(section("Conversations", analytics(report)), section("Refused, by problem", bars(report.volumes.refusalsByProblem))),
    pair(section("Done, by action", bars(report.volumes.byAction)), section("Keys and their age", keys(report))),
  ];
  return [
    "<!doctype html>",
    `<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">`,
    `<title>Compliance report of ${escaped(report.tenantId)}</title><style>${style}</style></head><body><main>`,
    ...body,
    section("Records referred to", records.listed()),
    "</main></body></html>",
  ].join("\n");
};

const pair = (...sections: readonly string[]): string => `<div class="pair">${sections.join("")}</div>`;

const day = (time: string): string => escaped(time.slice(0, 16).replace("T", " "));

type Records = { readonly link: (evidence: Evidence | null) => string; readonly listed: () => string };

/** Numbers the records a page refers to, and lists them with what proves each. */
const numberedRecords = (): Records => {
  const numbers = new Map<string, { readonly number: number; readonly evidence: Evidence }>();
  return {
    link: (evidence) => {
      if (evidence === null) return "–";
      const known = numbers.get(evidence.proof) ?? { number: numbers.size + 1, evidence };
      numbers.set(evidence.proof, known);
      return `<a href="#record-${known.number}">record ${known.number}</a>`;
    },
    listed: () => {
      const rows = [...numbers.values()].map(({ number, evidence: { at, key, conversationId, proof } }) => [
        `<span id="record-${number}">${number}</span>`,
        day(at),
        `<code>${escaped(conversationId === "" ? "–" : conversationId)}</code>`,
        `<code>${escaped(key)}</code>`,
        `<code>GET ${escaped(proof)}</code>`,
      ]);
      return table(["no.", "when (UTC)", "conversation", "key", "proved by"], rows);
    },
  };
};

const header = ({ tenantId, from, to, generatedAt }: ComplianceReport): string =>
  `<header><h1>Compliance report<small>${escaped(tenantId)}</small></h1><p>${day(from)} to ${day(to)} UTC, the end not included<br>made ${day(generatedAt)} from the audit ledger: counts, digests and pointers to records, no content</p></header>`;

const verdict = ({ integrity: found }: ComplianceReport): string => {
  const isSound = found.violations === 0 && found.headsAstray.length === 0;
  const checks = `${grouped(found.headsCompared)} heads of conversations agree with the ledger, ${grouped(found.sealedRecords)} records are sealed`;
  return isSound
    ? `<div class="verdict"><b>Integrity holds.</b><span>${checks}.</span></div>`
    : `<div class="verdict bad"><b>Integrity was violated.</b><span>${grouped(found.violations)} findings on record, ${grouped(found.headsAstray.length)} conversations that do not agree with the ledger now.</span></div>`;
};

const percent = (share: number | null): string => (share === null ? "–" : `${(share * 100).toFixed(1)} %`);

const figures = ({ volumes, analytics: of, deidentification, erasure: erased, anomalies: found }: ComplianceReport): string => {
  const shown: readonly (readonly [string, string])[] = [
    ["conversations", grouped(volumes.conversations)],
    ["turns saved", grouped(of.turns)],
    ["reads", grouped(volumes.reads)],
    ["reads answered (continuity)", percent(of.continuityRate)],
    ["refusals", grouped(volumes.refusals)],
    ["identifiers removed", grouped(deidentification.removed)],
    ["erasures completed", grouped(erased.erased)],
    ["ledger records", grouped(volumes.records)],
    ["anomalies", grouped(found.length)],
  ];
  return `<div class="figures">${shown.map(([name, value]) => `<div><b>${escaped(value)}</b>${escaped(name)}</div>`).join("")}</div>`;
};

/** What is counted, line by line. */
const facts = (rows: readonly (readonly [string, number | string])[]): string =>
  table(
    ["what", "how much"],
    rows.map(([name, value]) => [escaped(name), typeof value === "number" ? grouped(value) : escaped(value)]),
    1,
  );

const anomalies = ({ anomalies: found }: ComplianceReport): string => {
  const rows = found.map(({ rule, actor, hour, count, threshold }) => [
    escaped(rule),
    escaped(actor ?? "–"),
    escaped(hour === null ? "–" : `${hour.replace("T", " ")} h`),
    grouped(count),
    grouped(threshold),
  ]);
  const list = table(["rule", "who", "hour (UTC)", "count", "unlike the rest above"], rows);
  return found.length === 0 ? list : `<div class="alert">${list}</div>`;
};

const safeguards = (report: ComplianceReport, { link }: Records): string =>
  table(
    ["rule", "safeguard", "in this period", "evidence"],
    report.safeguards.map((row) => [
      `<b>${escaped(row.rule)}</b>`,
      `<b>${escaped(row.title)}</b><br>${escaped(row.how)}`,
      escaped(row.shown),
      link(row.evidence),
    ]),
  );

const accesses = ({ rows, leftOut }: Named, { link }: Records): string => {
  const shown = rows.map((row) => [
    day(row.at),
    escaped(row.actor),
    escaped(`${row.action}, ${row.outcome}`),
    `<code>${escaped(row.subject ?? "–")}</code>`,
    link(row),
  ]);
  const more = leftOut === 0 ? "" : `<p>${grouped(leftOut)} more are in the ledger.</p>`;
  return table(["when (UTC)", "who", "what", "whose", "evidence"], shown) + more;
};

const retention = ({ retention: of }: ComplianceReport): string =>
  facts([
    ["a conversation lives, in days", Number((of.conversationSeconds / 86_400).toFixed(2))],
    ["a turn lives, in hours", Number((of.turnSeconds / 3600).toFixed(2))],
    ["conversations of the period that ended by their time", of.conversationsEnded],
    ["turns of the period that ended by their time", of.turnsEnded],
  ]);

const erasure = ({ erasure: of }: ComplianceReport): string =>
  facts([
    ["conversations cleared", of.cleared],
    ["erasures completed and read back", of.erased],
    ["erasures of all of a person's conversations", of.subjects],
    ...Object.entries(of.deleted)
      .filter(([, count]) => count > 0)
      .map(([name, count]) => [`deleted: ${name}`, count] as const),
  ]);

const holds = ({ holds: of }: ComplianceReport): string =>
  facts([
    ["laid", of.set],
    ["lifted", of.lifted],
    ["conversations that a hold of the period keeps", of.conversationsHeld],
    ["all that the tenant has is held", of.isTenantHeld ? "yes" : "no"],
  ]);

const integrity = ({ integrity: of }: ComplianceReport, records: Records): string => {
  const astray = of.headsAstray.map((conversationId) => [`<code>${escaped(conversationId)}</code>`]);
  const checks = facts([
    ["heads compared with the ledger", of.headsCompared],
    ["heads that do not agree with it", of.headsAstray.length],
    ["violations found on reading and by the schedule", of.violations],
    ["newest checkpoint", of.checkpoint ?? "–"],
    ["its signature holds", of.isCheckpointSigned ? "yes" : "no"],
    ["records sealed, in all", of.sealedRecords],
    ["sealed through", of.sealedThrough ?? "–"],
    ["archived through checkpoint", of.archivedThroughCheckpoint],
  ]);
  const found =
    of.findings.length === 0 ? "" : `<div class="alert">${accesses({ rows: [...of.findings], leftOut: 0 }, records)}</div>`;
  return checks + found + (astray.length === 0 ? "" : `<div class="alert">${table(["put back or altered now"], astray)}</div>`);
};

const analytics = ({ analytics: of, volumes }: ComplianceReport): string =>
  facts([
    ["conversations", volumes.conversations],
    ["turns", of.turns],
    ["turns a conversation", of.turnsPerConversation],
    ["messages a turn", of.messagesPerTurn],
    ["sealed bytes a turn: median", of.medianTurnBytes],
    ["95 % are at most", of.longTurnBytes],
    ["the longest", of.longestTurnBytes],
    ["continuity: reads that were answered", percent(of.continuityRate)],
  ]);

const keys = ({ keys: found }: ComplianceReport): string =>
  table(
    ["key", "kind", "made", "age in days"],
    found.map((key) => [`<code>${escaped(key.keyId)}</code>`, escaped(key.kind), day(key.createdAt), grouped(key.ageDays)]),
  );
