import type { Turn } from "./turn.ts";

/**
 * Characters of text one answer carries. A character takes at most six bytes in JSON, and Lambda answers with at most 6 MB
 * (https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html).
 */
const maxCharacters = 900_000;

/** The newest of these turns, oldest first, as many as one answer carries; at least one. */
export const newestThatFit = (turns: readonly Turn[]): readonly Turn[] =>
  turns.slice(turns.length - countThatFit(turns.toReversed()));

/** The oldest of these turns, as many as one answer carries; at least one. */
export const oldestThatFit = (turns: readonly Turn[]): readonly Turn[] => turns.slice(0, countThatFit(turns));

const countThatFit = (turns: readonly Turn[]): number => {
  let left = maxCharacters;
  const over = turns.findIndex((turn) => {
    left -= charactersOf(turn);
    return left < 0;
  });
  return over === -1 ? turns.length : Math.max(1, over);
};

const charactersOf = (turn: Turn): number =>
  turn.messages.reduce((sum, message) => sum + message.content.length + (message.name?.length ?? 0), 0);
