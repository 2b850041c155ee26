import type { Part } from "./range-code.ts";

/** Places with weights that grow, and where each one's part of all weights begins (a Fenwick tree, 1994). */
export type WeighedPlaces = {
  readonly total: () => number;
  readonly grow: (place: number, by: number) => void;
  readonly partOf: (place: number) => Placed;
  readonly at: (point: number) => Placed;
};

export type Placed = Part & { readonly place: number };

/** The same for a start: a tree is made once and copied for each text. */
export const weighedPlaces = (tree: Uint32Array): WeighedPlaces => {
  const sums = tree.slice();
  const size = sums.length - 1;
  const topStep = 2 ** Math.floor(Math.log2(size));
  const before = (place: number): number => {
    let sum = 0;
    for (let index = place; index > 0; index -= index & -index) sum += sums[index] ?? 0;
    return sum;
  };
  const partOf = (place: number): Placed => {
    const start = before(place);
    return { place, start, size: before(place + 1) - start };
  };
  return {
    total: () => before(size),
    grow: (place, by) => {
      for (let index = place + 1; index <= size; index += index & -index) sums[index] = (sums[index] ?? 0) + by;
    },
    partOf,
    at: (point) => {
      let place = 0;
      let left = point;
      for (let step = topStep; step >= 1; step /= 2) {
        const sum = sums[place + step];
        if (sum === undefined || sum > left) continue;
        place += step;
        left -= sum;
      }
      return partOf(place);
    },
  };
};

/** The tree of these weights, with room for as many more places. */
export const treeOf = (weights: readonly number[], room: number): Uint32Array => {
  const tree = new Uint32Array(weights.length + room + 1);
  tree.set(weights, 1);
  for (let index = 1; index < tree.length; index += 1) {
    const parent = index + (index & -index);
    if (parent < tree.length) tree[parent] = (tree[parent] ?? 0) + (tree[index] ?? 0);
  }
  return tree;
};
