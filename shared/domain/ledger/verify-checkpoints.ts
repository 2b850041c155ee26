import { type Checkpoint, checkpointHash, checkpointType, type SignedCheckpoint } from "./checkpoint.ts";
import type { Finding, FindingKind } from "./finding.ts";
import { emptyFrontier, frontierRoot, withLeaf } from "./frontier.ts";
import type { LedgerView } from "./ledger-view.ts";
import { isSignedBy } from "./signature.ts";
import { growTiles } from "./tile-growth.ts";
import type { Tile } from "./tiles.ts";

/** What is wrong with the checkpoints of a ledger: their signatures, their order, the trees they speak of, and what others know of them. */
export const verifyCheckpoints = (view: LedgerView): readonly Finding[] => [
  ...view.checkpoints.flatMap((checkpoint) => forgeries(view, checkpoint)),
  ...view.checkpoints.flatMap((checkpoint, index) => orderFaults(checkpoint, view.checkpoints[index - 1])),
  ...rootFaults(view),
  ...innerFaults(view),
  ...tailFaults(view),
  ...view.witnessed.flatMap((checkpoint) => witnessFaults(view, checkpoint)),
];

const fault = (kind: FindingKind, { statement }: SignedCheckpoint, what: string): Finding => ({
  kind,
  checkpoint: statement.number,
  what,
});

const forgeries = (view: LedgerView, checkpoint: SignedCheckpoint): readonly Finding[] => {
  const { statement, signature } = checkpoint;
  const publicKey = view.keys.get(signature.keyId);
  if (publicKey === undefined) return [fault("forged-checkpoint", checkpoint, "unknown key")];
  const isOurs = statement.keyId === signature.keyId && signature.publicKey === publicKey;
  if (!isOurs || !isSignedBy(checkpoint, publicKey)) return [fault("forged-checkpoint", checkpoint, "signature")];
  const isAboutThis = statement.type === checkpointType && statement.tenantId === view.tenantId;
  return isAboutThis ? [] : [fault("forged-checkpoint", checkpoint, "of another ledger")];
};

const orderFaults = (checkpoint: SignedCheckpoint, before: SignedCheckpoint | undefined): readonly Finding[] => {
  const { number, previous } = checkpoint.statement;
  const expected = (before?.statement.number ?? 0) + 1;
  if (number > expected) return [{ kind: "missing-checkpoint", checkpoint: expected }];
  if (number < expected) return [fault("forked-ledger", checkpoint, "out of order")];
  const link = before === undefined ? null : checkpointHash(before);
  if (previous !== link) return [fault("forked-ledger", checkpoint, "previous checkpoint")];
  return before !== undefined && isBackwards(checkpoint.statement, before.statement)
    ? [fault("forked-ledger", checkpoint, "goes backwards")]
    : [];
};

const isBackwards = (now: Checkpoint, before: Checkpoint): boolean =>
  now.size < before.size || now.at < before.at || now.sealedThrough < before.sealedThrough;

/** The roots, computed from the leaves. Only the first one that is wrong: all later ones are as a consequence. */
const rootFaults = ({ checkpoints, slots }: LedgerView): readonly Finding[] => {
  let frontier = emptyFrontier;
  for (const checkpoint of checkpoints) {
    const { size, root } = checkpoint.statement;
    for (const { leaf } of slots.slice(frontier.size, size)) frontier = withLeaf(frontier, leaf);
    const isRight = frontier.size === size && frontierRoot(frontier).toString("base64url") === root;
    if (!isRight) return [fault("altered-tree", checkpoint, "root")];
  }
  return [];
};

/** Stored nodes above the leaves that are not the ones the leaves have: proofs would be made of them. */
const innerFaults = ({ inner = [], slots }: LedgerView): readonly Finding[] => {
  if (inner.length === 0) return [];
  const grown = growTiles(
    { size: 0, hashes: () => [] },
    slots.map(({ leaf }) => leaf),
  );
  const right = new Map(grown.map((tile) => [`${tile.level}/${tile.number}`, Buffer.concat(tile.hashes)]));
  const isWrong = (tile: Tile) => right.get(`${tile.level}/${tile.number}`)?.equals(Buffer.concat(tile.hashes)) !== true;
  return inner
    .filter(isWrong)
    .map((tile) => ({ kind: "altered-tree", what: `inner tile ${tile.level}/${tile.number}` }) as const);
};

const tailFaults = ({ checkpoints, slots }: LedgerView): readonly Finding[] => {
  const size = checkpoints.at(-1)?.statement.size ?? 0;
  const next = (checkpoints.at(-1)?.statement.number ?? 0) + 1;
  return slots.length > size ? [{ kind: "missing-checkpoint", checkpoint: next, leaf: size, what: "leaves without one" }] : [];
};

const witnessFaults = (view: LedgerView, witnessed: SignedCheckpoint): readonly Finding[] => {
  const forged = forgeries(view, witnessed);
  if (forged.length > 0) return forged.map((finding) => ({ ...finding, what: `witnessed, ${finding.what}` }));
  const { number } = witnessed.statement;
  const own = view.checkpoints.find(({ statement }) => statement.number === number);
  if (own === undefined) return [fault("truncated-ledger", witnessed, "known elsewhere")];
  const isSame = checkpointHash(own) === checkpointHash(witnessed);
  return isSame ? [] : [fault("forked-ledger", witnessed, "another one is known elsewhere")];
};
