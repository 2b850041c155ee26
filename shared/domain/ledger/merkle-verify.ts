import { nodeHash } from "./merkle.ts";

export type InclusionClaim = {
  readonly leaf: Buffer;
  readonly index: number;
  readonly size: number;
  readonly root: Buffer;
  readonly proof: readonly Buffer[];
};

export type ConsistencyClaim = {
  readonly oldSize: number;
  readonly oldRoot: Buffer;
  readonly size: number;
  readonly root: Buffer;
  readonly proof: readonly Buffer[];
};

const half = (number: number): number => Math.floor(number / 2);
const isOdd = (number: number): boolean => number % 2 === 1;

/** Place of a node and of the last node in a level of the tree, going up. */
type Place = { readonly node: number; readonly last: number };

const above = ({ node, last }: Place): Place => ({ node: half(node), last: half(last) });

/** Up past the levels in which the node is the last one and has no sibling. */
const pastLonelyLevels = (place: Place): Place =>
  isOdd(place.node) || place.node === 0 ? place : pastLonelyLevels(above(place));

/**
 * For each sibling on the way from a node to the root, whether it lies left of it; undefined when the way has another number of
 * siblings than `count`.
 */
const sidesOnTheWay = (start: Place, count: number): readonly boolean[] | undefined => {
  const sides: boolean[] = [];
  let place = start;
  while (sides.length < count && place.last > 0) {
    const isLeft = isOdd(place.node) || place.node === place.last;
    sides.push(isLeft);
    place = above(isLeft ? pastLonelyLevels(place) : place);
  }
  return sides.length === count && place.last === 0 ? sides : undefined;
};

/** Hashes two nodes. Whoever looks at many claims brings one that remembers. */
type NodeHash = typeof nodeHash;

const joiner =
  (hashOf: NodeHash, sides: readonly boolean[]) =>
  (hash: Buffer, sibling: Buffer, step: number): Buffer =>
    sides[step] === true ? hashOf(sibling, hash) : hashOf(hash, sibling);

/** Whether the leaf is at this index of the tree with this root (RFC 9162, 2.1.3.2). */
export const isIncluded = ({ leaf, index, size, root, proof }: InclusionClaim, hashOf: NodeHash = nodeHash): boolean => {
  if (!isPlaceIn(index, size)) return false;
  const sides = sidesOnTheWay({ node: index, last: size - 1 }, proof.length);
  return sides !== undefined && proof.reduce(joiner(hashOf, sides), leaf).equals(root);
};

const isPlaceIn = (index: number, size: number): boolean =>
  Number.isSafeInteger(index) && Number.isSafeInteger(size) && index >= 0 && index < size;

/** Whether the tree of `size` leaves begins with the leaves of the tree of `oldSize` (RFC 9162, 2.1.4.2). */
export const isConsistent = (claim: ConsistencyClaim, hashOf: NodeHash = nodeHash): boolean => {
  const { oldSize, oldRoot, size, root, proof } = claim;
  if (!isPlaceIn(oldSize - 1, size)) return false;
  if (oldSize === size) return proof.length === 0 && oldRoot.equals(root);
  // A tree of a power of two leaves is a node of the newer one, which the proof leaves out.
  const [first, ...rest] = Number.isInteger(Math.log2(oldSize)) ? [oldRoot, ...proof] : proof;
  return first !== undefined && leadsToBoth(claim, [first, ...rest], hashOf);
};

const leadsToBoth = (
  { oldSize, oldRoot, size, root }: ConsistencyClaim,
  [first, ...rest]: readonly [Buffer, ...Buffer[]],
  hashOf: NodeHash,
): boolean => {
  const sides = sidesOnTheWay(aboveOddLevels({ node: oldSize - 1, last: size - 1 }), rest.length);
  if (sides === undefined) return false;
  const hash = rest.reduce(joiner(hashOf, sides), first);
  const oldHash = rest.reduce((node, sibling, step) => (sides[step] === true ? hashOf(sibling, node) : node), first);
  return oldHash.equals(oldRoot) && hash.equals(root);
};

const aboveOddLevels = (place: Place): Place => (isOdd(place.node) ? aboveOddLevels(above(place)) : place);
