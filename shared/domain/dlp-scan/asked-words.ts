import { addLong, shortestLong } from "./long-words.ts";
import { codeOf, letters, short } from "./word-code.ts";

/** For each short word 1 if a clause has it. */
export const isShortAsked = new Uint8Array(short.count);

const clauses = new Map<string, number>();
const shortWords: Uint16Array[] = [];
const clausesByShort = new Array<readonly number[] | undefined>(short.count);

/** More are not kept apart: the patterns of tenants are not ours. */
export const mostClauses = 4096;

/** The number of the clause that a text holds one of these words: the same for the same words. Of a long word its beginning stands for it. */
export const numberOfClause = (words: readonly string[]): number | undefined => {
  const begun = [...new Set(words.map((word) => word.slice(0, letters)))];
  const id = begun.join("\n");
  const known = clauses.get(id);
  if (known !== undefined || clauses.size === mostClauses) return known;
  const clause = clauses.size;
  clauses.set(id, clause);
  shortWords[clause] = Uint16Array.from(begun.filter((word) => word.length < shortestLong).map(numberOfShort));
  for (const word of shortWordsOf(clause)) addShort(word, clause);
  for (const word of begun) if (word.length >= shortestLong) addLong(word, clause);
  return clause;
};

const addShort = (word: number, clause: number): void => {
  isShortAsked[word] = 1;
  clausesByShort[word] = [...clausesOfShort(word), clause];
};

/** The clauses that have a short word. */
export const clausesOfShort = (word: number): readonly number[] => clausesByShort[word] ?? nowhere;
const nowhere: readonly number[] = [];

const numberOfShort = (word: string): number => ([0, 0, short.pairs, short.triples][word.length] ?? 0) + codeOf(word);

const none = new Uint16Array();

/** The numbers of the short words of a clause. */
export const shortWordsOf = (clause: number): Uint16Array => shortWords[clause] ?? none;
