import type { Terms } from "./covered-terms.ts";

/** Something that may be chosen: what it tells, what it costs, and whether it comes before all that is not pinned. */
export type Choice = { readonly terms: Terms; readonly cost: number; readonly rank: number };

export type Bounds = {
  readonly budget: number;
  /** Indexes to choose from; all of them when left out. */
  readonly among?: readonly number[];
  /** Terms that are told already. */
  readonly told?: ReadonlySet<string>;
};

/**
 * The indexes of what to take, in order: by rank, and within one rank greedily by what adds most that is not told yet for its cost
 * (Lin and Bilmes 2010).
 */
export const choose = (choices: readonly Choice[], { budget, among, told }: Bounds): readonly number[] => {
  const taken: number[] = [];
  const covered = new Set(told);
  let left = budget;
  let open = among ?? [...choices.keys()];
  for (;;) {
    open = open.filter((index) => (choices[index]?.cost ?? 0) <= left);
    const best = bestOf(open, choices, covered);
    if (best === undefined) return taken.sort((one, other) => one - other);
    taken.push(best);
    left -= choices[best]?.cost ?? 0;
    for (const term of choices[best]?.terms.keys() ?? []) covered.add(term);
    open = open.filter((index) => index !== best);
  }
};

const bestOf = (open: readonly number[], choices: readonly Choice[], covered: ReadonlySet<string>): number | undefined => {
  let best: { readonly index: number; readonly rank: number; readonly gain: number } | undefined;
  for (const index of open) {
    const choice = choices[index];
    if (choice === undefined) continue;
    const gain = gainOf(choice, covered);
    if (gain > 0 && (best === undefined || choice.rank < best.rank || (choice.rank === best.rank && gain > best.gain)))
      best = { index, rank: choice.rank, gain };
  }
  return best?.index;
};

/** A line by itself costs the reader something too: one longer statement is worth more than two scraps. */
const lineLoad = 20;

const gainOf = ({ terms, cost }: Choice, covered: ReadonlySet<string>): number => {
  let gain = 0;
  for (const [term, worth] of terms) if (!covered.has(term)) gain += worth;
  return gain / (cost + lineLoad);
};
