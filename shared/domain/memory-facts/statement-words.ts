import type { Polarity } from "../memory/memory-state.ts";
import { isNegation } from "../memory-words/negation.ts";
import { withoutEdges } from "../memory-words/without-edges.ts";
import { readWords, type Word } from "../memory-words/word.ts";

/** A squeezed statement to find facts in. After a colon stands the answer to what is before it. */
export type StatementWords = { readonly words: readonly Word[]; readonly colon: number };

export const statementWords = (text: string): StatementWords => {
  const words = readWords(text);
  return { words, colon: colonIn(words) };
};

/** Where the answer begins; the end where there is no question. */
export const colonIn = (words: readonly Word[]): number => {
  const colon = words.findIndex(({ text }, index) => text === ":" && words[index - 1]?.kind !== "number");
  return colon < 0 ? words.length : colon;
};

const farthest = 6;
const turnsBack = new Set(
  "but although though except however only just because due since despite after until thanks said meant instead rather :".split(
    " ",
  ),
);

/**
 * Whether what stands at an index is affirmed or denied: by a negation before it, or by the answer to the question it stands in.
 * Nothing where the answer is neither yes nor no.
 */
export const polarityAt = (statement: StatementWords, index: number): Polarity | undefined => {
  if (index < statement.colon && statement.colon < statement.words.length) return answerOf(statement);
  return isNegated(statement.words, index) ? "denied" : "affirmed";
};

/** "When did you stop" takes for granted that somebody did. A no with something behind it ("no fever") answers for that alone. */
const answerOf = ({ words, colon }: StatementWords): Polarity | undefined => {
  const reply = words[colon + 1]?.small ?? "";
  const next = words[colon + 2];
  if (reply === "yes" || (reply !== "no" && /^(?:when|why)$/.test(words[0]?.small ?? ""))) return "affirmed";
  return reply === "no" && (next === undefined || next.kind === "mark") ? "denied" : undefined;
};

const isNegated = (words: readonly Word[], index: number): boolean => {
  const from = Math.max(0, index - farthest);
  const before = words.slice(from, index);
  const last = before.findLastIndex((word, place) => turnsBack.has(word.small) || beginsAnew(words, from + place));
  return before.some(
    ({ small }, place) => place > last && isNegation(small) && before[place + 1]?.text !== "," && !isUndone(words, from + place),
  );
};

/** "don't take Xanax, take Zantac". */
const beginsAnew = (words: readonly Word[], index: number): boolean =>
  /^(?:take|takes|taking|took)$/.test(words[index]?.small ?? "") && words[index - 1]?.text === ",";

const undoes = /^(?:not|never|\p{L}{2,8}n't)$/u;
const says = /^(?:say|said|says|saying|mean|meant|claim|claimed|that)$/;

/** "never said that I don't", "it is not that I don't": of two negations with nothing but words of saying between, neither holds. */
const isUndone = (words: readonly Word[], index: number): boolean =>
  undoes.test(words[index]?.small ?? "") && [1, -1].some((step) => undoes.test(besideSaying(words, index, step)));

const besideSaying = (words: readonly Word[], index: number, step: number): string => {
  let place = index + step;
  while (says.test(words[place]?.small ?? "")) place += step;
  return words[place]?.small ?? "";
};

const negationReach = 4;

/** Where words must begin so that a negation before them stays with them. */
export const withNegation = (words: readonly Word[], from: number): number => {
  for (let index = from - 1; index >= Math.max(0, from - negationReach); index -= 1) {
    const small = words[index]?.small ?? "";
    if (isNegation(small)) return index;
    if (small === "," || turnsBack.has(small)) return from;
  }
  return from;
};

/** The text from one word to another, as it stood. */
export const textBetween = (words: readonly Word[], from: number, to: number): string => {
  const text = words.slice(from, to).reduce((before, word, index) => {
    const last = words[from + index - 1];
    return before === "" || last?.end === word.start ? `${before}${word.text}` : `${before} ${word.text}`;
  }, "");
  return withoutEdges(text, { front: " ,:-", back: " ,:-" });
};
