import type { SummarySentence } from "../memory/summarise.ts";

/** Sentences to compose a summary of: what must be in it, what a model wrote and our engine verified, and what our engine would write. */
export type Parts = {
  readonly safety: readonly SummarySentence[];
  readonly verified: readonly SummarySentence[];
  readonly own: readonly SummarySentence[];
};

/** So much of a sentence's words, and every number in it, stand in another text when that says the same. */
const coveredShare = 0.7;
const tellingLength = 4;

/**
 * A summary within `maxLength` characters: safety facts that the model left out, then its statements, then what of our own engine's
 * neither says; in the order in which it was said.
 */
export const composeSummary = ({ safety, verified, own }: Parts, maxLength: number): string => {
  const said = wordsOf(verified.map(({ text }) => text).join(" "));
  const isMissing = ({ text }: SummarySentence) => !isCovered(text, said);
  const first = safety.filter(isMissing);
  const others = own.filter((sentence) => isMissing(sentence) && !first.some(({ text }) => text === sentence.text));
  const chosen = thatFit([...first, ...verified, ...others], maxLength);
  return chosen
    .sort((one, other) => firstTurn(one) - firstTurn(other))
    .map(({ text }) => text)
    .join("\n");
};

const thatFit = (sentences: readonly SummarySentence[], maxLength: number): SummarySentence[] => {
  let left = maxLength + 1;
  return sentences.filter(({ text }) => {
    const fits = text.length + 1 <= left;
    if (fits) left -= text.length + 1;
    return fits;
  });
};

const firstTurn = ({ turns }: SummarySentence): number => turns[0] ?? 0;

const isCovered = (text: string, said: ReadonlySet<string>): boolean => {
  const words = [...wordsOf(text)];
  const numbers = words.filter((word) => /\d/.test(word));
  const telling = words.filter((word) => word.length >= tellingLength);
  const found = telling.filter((word) => said.has(word));
  return numbers.every((word) => said.has(word)) && found.length >= telling.length * coveredShare;
};

const wordsOf = (text: string): ReadonlySet<string> =>
  new Set(text.toLowerCase().match(/\[[a-z_]+(?:_\d+)?\]|[\p{L}\p{N}]+(?:[.,]\d+)?/gu) ?? []);
