import { createHash } from "node:crypto";
import { canonicalJson } from "../../canonical-json.ts";
import type { LedgerEntry } from "./entry.ts";
import { emptyFrontier, type Frontier, frontierRoot, withLeaf } from "./frontier.ts";
import { type Signed, type StatementSigner, signStatement } from "./signature.ts";

/** What the ledger of one tenant was at one moment: a tree of `size` leaves with this root, and which checkpoint came before. */
export type Checkpoint = {
  readonly type: typeof checkpointType;
  readonly tenantId: string;
  /** 1, 2, 3, …: nobody can leave one out unseen. */
  readonly number: number;
  readonly size: number;
  /** Base64url. */
  readonly root: string;
  /** When it was made. ISO 8601. */
  readonly at: string;
  /** Every record of an earlier time that was there is among the leaves. ISO 8601. */
  readonly sealedThrough: string;
  /** Base64url SHA-256 of the checkpoint before, signature and all; null in the first one. */
  readonly previous: string | null;
  readonly keyId: string;
};

export type SignedCheckpoint = Signed<Checkpoint>;

export const checkpointType = "picasso-ledger-checkpoint/1";

/** Base64url SHA-256 of a checkpoint's canonical JSON, signature and all. */
export const checkpointHash = (checkpoint: SignedCheckpoint): string =>
  createHash("sha256").update(canonicalJson(checkpoint)).digest("base64url");

/** Where a ledger stands: its newest checkpoint, and what the tree grows from. */
export type LedgerTip = { readonly checkpoint: SignedCheckpoint | undefined; readonly frontier: Frontier };

export const emptyTip: LedgerTip = { checkpoint: undefined, frontier: emptyFrontier };

export type Sealing = {
  readonly tenantId: string;
  readonly nowMs: number;
  readonly throughMs: number;
  readonly signer: StatementSigner;
};

/** The tip after these entries were added to the tree, in this order. */
export const sealEntries = async (tip: LedgerTip, entries: readonly LedgerEntry[], sealing: Sealing): Promise<LedgerTip> => {
  const { tenantId, nowMs, throughMs, signer } = sealing;
  const frontier = entries.reduce((grown, { leaf }) => withLeaf(grown, leaf), tip.frontier);
  const before = tip.checkpoint;
  const checkpoint = await signStatement<Checkpoint>(signer, {
    type: checkpointType,
    tenantId,
    number: (before?.statement.number ?? 0) + 1,
    size: frontier.size,
    root: frontierRoot(frontier).toString("base64url"),
    at: new Date(nowMs).toISOString(),
    sealedThrough: new Date(throughMs).toISOString(),
    previous: before === undefined ? null : checkpointHash(before),
    keyId: signer.keyId,
  });
  return { checkpoint, frontier };
};
