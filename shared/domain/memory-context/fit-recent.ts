import type { HeardTurn } from "../memory/memory-state.ts";
import { keptWith } from "../memory-words/kept-with.ts";
import { beginningOf } from "./as-data.ts";
import { wholeLine } from "./recall-turns.ts";

/** Room for the marks around a message, in whatever format. */
const marksChars = 32;

/** The newest turns that fit, oldest first. The very newest is always among them, shortened where it must be. */
export const fitRecent = (turns: readonly HeardTurn[], room: number): readonly HeardTurn[] => {
  let left = room;
  const fitting: HeardTurn[] = [];
  for (const turn of turns.toReversed()) {
    const cost = costOf(turn);
    if (cost > left) break;
    left -= cost;
    fitting.unshift(turn);
  }
  const newest = turns.at(-1);
  return fitting.length > 0 || newest === undefined ? fitting : shortened(newest, room);
};

export const costOf = keptWith((turn: HeardTurn): number => {
  const { messages } = turn;
  const asMessages = messages.reduce((sum, { content }) => sum + content.length + 3 * (content.split("<").length - 1), 0);
  return Math.max(wholeLine(turn).length + 1, asMessages) + marksChars * messages.length;
});

const shortened = (turn: HeardTurn, room: number): readonly HeardTurn[] => {
  const each = Math.floor(room / turn.messages.length) - 2 * marksChars - longestName(turn);
  if (each < 1) return [];
  const messages = turn.messages.map((message) => ({
    ...message,
    content: beginningOf(message.content.replaceAll("<", "‹"), each),
  }));
  return [{ ...turn, messages }];
};

const longestName = ({ turn, messages }: HeardTurn): number =>
  String(turn).length + Math.max(...messages.map(({ name, role }) => (name ?? role).length * 4));
