import type { HeardTurn } from "../memory/memory-state.ts";
import { keptWith } from "../memory-words/kept-with.ts";
import { readSentences } from "../memory-words/sentences.ts";
import { type Squeeze, squeeze } from "../memory-words/squeeze.ts";
import { asData } from "./as-data.ts";
import { dayWords } from "./day-words.ts";
import { rankTurns } from "./rank-turns.ts";

/** Lines of a section with the turns that they show. */
export type Lines = { readonly lines: readonly string[]; readonly turns: readonly number[] };

/** Up to which part of the room turns stand as they were said, and up to which loosely squeezed. */
const wholeShare = 0.2;
const looseShare = 0.5;

/**
 * The turns that suit a query best, in the order they were said, under the day they were said on: as they stand where all of them fit,
 * else the best as they stand, the next ones squeezed and the rest squeezed tightly, so that more of them fit.
 */
export const recallTurns = (turns: readonly HeardTurn[], query: string, room: number): Lines => {
  const isRoomy = turns.reduce((sum, turn) => sum + wholeLine(turn).length + dayOf(turn).length + 2, 0) <= room;
  const filling: Filling = { room, isRoomy, used: 0, refused: 0, days: new Set(), texts: new Map() };
  for (const [index, turn] of bestFirst(turns, query)) {
    if (filling.refused > mostRefused) break;
    take(filling, index, turn);
  }
  return underDays(turns, filling.texts);
};

type Filling = {
  readonly room: number;
  /** All turns fit as they stand. */
  readonly isRoomy: boolean;
  used: number;
  refused: number;
  readonly days: Set<string>;
  readonly texts: Map<number, string>;
};

/** When so many turns did not fit any more, the room is full. */
const mostRefused = 8;

const take = (filling: Filling, index: number, turn: HeardTurn): void => {
  const text = writerOf(filling)(turn);
  if (text === "") return;
  const day = dayOf(turn);
  const cost = text.length + 1 + (filling.days.has(day) ? 0 : day.length + 1);
  if (filling.used + cost > filling.room) {
    filling.refused += 1;
    return;
  }
  filling.used += cost;
  filling.days.add(day);
  filling.texts.set(index, text);
};

const writerOf = ({ room, isRoomy, used }: Filling): ((turn: HeardTurn) => string) => {
  if (isRoomy || used < wholeShare * room) return wholeLine;
  return used < looseShare * room ? looseLine : tightLine;
};

const bestFirst = (turns: readonly HeardTurn[], query: string): readonly (readonly [number, HeardTurn])[] => {
  const scores = rankTurns(turns, query);
  return [...turns.entries()].sort(([one], [other]) => (scores[other] ?? 0) - (scores[one] ?? 0) || other - one);
};

const dayOf = keptWith(({ atMs }: HeardTurn) => dayWords(atMs));

const underDays = (turns: readonly HeardTurn[], texts: ReadonlyMap<number, string>): Lines => {
  let day = "";
  const lines = turns.flatMap((turn, index) => {
    const text = texts.get(index);
    if (text === undefined) return [];
    const heading = dayOf(turn) === day ? [] : [dayOf(turn)];
    day = dayOf(turn);
    return [...heading, text];
  });
  return { lines, turns: turns.filter((_, index) => texts.has(index)).map(({ turn }) => turn) };
};

/** A turn in one line for each message. */
export const wholeLine = keptWith(({ turn, messages }: HeardTurn): string =>
  messages.map(({ role, name, content }) => `${turn} ${asData(name ?? role)}: ${asData(content)}`).join("\n"),
);

const squeezedLine = ({ turn, messages }: HeardTurn, by: Squeeze): string =>
  messages
    .map(({ role, name, content }) => ({
      who: name ?? role,
      text: readSentences(content)
        .map(({ words }) => squeeze(words, by))
        .filter((text) => text !== "")
        .join("; "),
    }))
    .filter(({ text }) => text !== "")
    .map(({ who, text }) => `${turn} ${asData(who)}: ${asData(text)}`)
    .join("\n");

const looseLine = keptWith((turn: HeardTurn) => squeezedLine(turn, "medium"));
const tightLine = keptWith((turn: HeardTurn) => squeezedLine(turn, "tight"));
