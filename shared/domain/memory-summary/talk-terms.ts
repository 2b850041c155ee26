import type { MemoryAids } from "../memory/aids.ts";
import { colonIn } from "../memory-facts/statement-words.ts";
import { stemOf } from "../memory-words/stem.ts";
import { isTelling, type Word } from "../memory-words/word.ts";
import { type Terms, termsIn } from "./covered-terms.ts";

/** What is said of itself: behind the question that it answers, or all of it. */
export const answerIn = (words: readonly Word[]): readonly Word[] => {
  const colon = colonIn(words);
  return colon === words.length ? words : words.slice(colon + 1);
};

/** Even a word that everybody says tells this much where people talk of their lives: "open", "week", "school". */
const leastOfLife = 0.35;
const ofQuestion = 0.05;
const ofDay = 0.01;

/**
 * What a statement tells that somebody makes about his life, among people who call each other by name. It counts as a whole:
 * reactions are short, and what is worth knowing names somebody, a number or a time, or tells what happened.
 */
export const talkTerms = (words: readonly Word[], aids: MemoryAids): Terms => {
  const answer = answerIn(words);
  const question = words.slice(0, words.length - answer.length);
  const share = shareOf(answer);
  const worths = termsIn(words, aids);
  const worthIn = ({ kind, small }: Word): number =>
    kind === "date" ? ofDay : leastOfLife + (1 - leastOfLife) * (worths.get(stemOf(small)) ?? 0);
  return new Map([
    ...question.filter(isTelling).map((word) => [stemOf(word.small), worthIn(word) * ofQuestion] as const),
    ...answer.filter(isTelling).map((word) => [stemOf(word.small), worthIn(word) * share] as const),
  ]);
};

const byLength = [0, 0.4, 0.6, 0.8, 0.9, 0.9, 1] as const;
const ofPhoto = 0.4;
const photo = /^(?:photos?|pictures?|pics?|images?)$/;
const time =
  /^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|jan(?:uary)?|feb(?:ruary)?|march|apr(?:il)?|may|june|july|aug(?:ust)?|sept(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|days|weeks?|weekend|months?|years?|morning|evening|night|spring|summer|autumn|fall|winter|yesterday|tomorrow)$/;
const past =
  /^(?:\p{L}{1,30}ed|went|got|made|saw|gave|told|found|bought|met|left|lost|wrote|ran|won|began|sent|kept|taught|came|took)$/u;

const shareOf = (words: readonly Word[]): number => {
  const has = (pattern: RegExp, factor: number): number => (words.some(({ small }) => pattern.test(small)) ? factor : 1);
  const telling = words.filter(isTelling).length;
  const names = words.slice(1).some(({ text, kind }) => kind === "word" && /^\p{Lu}/u.test(text));
  const counts = words.some(({ kind }) => kind === "number");
  return (
    (byLength[telling] ?? 1) * (names ? 1.5 : 1) * (counts ? 1.25 : 1) * has(photo, ofPhoto) * has(time, 1.3) * has(past, 1.2)
  );
};
