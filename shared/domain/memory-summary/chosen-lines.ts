import type { MemoryAids } from "../memory/aids.ts";
import type { Unit } from "../memory/memory-state.ts";
import { keptWith } from "../memory-words/kept-with.ts";
import { type Squeeze, squeeze } from "../memory-words/squeeze.ts";
import { isTelling, readWords, type Word } from "../memory-words/word.ts";
import { type Choice, choose } from "./choose.ts";
import type { Terms } from "./covered-terms.ts";
import { answerIn } from "./talk-terms.ts";
import { safetyRank, unitTerms } from "./unit-choice.ts";

/** A unit as it is written. */
export type Line = { readonly text: string; readonly unit: Unit };

/** A unit that was read once, to be written in several ways. */
export type ReadUnit = { readonly unit: Unit; readonly words: readonly Word[]; readonly terms: Terms };

export type Room = {
  readonly budget: number;
  /** What a line costs beside its own characters. */
  readonly lineCost: number;
  readonly told?: ReadonlySet<string>;
};

export const readUnits = (units: readonly Unit[], aids: MemoryAids): readonly ReadUnit[] => units.map(readersBy(aids));

const readersBy = keptWith((aids: MemoryAids) =>
  keptWith((unit: Unit): ReadUnit => {
    const words = readWords(unit.text);
    return { unit, words, terms: unitTerms(unit, words, aids) };
  }),
);

/** How much of all there is to tell must fit, for a squeeze looser than the tightest. */
const enough: readonly (readonly [Squeeze, number])[] = [
  ["light", 0.98],
  ["medium", 0.97],
];

/** The units that tell most within the room, in order: as loosely squeezed as lets nearly everything be told, else tightly. */
export const chosenLines = (units: readonly ReadUnit[], room: Room): readonly Line[] => {
  const allTerms = units.map(({ terms }) => terms);
  const all = worthOf(allTerms, room.told);
  for (const [by, share] of enough) {
    const { lines, terms } = chosenBy(units, room, by);
    if (worthOf(terms, room.told) >= share * all) return lines;
  }
  return chosenBy(units, room, "tight").lines;
};

type Chosen = { readonly lines: readonly Line[]; readonly terms: readonly Terms[] };

const chosenBy = (units: readonly ReadUnit[], room: Room, by: Squeeze): Chosen => {
  const written = units.map((unit) => ({ line: linesBy[by](unit), terms: unit.terms }));
  const choices = written.map(
    ({ line, terms }): Choice => ({ terms, cost: line.text.length + room.lineCost, rank: safetyRank(line.unit) }),
  );
  const chosen = choose(choices, room).flatMap((index) => written[index] ?? []);
  return { lines: chosen.map(({ line }) => line), terms: chosen.map(({ terms }) => terms) };
};

/** Who said it is told where there is room for it. What is about safety is never squeezed: "off", "only" and "not more" count. */
const asLine = ({ unit, words }: ReadUnit, by: Squeeze): Line => {
  const isWhole = by === "light" || unit.safety !== undefined;
  const text = isWhole ? unit.text : squeeze(by === "tight" && unit.by !== undefined ? withoutQuestion(words) : words, by);
  return { unit, text: unit.by === undefined || by === "tight" ? text : `${unit.by}: ${text}` };
};

const linesBy: Readonly<Record<Squeeze, (unit: ReadUnit) => Line>> = {
  light: keptWith((unit) => asLine(unit, "light")),
  medium: keptWith((unit) => asLine(unit, "medium")),
  tight: keptWith((unit) => asLine(unit, "tight")),
};

const leastByItself = 3;

/** A friend's answer says by itself what it is about, but for a yes, a no or a word or two. */
const withoutQuestion = (words: readonly Word[]): readonly Word[] => {
  const answer = answerIn(words);
  const isReply = /^(?:yes|no)$/.test(answer[0]?.small ?? "");
  return isReply || answer.filter(isTelling).length < leastByItself ? words : answer;
};

/** What is told all in all, each term once. */
const worthOf = (told: readonly Terms[], already: ReadonlySet<string> = new Set()): number => {
  const terms = new Map<string, number>();
  for (const each of told) for (const [term, worth] of each) terms.set(term, Math.max(worth, terms.get(term) ?? 0));
  let sum = 0;
  for (const [term, worth] of terms) if (!already.has(term)) sum += worth;
  return sum;
};
