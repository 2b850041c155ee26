import { emptyRoot, type LeafRange, nodeHash } from "./merkle.ts";

/** The perfect subtrees that make up a tree, largest first: all it takes to go on growing it. */
export type Frontier = { readonly size: number; readonly peaks: readonly Buffer[] };

export const emptyFrontier: Frontier = { size: 0, peaks: [] };

/** The frontier after one more leaf: equal subtrees at the end merge, like the carry of a binary counter. */
export const withLeaf = (frontier: Frontier, leaf: Buffer): Frontier => {
  const peaks = [...frontier.peaks];
  let node = leaf;
  for (let rest = frontier.size; rest % 2 === 1; rest = Math.floor(rest / 2)) node = nodeHash(peaks.pop() ?? emptyRoot, node);
  return { size: frontier.size + 1, peaks: [...peaks, node] };
};

/** The root of the tree: its peaks folded from the right. */
export const frontierRoot = ({ peaks }: Frontier): Buffer =>
  peaks.length === 0 ? emptyRoot : peaks.reduceRight((right, left) => nodeHash(left, right));

/** The stretches of leaves under the peaks of a tree of `size` leaves. */
export const peakRanges = (size: number): readonly LeafRange[] => {
  const ranges: LeafRange[] = [];
  for (let from = 0; from < size; ) {
    const to = from + 2 ** Math.floor(Math.log2(size - from));
    ranges.push({ from, to });
    from = to;
  }
  return ranges;
};
