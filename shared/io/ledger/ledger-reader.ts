import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { auditSecondsOf } from "../../domain/conversation/lifetimes.ts";
import { sequenceIn } from "../../domain/ledger/chain-end.ts";
import type { SignedCheckpoint } from "../../domain/ledger/checkpoint.ts";
import type { FoundRecord, LedgerView } from "../../domain/ledger/ledger-view.ts";
import { nameOf, sealPolicy } from "../../domain/ledger/seal-window.ts";
import type { Tables } from "../keys.ts";
import { namedEnds } from "./chain-ends.ts";
import type { CheckpointStore } from "./checkpoint-store.ts";
import { daysOf, type LedgerIndex, type RecordName } from "./ledger-index.ts";
import type { TreeStore } from "./tree-store.ts";

type Needs = {
  readonly dynamo: DynamoDBClient;
  readonly tables: Tables;
  readonly now: () => number;
  readonly index: LedgerIndex;
  readonly checkpoints: CheckpointStore;
  readonly tree: TreeStore;
};

/** `only`: the conversation whose records are wanted; all where left out. */
export type LedgerQuestion = {
  readonly tenantId: string;
  readonly sinceMs: number;
  readonly only?: string | undefined;
  readonly keys: ReadonlyMap<string, string>;
  readonly witnessed: readonly SignedCheckpoint[];
};

/**
 * Everything there is of a ledger, read so that a healthy one that is written to meanwhile still verifies: the tree first, then the
 * records, then the heads, then what was added to chains in between, and the heads of those chains again.
 */
export const readLedger = async (needs: Needs, question: LedgerQuestion): Promise<LedgerView> => {
  const { tenantId, only, keys, witnessed } = question;
  const checkpoints = await needs.checkpoints.from(tenantId, 1);
  const tree = await needs.tree.stored(tenantId, checkpoints.at(-1)?.statement.size ?? 0);
  const named = tree.slots.flatMap(({ conversationId, key }) =>
    conversationId === undefined || key === undefined ? [] : [{ conversationId, key }],
  );
  const indexed = only === undefined ? await recordsSince(needs, question) : await needs.index.conversation(tenantId, only);
  const wanted = only === undefined ? named : named.filter(({ conversationId }) => conversationId === only);
  const sealed = withFound(indexed, await needs.index.named(tenantId, lacking(indexed, wanted)));
  const firstEnds = await namedEnds(needs, tenantId, only === undefined ? conversationsIn(sealed) : [only]);
  const records = await withChainEnds(needs, tenantId, { records: sealed, chainEnds: firstEnds });
  const chainEnds = new Map([...firstEnds, ...(await namedEnds(needs, tenantId, overtaken(records, firstEnds)))]);
  return {
    tenantId,
    checkpoints,
    ...tree,
    records,
    chainEnds,
    keys,
    witnessed,
    isOrdered: false,
    only,
    settledBeforeMs: needs.now() - sealPolicy.settleMs,
    expiredBeforeMs: needs.now() - auditSecondsOf(tenantId) * 1000,
  };
};

const all = Number.POSITIVE_INFINITY;

const recordsSince = async (needs: Needs, { tenantId, sinceMs }: LedgerQuestion): Promise<readonly FoundRecord[]> => {
  const records: FoundRecord[] = [];
  // A clock may be ahead of ours.
  const toMs = needs.now() + 24 * 3600_000;
  for (const day of daysOf({ fromMs: sinceMs, toMs, perShard: all, enough: all }))
    records.push(...(await needs.index.day(tenantId, day)).records);
  return records;
};

const lacking = (records: readonly FoundRecord[], names: readonly RecordName[]): readonly RecordName[] => {
  const found = new Set(records.map(nameOf));
  const wanted = new Map(names.map((name) => [nameOf(name), name]));
  return [...wanted.values()].filter((name) => !found.has(nameOf(name)));
};

const withFound = (records: readonly FoundRecord[], more: readonly FoundRecord[]): readonly FoundRecord[] => [
  ...new Map([...records, ...more].map((record) => [nameOf(record), record])).values(),
];

const conversationsIn = (records: readonly FoundRecord[]): readonly string[] => [
  ...new Set(records.filter(({ key }) => key.startsWith("C#")).map(({ conversationId }) => conversationId)),
];

/** Chains that lack a link, or whose head is further than the index was when it was read: from the table itself, which lags behind nothing. */
const withChainEnds = async (
  needs: Needs,
  tenantId: string,
  { records, chainEnds }: Pick<LedgerView, "records" | "chainEnds">,
): Promise<readonly FoundRecord[]> => {
  const links = Map.groupBy(
    records.filter(({ key }) => key.startsWith("C#")),
    ({ conversationId }) => conversationId,
  );
  const lengthOf = (conversationId: string) => links.get(conversationId)?.length ?? 0;
  const lastOf = (conversationId: string) =>
    sequenceIn(
      (links.get(conversationId) ?? [])
        .map(({ key }) => key)
        .sort()
        .at(-1) ?? "",
    );
  const expected = (conversationId: string) => Math.max(lastOf(conversationId), chainEnds.get(conversationId)?.sequence ?? 0);
  const incomplete = [...new Set([...links.keys(), ...chainEnds.keys()])].filter((id) => lengthOf(id) < expected(id));
  let all = records;
  for (const conversationId of incomplete) all = withFound(all, await needs.index.conversation(tenantId, conversationId));
  return all;
};

/** Conversations that went on between reading their heads and their records: a record is never there before the head that names it. */
const overtaken = (records: readonly FoundRecord[], ends: LedgerView["chainEnds"]): readonly string[] => {
  const isLater = ({ conversationId, key }: FoundRecord) =>
    sequenceIn(key) > (ends.get(conversationId)?.sequence ?? Number.POSITIVE_INFINITY);
  return [...new Set(records.filter(isLater).map(({ conversationId }) => conversationId))];
};
