import { byTime, type LedgerEntry } from "./entry.ts";

/** When records are sealed. */
export const sealPolicy = {
  /** Records younger than this wait: longer than clocks differ, transactions last and the index lags behind. */
  settleMs: 120_000,
  /** How late a record may appear in a time that was sealed already and still be taken into the next checkpoint. */
  lateMs: 3 * 3600_000,
  /** A ledger in which nothing happens gets a checkpoint this often all the same, so that its silence is on record. */
  idleMs: 24 * 3600_000,
  /** Leaves one checkpoint adds at most: they are stored with it in one transaction. */
  mostLeaves: 4096,
} as const;

/** Records found, all that lie before `throughMs`; `fromMs`: through when the checkpoint before sealed. */
export type Found = { readonly entries: readonly LedgerEntry[]; readonly fromMs: number; readonly throughMs: number };

/** Leaves that are in the tree already, by the name of their record. */
export type Sealed = ReadonlyMap<string, Buffer>;

export type NextLeaves = {
  readonly entries: readonly LedgerEntry[];
  readonly throughMs: number;
  /** What did not fit into this checkpoint. */
  readonly rest: readonly LedgerEntry[];
};

/** A record's name within its tenant's ledger. */
export const nameOf = ({ conversationId, key }: Pick<LedgerEntry, "conversationId" | "key">): string =>
  `${conversationId} ${key}`;

/** The leaves of the next checkpoint: what was found and is not sealed yet, oldest first, at most as many as one takes. */
export const nextLeaves = ({ entries, fromMs, throughMs }: Found, sealed: Sealed): NextLeaves => {
  const fresh = entries.filter((entry) => !sealed.has(nameOf(entry))).toSorted(byTime);
  const rest = fresh.slice(sealPolicy.mostLeaves);
  const through = rest[0] === undefined ? throughMs : Math.max(fromMs, rest[0].atMs);
  return { entries: fresh.slice(0, sealPolicy.mostLeaves), throughMs: through, rest };
};

/** Records that were sealed with another text than they have now. */
export const alteredSince = (entries: readonly LedgerEntry[], sealed: Sealed): readonly LedgerEntry[] =>
  entries.filter((entry) => sealed.get(nameOf(entry))?.equals(entry.leaf) === false);

/** Whether this makes a checkpoint: something is new, or nothing was for long. `beforeMs`: undefined before the first one. */
export const isWorthSealing = ({ entries, throughMs }: NextLeaves, beforeMs: number | undefined): boolean =>
  entries.length > 0 || beforeMs === undefined || throughMs - beforeMs >= sealPolicy.idleMs;
