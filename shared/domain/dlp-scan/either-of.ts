import { type Clause, clausesOf, type Need } from "./need.ts";

/** More words in a clause tell too little. */
export const mostWords = 1024;

/** What one of several parts needs. */
export const eitherOf = (parts: readonly Need[]): Need => {
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return only;
  const extent = {
    least: Math.min(...parts.map(({ least }) => least)),
    most: Math.max(...parts.map(({ most }) => most)),
    sees: Math.max(...parts.map(({ sees }) => sees)),
  };
  const exact = parts.flatMap((part) => part.exact ?? []);
  if (exact.length <= mostWords && parts.every((part) => part.exact !== undefined))
    return { exact: [...new Set(exact)], clauses: [], ...extent };
  const best = parts.map((part) => strongest(clausesOf(part))[0]);
  return { clauses: best.every((clause) => clause !== undefined) ? eitherClause(best) : [], ...extent };
};

/** The clause that one of several is held; none where that are too many words. */
export const eitherClause = (clauses: readonly Clause[]): readonly Clause[] => {
  const words = [...new Set(clauses.flatMap((clause) => clause.words))];
  if (words.length === 0 || words.length > mostWords) return [];
  return [{ words, from: Math.min(...clauses.map(({ from }) => from)), to: Math.max(...clauses.map(({ to }) => to)) }];
};

/** The clauses that are worth asking for, the most telling first. */
export const strongest = (clauses: readonly Clause[]): readonly Clause[] =>
  clauses
    .map((clause) => ({ clause, strength: Math.min(...clause.words.map(strengthOf)) }))
    .filter(({ strength }) => strength > 1)
    .sort((left, right) => right.strength - left.strength || left.clause.words.length - right.clause.words.length)
    .map(({ clause }) => clause);

/** By length; a digit or a rare sign tells more than one letter, another letter or sign alone tells nothing. */
const strengthOf = (word: string): number => (word === "0" || word === "#" ? 1.5 : Math.min(word.length, 4));
