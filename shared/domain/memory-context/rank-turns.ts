import type { HeardTurn } from "../memory/memory-state.ts";
import { beginningsOf, searchStemOf } from "../memory-words/same-words.ts";
import { isTelling, readWords } from "../memory-words/word.ts";
import { dayWords } from "./day-words.ts";

const saturation = 1.2;
const lengthShare = 0.6;
const usualChars = 120;
const spread = [0.45, 0.2] as const;

/**
 * How well each turn suits a query, by BM25 over stems (Robertson and Zaragoza 2009); half of a turn's score goes to its
 * neighbours, since an answer stands beside its question. Only the query's own words are looked for, so that the work is one pass.
 */
export const rankTurns = (turns: readonly HeardTurn[], query: string): readonly number[] => {
  const texts = turns.map(textOf);
  const stems = [
    ...new Set(
      readWords(query)
        .filter(isTelling)
        .map(({ small }) => searchStemOf(small)),
    ),
  ];
  const counts = texts.map(countsOf(stems));
  const own = scoresOf(stems, counts, texts);
  return own.map((_, index) => withNeighbours(own, index));
};

/** What a turn can be found by: what was said, by whom, and when. */
const textOf = ({ messages, atMs }: HeardTurn): string =>
  `${messages.map(({ name, content }) => `${name ?? ""} ${content}`).join(" ")} ${dayWords(atMs)}`;

type Counts = ReadonlyMap<string, number>;

const countsOf = (stems: readonly string[]) => {
  const wanted = new Set(stems);
  const beginnings = stems.flatMap(beginningsOf).map((each) => each.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"));
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${beginnings.join("|")})[\\p{L}\\p{N}']*`, "giu");
  return (text: string): Counts => {
    const counts = new Map<string, number>();
    if (stems.length === 0) return counts;
    for (const [word] of text.matchAll(pattern)) {
      const stem = searchStemOf(word.toLowerCase());
      if (wanted.has(stem)) counts.set(stem, (counts.get(stem) ?? 0) + 1);
    }
    return counts;
  };
};

const scoresOf = (stems: readonly string[], counts: readonly Counts[], texts: readonly string[]): readonly number[] => {
  const rarity = new Map(stems.map((stem) => [stem, rarityOf(counts.filter((each) => each.has(stem)).length, counts.length)]));
  return counts.map((each, index) => {
    const length = saturation * (1 - lengthShare + (lengthShare * (texts[index]?.length ?? 0)) / usualChars);
    return [...each].reduce(
      (sum, [stem, count]) => sum + ((rarity.get(stem) ?? 0) * count * (saturation + 1)) / (count + length),
      0,
    );
  });
};

const rarityOf = (holders: number, all: number): number => Math.log(1 + (all - holders + 0.5) / (holders + 0.5));

const withNeighbours = (scores: readonly number[], index: number): number =>
  spread.reduce((sum, part, step) => {
    const near = Math.max(scores[index - step - 1] ?? 0, scores[index + step + 1] ?? 0);
    return sum + part * near;
  }, scores[index] ?? 0);
