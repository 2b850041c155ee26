import type { SignedCheckpoint } from "./checkpoint.ts";
import type { LedgerEntry } from "./entry.ts";
import type { Tile } from "./tiles.ts";

/** A leaf as the tree has it, with the name of its record where that is known. */
export type Slot = { readonly leaf: Buffer; readonly conversationId?: string | undefined; readonly key?: string | undefined };

/**
 * A record as it was found. `isFiled`: where, and with the hash and times, that its own text asks for. `isShownAsLeaf`: by a file
 * that has other lines for what is not sealed yet.
 */
export type FoundRecord = LedgerEntry & { readonly isFiled: boolean; readonly isShownAsLeaf?: boolean };

/** The newest record a conversation's head names. */
export type ChainEnd = { readonly sequence: number; readonly hash: Buffer };

/** Everything there is of one tenant's ledger, from tables or from a file. */
export type LedgerView = {
  readonly tenantId: string;
  /** In the order they were found in. */
  readonly checkpoints: readonly SignedCheckpoint[];
  readonly slots: readonly Slot[];
  /** Stored tiles above the leaves; undefined where none are stored. */
  readonly inner?: readonly Tile[] | undefined;
  /** In the order they were found in; of a file that is the order of the leaves. */
  readonly records: readonly FoundRecord[];
  /** Ends of chains by conversation, as far as heads are there. */
  readonly chainEnds: ReadonlyMap<string, ChainEnd>;
  /** Public keys of the service by id. */
  readonly keys: ReadonlyMap<string, string>;
  /** Checkpoints that are known from elsewhere: the archive, or an auditor's own copy. */
  readonly witnessed: readonly SignedCheckpoint[];
  /** Whether the records are in the order of their leaves. */
  readonly isOrdered: boolean;
  /** The conversation whose records were looked for, where it is only one. */
  readonly only?: string | undefined;
  /** Records of before this are all there, whatever an index shows late. */
  readonly settledBeforeMs: number;
  /** Records of before this are gone because their time was over. */
  readonly expiredBeforeMs: number;
};

/** Whether the ledger is older than its records live: chains, and what processes wrote, may then begin anywhere. */
export const mayHaveExpired = ({ checkpoints: [first], expiredBeforeMs }: LedgerView): boolean =>
  first !== undefined && Date.parse(first.statement.sealedThrough) < expiredBeforeMs;

/** The number of the checkpoint that a leaf was sealed with. */
export const checkpointOf = (view: LedgerView, leaf: number): number | undefined =>
  view.checkpoints.find(({ statement }) => statement.size > leaf)?.statement.number;
