import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { headerLine, readExport, unsealedLine } from "../../../shared/domain/ledger/export-lines.ts";
import type { FindingKind } from "../../../shared/domain/ledger/finding.ts";
import { verifyLedger } from "../../../shared/domain/ledger/verify-ledger.ts";
import { type History, happenings, honestHistory, signer, someHappenings, tenantId } from "./histories.ts";

const keys = new Map([[signer.keyId, signer.publicKey]]);
const verifyLines = (lines: readonly string[]) => verifyLedger(readExport(lines, keys));

describe("honest histories", () => {
  test("raise no alarm, in tables or in a file, whatever is late and whenever is sealed: 10,000 of them", async () => {
    const startedAt = process.cpuUsage();
    await fc.assert(
      fc.asyncProperty(happenings(8), async (all) => {
        const { view, lines } = await honestHistory(all);
        expect(verifyLedger(view).findings).toEqual([]);
        const found = verifyLines(lines).findings.filter(({ kind }) => !isGapOfUnsealed(kind));
        expect(found).toEqual([]);
      }),
      { numRuns: 10_000 },
    );
    const { user } = process.cpuUsage(startedAt);
    expect(user / 1e6).toBeLessThan(60);
  }, 120_000);

  test("that are exported whole, with what is not sealed yet, raise none at all", async () => {
    const { view, lines } = await honestHistory([...someHappenings, ...someHappenings.slice(0, 3)]);
    const sealed = new Set(view.slots.map(({ key, conversationId }) => `${conversationId} ${key}`));
    const young = view.records.filter(({ key, conversationId }) => !sealed.has(`${conversationId} ${key}`));
    expect(young.length).toBeGreaterThan(0);
    const header = headerLine({
      format: "picasso-ledger/1",
      tenantId,
      keys: [
        { keyId: "k1", algorithm: "EdDSA", publicKey: signer.publicKey, createdAt: "2026-11-02T09:00:00.000Z", retiredAt: null },
      ],
    });
    const verification = verifyLedger(readExport([header, ...lines, ...young.map(unsealedLine)]));
    expect(verification).toMatchObject({ findings: [], records: view.records.length, sealed: view.slots.length });
  });
});

/** A file that ends at a checkpoint may lack a late link of a chain, which comes with the next one. */
const isGapOfUnsealed = (kind: FindingKind): boolean => kind === "missing-record" || kind === "broken-chain";

describe("a file in which somebody", () => {
  let history: History;
  const isLeaf = (line: string) => line.startsWith('{"key"');
  const nth = (lines: readonly string[], which: number, isIt = isLeaf) =>
    lines.map((line, index) => (isIt(line) ? index : -1)).filter((index) => index >= 0)[which] ?? -1;
  const isCheckpoint = (line: string) => line.startsWith('{"checkpoint"');
  const without = (lines: readonly string[], at: number) => lines.filter((_, index) => index !== at);
  const edit = (lines: readonly string[], at: number, change: (line: string) => string) =>
    lines.map((line, index) => (index === at ? change(line) : line));
  const swap = (lines: readonly string[], a: number, b: number) =>
    lines.map((line, index) => (index === a ? lines[b] : index === b ? lines[a] : line) ?? "");

  const cases: readonly (readonly [string, FindingKind, (lines: readonly string[]) => readonly string[]])[] = [
    ["alters a record", "altered-record", (lines) => edit(lines, nth(lines, 4), (line) => line.replace('"done"', '"refused"'))],
    ["makes a record unreadable", "altered-record", (lines) => edit(lines, nth(lines, 4), (line) => line.slice(0, -1))],
    ["deletes the first record", "missing-record", (lines) => without(lines, nth(lines, 0))],
    ["deletes a record in the middle", "missing-record", (lines) => without(lines, nth(lines, 7))],
    ["deletes the last record", "missing-record", (lines) => without(lines, nth(lines, 16))],
    ["swaps two records", "misplaced-record", (lines) => swap(lines, nth(lines, 2), nth(lines, 5))],
    ["doubles a record", "duplicated-record", (lines) => lines.toSpliced(nth(lines, 3), 0, lines[nth(lines, 3)] ?? "")],
    [
      "invents a record",
      "unsealed-record",
      (lines) => lines.toSpliced(nth(lines, 16), 0, (lines[nth(lines, 0)] ?? "").replace('"r0"', '"r99"')),
    ],
    [
      "replaces a record by a note that it was lost",
      "missing-record",
      (lines) => edit(lines, nth(lines, 4), () => '{"lost":"x"}'),
    ],
    [
      "alters a leaf that a checkpoint lists",
      "altered-tree",
      (lines) =>
        edit(lines, nth(lines, 1, isCheckpoint), (line) =>
          line.replace(/"leaves":\["./, (head) => `${head.slice(0, -1)}${head.endsWith("A") ? "B" : "A"}`),
        ),
    ],
    [
      "alters a root",
      "forged-checkpoint",
      (lines) =>
        edit(lines, nth(lines, 1, isCheckpoint), (line) =>
          line.replace(/"root":"./, (head) => `${head.slice(0, -1)}${head.endsWith("A") ? "B" : "A"}`),
        ),
    ],
    ["deletes a checkpoint", "missing-checkpoint", (lines) => without(lines, nth(lines, 1, isCheckpoint))],
    ["replays a checkpoint", "forked-ledger", (lines) => [...lines, lines[nth(lines, 0, isCheckpoint)] ?? ""]],
    [
      "swaps two segments",
      "missing-checkpoint",
      (lines) => {
        const [first, second] = [nth(lines, 0, isCheckpoint) + 1, nth(lines, 1, isCheckpoint) + 1];
        return [...lines.slice(first, second), ...lines.slice(0, first), ...lines.slice(second)];
      },
    ],
  ];

  test.each(cases)("%s is found: %s", async (_, kind, change) => {
    history ??= await honestHistory(someHappenings);
    expect(verifyLines(history.lines).findings.filter((finding) => !isGapOfUnsealed(finding.kind))).toEqual([]);
    const { findings } = verifyLines(change(history.lines));
    const news = findings.filter(
      (finding) => finding.leaf !== undefined || finding.checkpoint !== undefined || finding.kind === kind,
    );
    expect(news[0]?.kind).toBe(kind);
    expect(news[0]?.checkpoint ?? news[0]?.key).toBeDefined();
  });

  test("cuts off the end is found by whoever knows a later checkpoint", async () => {
    const { view, lines } = await honestHistory(someHappenings);
    const cut = lines.slice(0, nth(lines, 1, isCheckpoint) + 1);
    const witnessed = view.checkpoints.slice(-1);
    const { findings } = verifyLedger({ ...readExport(cut, keys), witnessed });
    expect(findings.map(({ kind }) => kind)).toContain("truncated-ledger");
    expect(findings.find(({ kind }) => kind === "truncated-ledger")).toMatchObject({ checkpoint: 4 });
  });
});

describe("a witness", () => {
  test("with another checkpoint of the same number shows the fork; a forged one is not believed", async () => {
    const { view } = await honestHistory(someHappenings);
    const other = await honestHistory(someHappenings.map((each) => ({ ...each, afterMs: each.afterMs + 1 })));
    const forked = verifyLedger({ ...view, witnessed: other.view.checkpoints.slice(0, 1) });
    expect(forked.findings[0]).toMatchObject({ kind: "forked-ledger", checkpoint: 1 });
    const [first] = view.checkpoints;
    const forged = first === undefined ? [] : [{ ...first, statement: { ...first.statement, size: 1 } }];
    expect(verifyLedger({ ...view, witnessed: forged }).findings[0]).toMatchObject({
      kind: "forged-checkpoint",
      what: "witnessed, signature",
    });
  });
});

describe("a ledger that is older than its records live", () => {
  test("misses neither the records nor the links whose time is over, but everything younger", async () => {
    const { view } = await honestHistory(someHappenings);
    const through = view.checkpoints[1]?.statement;
    const expiredBeforeMs = Date.parse(through?.sealedThrough ?? "") + 1;
    const old = view.slots.slice(0, through?.size ?? 0);
    const isOld = (key: string, conversationId: string) =>
      old.some((slot) => slot.key === key && slot.conversationId === conversationId);
    const records = view.records.filter(({ key, conversationId }) => !isOld(key, conversationId));
    expect(verifyLedger({ ...view, records, expiredBeforeMs }).findings).toEqual([]);
    const { findings } = verifyLedger({ ...view, records: records.slice(1), expiredBeforeMs });
    expect(findings[0]?.kind).toBe("missing-record");
    expect(verifyLedger({ ...view, records }).findings.length).toBeGreaterThan(0);
  });
});
