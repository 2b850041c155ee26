/** What can be wrong with a ledger. */
export type FindingKind =
  | "altered-record"
  | "misplaced-record"
  | "missing-record"
  | "duplicated-record"
  | "unsealed-record"
  | "broken-chain"
  | "truncated-chain"
  | "rolled-back-head"
  | "altered-tree"
  | "missing-checkpoint"
  | "forged-checkpoint"
  | "forked-ledger"
  | "truncated-ledger";

/** One broken place. */
export type Finding = {
  readonly kind: FindingKind;
  /** The checkpoint it was sealed with, or that is broken itself. */
  readonly checkpoint?: number | undefined;
  /** Index of the leaf, from 0. */
  readonly leaf?: number | undefined;
  readonly conversationId?: string | undefined;
  /** Sort key of the record. */
  readonly key?: string | undefined;
  readonly sequence?: number | undefined;
  /** What exactly does not hold, in a word or two. */
  readonly what?: string | undefined;
};

/** Findings by place, so that the first one is the first broken place: checkpoint, leaf, then the rest as it was found. */
export const byPlace = (a: Finding, b: Finding): number =>
  (a.checkpoint ?? Number.MAX_SAFE_INTEGER) - (b.checkpoint ?? Number.MAX_SAFE_INTEGER) || (a.leaf ?? -1) - (b.leaf ?? -1);

/** A finding in words, for people. */
export const findingText = ({ kind, checkpoint, leaf, conversationId, key, sequence, what }: Finding): string => {
  const parts = [
    checkpoint === undefined ? undefined : `checkpoint ${checkpoint}`,
    leaf === undefined ? undefined : `leaf ${leaf}`,
    conversationId === undefined ? undefined : `conversation ${conversationId === "" ? "(none)" : conversationId}`,
    key === undefined ? undefined : `record ${key}`,
    sequence === undefined ? undefined : `sequence ${sequence}`,
    what,
  ];
  return `${kind}: ${parts.filter((part) => part !== undefined).join(", ")}`;
};
