/** Words of folded letters, one of which is in every text that a pattern matches in. */
export type Clause = readonly string[];

/** What a part of a pattern needs. */
export type Need = {
  /** All that the part can match, where that is few words; undefined where it is much. */
  readonly exact?: readonly string[];
  /** What a text needs besides. */
  readonly clauses: readonly Clause[];
};

/** What matches nothing, and needs nothing: an anchor. */
export const nothing: Need = { exact: [""], clauses: [] };
/** What may match much. */
export const anything: Need = { clauses: [] };

/** All clauses of a part that is looked for alone. */
export const clausesOf = ({ exact, clauses }: Need): readonly Clause[] =>
  exact === undefined || exact.includes("") ? clauses : [...clauses, exact];
