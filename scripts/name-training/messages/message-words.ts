import type { MarkedMessage } from "../../../tests/sets/marked-set.ts";

/** The clinical terms of messages, long words of them: abbreviations are written like initials. */
export const termsOf = (messages: readonly MarkedMessage[]): readonly string[] =>
  messages.flatMap(({ text, keep }) => keep.flatMap(({ start, end }) => text.slice(start, end).match(longWord) ?? []));

const longWord = /\p{L}{4,}/gu;

/** How many messages must say a word for it to be in use. */
const leastOften = 3;

/** Words in small letters that several messages say and that name nobody in any. */
export const everydayWords = (messages: readonly MarkedMessage[], fold: (word: string) => string): readonly string[] => {
  const times = new Map<string, number>();
  for (const message of messages) for (const word of plainWords(message)) times.set(word, (times.get(word) ?? 0) + 1);
  const named = new Set(messages.flatMap(namingWords).map(fold));
  return [...times].filter(([word, count]) => count >= leastOften && !named.has(word)).map(([word]) => word);
};

const plainWords = ({ text, spans, keep }: MarkedMessage): ReadonlySet<string> => {
  const marks = [...spans, ...keep];
  const isFree = (at: number): boolean => marks.every(({ start, end }) => at < start || end <= at);
  return new Set([...text.matchAll(smallWord)].filter(({ index }) => isFree(index)).map(([word]) => word));
};

const smallWord = /(?<![\p{L}\p{N}'_@.-])[a-z]{3,}(?![\p{L}\p{N}_@-])/gu;

const namingWords = ({ text, spans }: MarkedMessage): readonly string[] =>
  spans.flatMap(({ start, end }) => text.slice(start, end).match(/\p{L}{2,}/gu) ?? []);
