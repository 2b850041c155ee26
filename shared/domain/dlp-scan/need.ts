/** Words of folded letters, one of which is in every text that a pattern matches in. */
export type Clause = readonly string[];

/** What a part of a pattern needs. */
export type Need = {
  /** All that the part can match, where that is few words; undefined where it is much. */
  readonly exact?: readonly string[];
  /** What a text needs besides. */
  readonly clauses: readonly Clause[];
  /** How many letters of a text the part sees at most, those that it only looks at among them. */
  readonly width: number;
};

/** What matches nothing, and needs nothing: an anchor, which looks at what stands beside it. */
export const nothing: Need = { exact: [""], clauses: [], width: 1 };
/** What may match much: a letter of many. */
export const anything: Need = { clauses: [], width: 1 };
/** What may match anything, however long. */
export const everything: Need = { clauses: [], width: Number.POSITIVE_INFINITY };

/** All clauses of a part that is looked for alone. */
export const clausesOf = ({ exact, clauses }: Need): readonly Clause[] =>
  exact === undefined || exact.includes("") ? clauses : [...clauses, exact];
