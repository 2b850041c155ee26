import { leafHash } from "./merkle.ts";

/** A ledger record as it is stored: its sort key and its exact text. */
export type StoredRecord = {
  readonly conversationId: string;
  /** `C#sequence` for chained records, `E#time#random` for the others. */
  readonly key: string;
  readonly atMs: number;
  /** Canonical JSON. */
  readonly record: string;
};

/** A record that is going to be, or is, a leaf of the tree. */
export type LedgerEntry = StoredRecord & { readonly leaf: Buffer };

/** The bytes of a record's leaf, which are its line in archives and exports too: canonical JSON of key and record. */
export const entryLine = ({ key, record }: Pick<StoredRecord, "key" | "record">): string =>
  `{"key":${JSON.stringify(key)},"record":${record}}`;

export const entryOf = (stored: StoredRecord): LedgerEntry => ({ ...stored, leaf: leafHash(entryLine(stored)) });

/** The order of leaves within a checkpoint: time, conversation, key. The same records always come in the same order. */
export const byTime = (a: StoredRecord, b: StoredRecord): number =>
  a.atMs - b.atMs || compare(a.conversationId, b.conversationId) || compare(a.key, b.key);

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
