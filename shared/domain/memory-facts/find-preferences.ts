import type { Polarity } from "../memory/memory-state.ts";
import { readWords, stemsOf } from "../memory-words/word.ts";
import { polarityAt, type StatementWords, textBetween } from "./statement-words.ts";

export type FoundPreference = { readonly what: string; readonly polarity: Polarity };

const liking = /^(?:love|loved|loves|enjoy|enjoyed|enjoys|enjoying|prefer|prefers|preferred|favorite|favourite|fan)$/;
const disliking = /^(?:hate|hates|hated|dislike|dislikes|avoid|avoids)$/;
const ends = new Set([",", ":", "but", "because", "so", "when", "although"]);
const longest = 7;
const vague = new Set(["name", "minute", "idea", "part", "way", "see", "hear", "know", "one", "time", "look", "sound"]);

/** What a statement says somebody likes, or does not. */
export const findPreferences = (statement: StatementWords): readonly FoundPreference[] =>
  statement.words.flatMap((_, index) => {
    const polarity = tasteAt(statement, index);
    const what = polarity === undefined || statement.words[index - 1]?.small === "in" ? "" : objectAfter(statement, index);
    return polarity === undefined || what === "" ? [] : [{ what, polarity }];
  });

const tasteAt = (statement: StatementWords, index: number): Polarity | undefined => {
  const word = statement.words[index]?.small ?? "";
  if (disliking.test(word)) return "denied";
  return liking.test(word) || isPlainLike(statement, index) ? polarityAt(statement, index) : undefined;
};

const objectAfter = ({ words }: StatementWords, index: number): string => {
  const rest = words.slice(index + 1, index + 1 + longest);
  const end = rest.findIndex(({ small }) => ends.has(small));
  const what = textBetween(words, index + 1, index + 1 + (end < 0 ? rest.length : end)).replace(
    /^(?:to|of|with|all|every)\s+/i,
    "",
  );
  return stemsOf(readWords(what)).some((stem) => !vague.has(stem)) ? what : "";
};

/** "like" is a verb at the start or after a negation; elsewhere it compares. */
const isPlainLike = ({ words }: StatementWords, index: number): boolean =>
  words[index]?.small === "like" && (index === 0 || /n't$|^(?:really|also|not)$/.test(words[index - 1]?.small ?? ""));
