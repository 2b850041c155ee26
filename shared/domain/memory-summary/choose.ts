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
 * (Lin and Bilmes 2010). What a choice adds only ever falls, so it is counted anew only where its last count could still win
 * (Minoux 1978); the result is the same.
 */
export const choose = (choices: readonly Choice[], { budget, among, told }: Bounds): readonly number[] => {
  const taken: number[] = [];
  const covered = new Set(told);
  let left = budget;
  let open = candidatesOf(choices, among, covered);
  for (;;) {
    open = open.filter(({ choice, gain }) => choice.cost <= left && gain > 0);
    const best = bestOf(open, covered);
    if (best === undefined) return taken.sort((one, other) => one - other);
    taken.push(best.index);
    left -= best.choice.cost;
    for (const term of best.choice.terms.keys()) covered.add(term);
    open = open.filter((candidate) => candidate !== best);
  }
};

/** `gain`: what it added when that was last counted. */
type Candidate = { readonly index: number; readonly choice: Choice; gain: number };

const candidatesOf = (
  choices: readonly Choice[],
  among: readonly number[] | undefined,
  covered: ReadonlySet<string>,
): readonly Candidate[] =>
  (among ?? [...choices.keys()]).flatMap((index) => {
    const choice = choices[index];
    return choice === undefined ? [] : [{ index, choice, gain: gainOf(choice, covered) }];
  });

/** The best by what all add now. Whoever comes behind it by what was last counted stays uncounted. */
const bestOf = (open: readonly Candidate[], covered: ReadonlySet<string>): Candidate | undefined => {
  let best = open.reduce<Candidate | undefined>((first, each) => (isBefore(each, first) ? each : first), undefined);
  if (best === undefined) return undefined;
  best.gain = gainOf(best.choice, covered);
  for (const candidate of open) {
    if (candidate === best || !isBefore(candidate, best)) continue;
    candidate.gain = gainOf(candidate.choice, covered);
    if (isBefore(candidate, best)) best = candidate;
  }
  return best.gain > 0 ? best : undefined;
};

/** By rank, then by gain, then by place; who adds nothing comes last. */
const isBefore = (one: Candidate, other: Candidate | undefined): boolean => {
  if (one.gain <= 0 || other === undefined || other.gain <= 0) return one.gain > 0;
  if (one.choice.rank !== other.choice.rank) return one.choice.rank < other.choice.rank;
  return one.gain === other.gain ? one.index < other.index : one.gain > other.gain;
};

/** A line by itself costs the reader something too: one longer statement is worth more than two scraps. */
const lineLoad = 20;

const gainOf = ({ terms, cost }: Choice, covered: ReadonlySet<string>): number => {
  let gain = 0;
  for (const [term, worth] of terms) if (!covered.has(term)) gain += worth;
  return gain / (cost + lineLoad);
};
