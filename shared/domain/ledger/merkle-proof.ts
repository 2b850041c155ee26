import { type LeafRange, leftSize } from "./merkle.ts";

/**
 * The stretches of leaves whose roots prove that leaf `index` is in the tree of `size` leaves, nearest to the leaf first
 * (PATH of RFC 9162, 2.1.3.1). Needs `0 <= index < size`.
 */
export const inclusionPath = (index: number, size: number): readonly LeafRange[] => pathIn(index, { from: 0, to: size });

const pathIn = (index: number, { from, to }: LeafRange): readonly LeafRange[] => {
  if (to - from <= 1) return [];
  const middle = from + leftSize(to - from);
  const [left, right] = [
    { from, to: middle },
    { from: middle, to },
  ];
  return index < middle ? [...pathIn(index, left), right] : [...pathIn(index, right), left];
};

/**
 * The stretches of leaves whose roots prove that the tree of `size` leaves begins with the tree of `oldSize`
 * (PROOF of RFC 9162, 2.1.4.1). Empty for equal sizes. Needs `0 < oldSize <= size`.
 */
export const consistencyPath = (oldSize: number, size: number): readonly LeafRange[] =>
  oldSize === size ? [] : subproof(oldSize, { from: 0, to: size }, true);

const subproof = (oldSize: number, { from, to }: LeafRange, isWholeTree: boolean): readonly LeafRange[] => {
  if (oldSize === to) return isWholeTree ? [] : [{ from, to }];
  const middle = from + leftSize(to - from);
  const right = { from: middle, to };
  return oldSize <= middle
    ? [...subproof(oldSize, { from, to: middle }, isWholeTree), right]
    : [...subproof(oldSize, right, false), { from, to: middle }];
};
