import { byPlace, type Finding } from "./finding.ts";
import { checkpointOf, type LedgerView, mayHaveExpired } from "./ledger-view.ts";
import { nameOf } from "./seal-window.ts";
import { verifyChains } from "./verify-chains.ts";
import { verifyCheckpoints } from "./verify-checkpoints.ts";
import { verifyLeaves } from "./verify-leaves.ts";
import { writerFaults, writerNotes } from "./verify-writers.ts";

/** What was looked at, and what is wrong with it: `findings` begins with the first broken place and is empty when all holds. */
export type Verification = {
  readonly tenantId: string;
  readonly records: number;
  readonly sealed: number;
  readonly checkpoints: number;
  readonly chains: number;
  /** Through when everything is sealed. ISO 8601; null before the first checkpoint. */
  readonly sealedThrough: string | null;
  readonly findings: readonly Finding[];
};

/** Verifies a ledger as a whole. */
export const verifyLedger = (view: LedgerView): Verification => {
  const findings = [...verifyCheckpoints(view), ...verifyLeaves(view), ...verifyChains(view)];
  const placed = findings.map((finding) => ({ ...finding, ...placeOf(view, finding) }));
  return {
    tenantId: view.tenantId,
    records: view.records.length,
    sealed: view.slots.length,
    checkpoints: view.checkpoints.length,
    chains: new Set(view.records.filter(({ key }) => key.startsWith("C#")).map(({ conversationId }) => conversationId)).size,
    sealedThrough: view.checkpoints.at(-1)?.statement.sealedThrough ?? null,
    findings: [...placed.toSorted(byPlace), ...verifyWriters(view)],
  };
};

/** What processes wrote, as they say themselves. Of one conversation alone there is only a part of it. */
const verifyWriters = (view: LedgerView): readonly Finding[] => {
  const scope = { settledBeforeMs: view.settledBeforeMs, isWhole: !mayHaveExpired(view) };
  return view.only === undefined ? writerFaults(writerNotes(view.records), scope) : [];
};

/** Leaf and checkpoint of a finding that only knows its record, so that it comes in its place among the others. */
const placeOf = (view: LedgerView, finding: Finding): Pick<Finding, "leaf" | "checkpoint"> => {
  const { conversationId, key } = finding;
  if (finding.checkpoint !== undefined || conversationId === undefined || key === undefined) return {};
  const name = nameOf({ conversationId, key });
  const leaf = view.slots.findIndex(
    (slot) => slot.key !== undefined && nameOf({ conversationId: slot.conversationId ?? "", key: slot.key }) === name,
  );
  return leaf < 0 ? {} : { leaf, checkpoint: checkpointOf(view, leaf) };
};
