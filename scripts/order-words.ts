/**
 * Words in an order in which they compress well: behind each the one that is most like it, plain texts before patterns. The
 * same words come in the same order.
 */
export const ordered = (words: readonly string[]): readonly string[] => [
  ...chained(words.filter((word) => !isPattern.test(word))),
  ...chained(words.filter((word) => isPattern.test(word))),
];

const isPattern = /[[(\\]/;

type Word = { readonly word: string; readonly grams: ReadonlySet<string> };

const chained = (words: readonly string[]): readonly string[] => {
  const left = new Set(words.map((word): Word => ({ word, grams: gramsOf(word) })));
  const weights = weightsOf([...left]);
  const chain: string[] = [];
  let [next] = left;
  while (next !== undefined) {
    left.delete(next);
    chain.push(next.word);
    next = likest(next, left, weights);
  }
  return chain;
};

const gramLength = 4;

const gramsOf = (word: string): ReadonlySet<string> =>
  new Set(Array.from({ length: Math.max(0, word.length - gramLength + 1) }, (_, at) => word.slice(at, at + gramLength)));

type Weights = ReadonlyMap<string, number>;

/** What many words hold tells less. */
const weightsOf = (words: readonly Word[]): Weights => {
  const holders = new Map<string, number>();
  for (const { grams } of words) for (const gram of grams) holders.set(gram, (holders.get(gram) ?? 0) + 1);
  return new Map([...holders].map(([gram, count]) => [gram, 1 / Math.log(1 + count)]));
};

const likest = (word: Word, among: ReadonlySet<Word>, weights: Weights): Word | undefined => {
  let best: Word | undefined;
  let most = -1;
  for (const other of among) {
    const likeness = inCommon(word.grams, other.grams, weights) / Math.sqrt(1 + other.grams.size);
    if (likeness > most) [best, most] = [other, likeness];
  }
  return best;
};

const inCommon = (left: Word["grams"], right: Word["grams"], weights: Weights): number => {
  const [few, many] = left.size < right.size ? [left, right] : [right, left];
  let sum = 0;
  for (const gram of few) if (many.has(gram)) sum += weights.get(gram) ?? 0;
  return sum;
};
