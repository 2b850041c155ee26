import { escaped, type Tally } from "../../shared/domain/memory-pack/phrasebook.ts";
import { piecesOf } from "../../shared/domain/memory-pack/spoken-pieces.ts";

/** Texts, and what a word of them is worth after each other word. */
export type Source = { readonly texts: readonly string[]; readonly worth: number };
type Weighed = readonly (readonly [string, number])[];

const mostWeight = 262_144;
const leastWorth = 2;
const newWordShare = 0.03;
const leastFollowing = 3;
const mostFollowers = 64;
const spreadWeight = 384;
const mostTally = 40;

/**
 * The words of these sources, weightiest first. A word weighs by how many others it follows, not by how often: where it follows the
 * same one again, that one tells it (Kneser and Ney 1995). `statements`: how many texts end.
 */
export const weighedWords = (sources: readonly Source[], statements: number): Weighed => {
  const kept = [...worthOfWords(sources)].filter(([, worth]) => worth >= leastWorth);
  const total = kept.reduce((sum, [, worth]) => sum + worth, 0);
  const scaled = (worth: number): number => Math.max(1, Math.round((worth / total) * mostWeight));
  const words = kept
    .map(([word, worth]): readonly [string, number] => [word, scaled(worth)])
    .sort(([one, a], [other, b]) => b - a || (one < other ? -1 : 1));
  return [["", scaled(statements)], ["\0", Math.round(newWordShare * mostWeight)], ...words];
};

const worthOfWords = (sources: readonly Source[]): ReadonlyMap<string, number> => {
  const worths = new Map<string, number>();
  for (const { texts, worth } of sources) {
    const pairs = new Set(texts.flatMap(pairsIn));
    for (const pair of pairs) {
      const word = pair.slice(pair.indexOf("\0") + 1);
      worths.set(word, (worths.get(word) ?? 0) + worth);
    }
  }
  return worths;
};

/** Each piece behind the one before it. */
const pairsIn = (text: string): readonly string[] => {
  const pieces = piecesOf(text);
  return pieces.map((piece, index) => `${pieces[index - 1] ?? ""}\0${piece}`);
};

/** `<weight> word word …`, one line a weight; the first two words stand for the end of a text and a new word. */
export const wordLines = (words: Weighed): readonly string[] => {
  const lines: string[] = [];
  for (const [index, [word, weight]] of words.entries()) {
    const written = escaped(word);
    if (index > 2 && words[index - 1]?.[1] === weight) lines[lines.length - 1] += ` ${written}`;
    else lines.push(`${weight} ${written}`);
  }
  return lines;
};

/** `<place> <times> <place>,<place> …` for each word that others follow, often enough. */
export const followerLines = (words: Weighed, texts: readonly string[]): readonly string[] => {
  const following = countsOf(words, texts);
  return [...following]
    .sort(([one], [other]) => one - other)
    .flatMap(([place, followers]) => {
      const frequent = [...followers]
        .filter(([, times]) => times >= leastFollowing)
        .sort(([one, a], [other, b]) => b - a || one - other);
      const groups = Map.groupBy(frequent.slice(0, mostFollowers), ([, times]) => times);
      const written = [...groups].map(([times, group]) => `${times} ${group.map(([next]) => next.toString(36)).join(",")}`);
      return written.length === 0 ? [] : [`${place.toString(36)} ${written.join(" ")}`];
    });
};

const [ending, unknown] = [0, 1];

/** How often each known word follows another one, or begins or ends a text. */
const countsOf = (words: Weighed, texts: readonly string[]): ReadonlyMap<number, ReadonlyMap<number, number>> => {
  const places = new Map(words.slice(2).map(([word], index) => [word, index + 2]));
  const following = new Map<number, Map<number, number>>();
  for (const text of texts) {
    const said = [ending, ...piecesOf(text).map((piece) => places.get(piece) ?? unknown), ending];
    for (const [index, next] of said.slice(1).entries()) addOne(following, said[index] ?? unknown, next);
  }
  following.delete(unknown);
  for (const followers of following.values()) followers.delete(unknown);
  return following;
};

const addOne = (following: Map<number, Map<number, number>>, place: number, next: number): void => {
  const followers = following.get(place) ?? new Map<number, number>();
  followers.set(next, (followers.get(next) ?? 0) + 1);
  following.set(place, followers);
};

/** `<kind>\t<weight> <weight> …` for each kind of number. */
export const spreadLines = (spreads: ReadonlyMap<string, ReadonlyMap<number, number>>): readonly string[] =>
  [...spreads]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([kind, counts]) => {
      const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
      const weights = Array.from({ length: Math.max(...counts.keys()) + 1 }, (_, symbol) => counts.get(symbol) ?? 0);
      return `${kind}\t${weights.map((count) => Math.round((spreadWeight * count) / total)).join(" ")}`;
    });

/** `<situation> <hits> <misses>`; a guess that always came true, or never, may still come otherwise. */
export const tallyLines = (tallies: ReadonlyMap<number, Tally>): readonly string[] =>
  [...tallies]
    .sort(([one], [other]) => one - other)
    .map(([situation, { hits, misses }]) => {
      const scale = Math.min(1, mostTally / (hits + misses));
      return `${situation} ${Math.max(1, Math.round(hits * scale))} ${Math.max(1, Math.round(misses * scale))}`;
    });
