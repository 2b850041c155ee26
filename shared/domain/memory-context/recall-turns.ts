import type { HeardTurn } from "../memory/memory-state.ts";
import { readSentences } from "../memory-words/sentences.ts";
import { squeeze } from "../memory-words/squeeze.ts";
import { asData } from "./as-data.ts";
import { dayWords } from "./day-words.ts";
import { rankTurns } from "./rank-turns.ts";

/** Lines of a section with the turns that they show. */
export type Lines = { readonly lines: readonly string[]; readonly turns: readonly number[] };

const wholeShare = 0.4;

/**
 * The turns that suit a query best, in the order they were said, under the day they were said on: the best as they stand in a part of
 * the room, then the next best squeezed.
 */
export const recallTurns = (turns: readonly HeardTurn[], query: string, room: number): Lines => {
  const texts = new Map<number, string>();
  const days = new Set<string>();
  let used = 0;
  for (const [index, turn] of bestFirst(turns, query)) {
    const text = used < wholeShare * room ? wholeLine(turn) : squeezedLine(turn);
    const day = dayWords(turn.atMs);
    const cost = text.length + 1 + (days.has(day) ? 0 : day.length + 1);
    if (text === "" || used + cost > room) continue;
    used += cost;
    days.add(day);
    texts.set(index, text);
  }
  return underDays(turns, texts);
};

const bestFirst = (turns: readonly HeardTurn[], query: string): readonly (readonly [number, HeardTurn])[] => {
  const scores = rankTurns(turns, query);
  return [...turns.entries()].sort(([one], [other]) => (scores[other] ?? 0) - (scores[one] ?? 0) || other - one);
};

const underDays = (turns: readonly HeardTurn[], texts: ReadonlyMap<number, string>): Lines => {
  let day = "";
  const lines = turns.flatMap((turn, index) => {
    const text = texts.get(index);
    if (text === undefined) return [];
    const heading = dayWords(turn.atMs) === day ? [] : [dayWords(turn.atMs)];
    day = dayWords(turn.atMs);
    return [...heading, text];
  });
  return { lines, turns: turns.filter((_, index) => texts.has(index)).map(({ turn }) => turn) };
};

/** A turn in one line for each message. */
export const wholeLine = ({ turn, messages }: HeardTurn): string =>
  messages.map(({ role, name, content }) => `${turn} ${asData(name ?? role)}: ${asData(content)}`).join("\n");

const squeezedLine = ({ turn, messages }: HeardTurn): string =>
  messages
    .map(({ role, name, content }) => ({
      who: name ?? role,
      text: readSentences(content)
        .map(({ words }) => squeeze(words, "medium"))
        .filter((text) => text !== "")
        .join("; "),
    }))
    .filter(({ text }) => text !== "")
    .map(({ who, text }) => `${turn} ${asData(who)}: ${asData(text)}`)
    .join("\n");
