import { canonicalJson } from "../../canonical-json.ts";
import type { SignedCheckpoint } from "./checkpoint.ts";
import { entryLine, entryOf, type LedgerEntry, type StoredRecord } from "./entry.ts";
import type { FoundRecord, LedgerView, Slot } from "./ledger-view.ts";
import type { LedgerRecord } from "./record.ts";
import type { PublishedKey } from "./statement-keys.ts";

/** First line of an export: whose ledger it is, and the keys it was signed with as the service itself names them. */
export type ExportHeader = {
  readonly format: typeof exportFormat;
  readonly tenantId: string;
  readonly keys: readonly PublishedKey[];
};

export const exportFormat = "picasso-ledger/1";

/** A leaf whose record could not be found when its segment was archived. */
type Lost = { readonly lost: string };

/** The lines of one checkpoint's segment: its leaves in order, each the very bytes that were hashed, then the checkpoint. */
export const segmentLines = (checkpoint: SignedCheckpoint, leaves: readonly (LedgerEntry | Slot)[]): readonly string[] => [
  ...leaves.map((leaf) =>
    "record" in leaf ? entryLine(leaf) : canonicalJson({ lost: leaf.leaf.toString("base64url") } satisfies Lost),
  ),
  canonicalJson({ checkpoint, leaves: leaves.map(({ leaf }) => leaf.toString("base64url")) }),
];

export const headerLine = (header: ExportHeader): string => canonicalJson({ export: header });

/** Records that are not sealed yet come last, marked as such. */
export const unsealedLine = (entry: StoredRecord): string => `{"unsealed":${entryLine(entry)}}`;

type Line = {
  readonly export?: ExportHeader;
  readonly checkpoint?: SignedCheckpoint;
  readonly leaves?: readonly string[];
  readonly unsealed?: unknown;
  readonly lost?: string;
  readonly key?: string;
  readonly record?: Partial<LedgerRecord>;
};

/** What an export says of itself, ready to be verified; `keys` are the ones to trust instead of those that it names itself. */
export const readExport = (lines: readonly string[], keys?: ReadonlyMap<string, string>): LedgerView => {
  const parsed = lines.map((line) => ({ line, ...parse(line) }));
  const header = parsed.find((line) => line.export !== undefined)?.export;
  const sealed = parsed.filter((line) => line.checkpoint !== undefined);
  const named = new Map((header?.keys ?? []).map(({ keyId, publicKey }) => [keyId, publicKey]));
  return {
    tenantId: header?.tenantId ?? sealed[0]?.checkpoint?.statement.tenantId ?? "",
    checkpoints: sealed.flatMap(({ checkpoint }) => (checkpoint === undefined ? [] : [checkpoint])),
    slots: sealed.flatMap(({ leaves = [] }) => leaves).map((leaf) => ({ leaf: Buffer.from(leaf, "base64url") })),
    records: parsed.filter(isRecordLine).map(recordIn),
    chainEnds: new Map(),
    keys: keys ?? named,
    witnessed: [],
    isOrdered: true,
    settledBeforeMs: Number.POSITIVE_INFINITY,
    expiredBeforeMs: Number.NEGATIVE_INFINITY,
  };
};

const parse = (line: string): Line => {
  try {
    return Object(JSON.parse(line));
  } catch {
    return {};
  }
};

/** Everything that is nothing else counts as a record, so that a line made unreadable is one that is not as it was sealed. */
const isRecordLine = (line: Line): boolean =>
  line.export === undefined && line.checkpoint === undefined && line.lost === undefined;

const recordIn = ({ line, unsealed, key, record }: Line & { readonly line: string }): FoundRecord => {
  const inner = unsealed === undefined ? { key, record } : (unsealed as Line);
  const text = unsealed === undefined ? line : line.slice('{"unsealed":'.length, -1);
  const stored = {
    conversationId: String(inner.record?.conversationId ?? ""),
    key: String(inner.key ?? ""),
    atMs: Date.parse(inner.record?.at ?? "") || 0,
    record: recordTextIn(text),
  };
  const isWhole = entryLine(stored) === text;
  return { ...entryOf(isWhole ? stored : { ...stored, record: text }), isFiled: isWhole, isShownAsLeaf: unsealed === undefined };
};

/** The record in a leaf's line, as it stands there. */
const recordTextIn = (line: string): string => /^\{"key":"[^"\\]*","record":(.*)\}$/s.exec(line)?.[1] ?? line;
