/** Words of folded letters, one of which is in every text that a pattern matches in: it ends `from` to `to` letters behind the start of the match. */
export type Clause = { readonly words: readonly string[]; readonly from: number; readonly to: number };

/** What a part of a pattern needs. */
export type Need = {
  /** All that the part can match, where that is few words; undefined where it is much. */
  readonly exact?: readonly string[];
  /** What a text needs besides. */
  readonly clauses: readonly Clause[];
  /** How many letters of a text the part takes up. */
  readonly least: number;
  readonly most: number;
  /** How many letters behind its start the part sees at most, those that it only looks at among them. */
  readonly sees: number;
};

/** What matches nothing, and needs nothing: an anchor, which looks at what stands beside it. */
export const nothing: Need = { exact: [""], clauses: [], least: 0, most: 0, sees: 1 };
/** What may match much: a letter of many. */
export const anything: Need = { clauses: [], least: 1, most: 1, sees: 1 };
/** What may match anything, however long. */
export const everything: Need = { clauses: [], least: 0, most: Number.POSITIVE_INFINITY, sees: Number.POSITIVE_INFINITY };

/** All clauses of a part that is looked for alone. */
export const clausesOf = ({ exact, clauses, least, most }: Need): readonly Clause[] =>
  exact === undefined || exact.includes("") ? clauses : [...clauses, { words: exact, from: least, to: most }];
