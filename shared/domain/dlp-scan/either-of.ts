import { type Clause, clausesOf, type Need } from "./need.ts";

/** More words in a clause tell too little. */
export const mostWords = 1024;

/** What one of several parts needs. */
export const eitherOf = (parts: readonly Need[]): Need => {
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return only;
  const width = Math.max(...parts.map((part) => part.width));
  const exact = parts.flatMap((part) => part.exact ?? []);
  if (exact.length <= mostWords && parts.every((part) => part.exact !== undefined))
    return { exact: [...new Set(exact)], clauses: [], width };
  const best = parts.map((part) => strongest(clausesOf(part))[0]);
  const together = best.every((clause) => clause !== undefined) ? [...new Set(best.flat())] : [];
  return { clauses: together.length === 0 || together.length > mostWords ? [] : [together], width };
};

/** The clauses that are worth asking for, the most telling first. */
export const strongest = (clauses: readonly Clause[]): readonly Clause[] =>
  clauses
    .map((clause) => ({ clause, strength: Math.min(...clause.map(strengthOf)) }))
    .filter(({ strength }) => strength > 1)
    .sort((left, right) => right.strength - left.strength || left.clause.length - right.clause.length)
    .map(({ clause }) => clause);

/** By length; a digit or a rare sign tells more than one letter, another letter or sign alone tells nothing. */
const strengthOf = (word: string): number => (word === "0" || word === "#" ? 1.5 : Math.min(word.length, 4));
