import type { Phrasebook, Tally } from "./phrasebook.ts";
import type { RangeCode } from "./range-code.ts";

/** By how many words a guess is told (0: by two or three, 1: by one), and how much what it is taken from weighs. */
export type Situation = { readonly order: 0 | 1; readonly total: number };

/** Whether a guess comes true: given when it is written, read otherwise. */
export type GuessCode = (situation: Situation, given: boolean | undefined) => boolean;

const orders = 2;
const weights = 16;
/** A phrase that was said before goes on as it did: how many words have come true in a row tells whether the next one will. */
const mostInARow = 3;

/** How often guesses come true is learned, by their situation. `tallies` are those of before, and grow. */
export const guessCode = (range: RangeCode, tallies: Map<number, Tally>): GuessCode => {
  let inARow = 0;
  const follow = (order: 0 | 1, isTrue: boolean): void => {
    if (order === 0) inARow = isTrue ? Math.min(mostInARow, inARow + 1) : 0;
  };
  return ({ order, total }, given) => {
    const place = weights * (order + orders * inARow) + Math.min(weights - 1, Math.floor(Math.log2(total)));
    const tally = tallies.get(place) ?? { hits: 1, misses: 1 };
    tallies.set(place, tally);
    const part = given === undefined ? undefined : partFor(tally, given);
    const { isTrue } = range.code(tally.hits + tally.misses, part, (point) => partFor(tally, point < tally.hits));
    tally[isTrue ? "hits" : "misses"] += 1;
    follow(order, isTrue);
    return isTrue;
  };
};

/** A phrasebook's tallies, to learn from there. */
export const usualTallies = ({ tallies }: Phrasebook): Map<number, Tally> =>
  new Map([...tallies].map(([place, tally]) => [place, { ...tally }]));

const partFor = ({ hits, misses }: Tally, isTrue: boolean) =>
  isTrue ? { start: 0, size: hits, isTrue } : { start: hits, size: misses, isTrue };
