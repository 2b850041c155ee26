import { describe, expect, test } from "@jest/globals";
import { assembleContext } from "../../shared/domain/memory/context.ts";
import { memorise } from "../../shared/domain/memory/memorise.ts";
import { emptyMemory, type Fact, type HeardTurn, type MemoryState } from "../../shared/domain/memory/memory-state.ts";
import { summaryOf } from "../../shared/domain/memory/summarise.ts";
import { readWords, stemsOf } from "../../shared/domain/memory-words/word.ts";
import { aids } from "../domain/memory/steps.ts";
import { everydayPairs, everydaySessions, type Observation, safetyChats } from "./chat-sets.ts";

const holdsLine = (text: string, words: readonly string[]): boolean =>
  text
    .toLowerCase()
    .split("\n")
    .some((line) => words.every((word) => line.includes(word.toLowerCase())));

const hasFact = ({ facts }: MemoryState, [kind = "", name = "", ...rest]: readonly string[]): boolean =>
  facts.some((fact) =>
    fact.kind === "medication" ? isMedication(fact, kind, { name, rest }) : isNamed(fact, kind, { name, rest }),
  );

type Named = { readonly name: string; readonly rest: readonly string[] };

const isMedication = (fact: Extract<Fact, { kind: "medication" }>, kind: string, { name, rest }: Named): boolean =>
  (kind === "medication" ? fact.validTo === undefined : kind === "closed" && fact.validTo !== undefined) &&
  fact.name === name &&
  rest.every((each) => [fact.dose, fact.unit, fact.status].includes(each));

const isNamed = (fact: Fact, kind: string, { name, rest }: Named): boolean =>
  fact.kind === kind && "polarity" in fact && "name" in fact && fact.name === name && fact.polarity === rest[0];

const isMet = (expected: string, state: MemoryState, summary: string): boolean => {
  const words = expected.slice(2).split(" ");
  if (expected.startsWith("! ")) return holdsLine(summary, words);
  if (expected.startsWith("- ")) return state.units.every(({ safety }) => safety !== words[0]);
  if (expected.startsWith("= ")) return hasFact(state, ["condition", words.slice(0, -1).join(" "), words.at(-1) ?? ""]);
  return expected.startsWith("~ ") ? hasFact(state, words) : !hasFact(state, words);
};

/** Small talk to bury a chat under: 150 turns, some of them with numbers. */
const chatter = (from: number): readonly HeardTurn[] =>
  Array.from({ length: 150 }, (_, index) => ({
    turn: from + index,
    atMs: 1_767_000_000_000 + index * 60_000,
    messages: [
      {
        role: index % 2 === 0 ? "user" : "assistant",
        content: `The neighbour's garden party number ${index} had ${index * 7} guests, lanterns${index} and a brass band from town${index}.`,
      },
    ],
  }));

describe("safety in chats of care", () => {
  const chats = safetyChats();

  test("is tried on enough of them", () => {
    expect(chats.length).toBeGreaterThanOrEqual(80);
  });

  test.each(chats)("is kept, in its polarity: $title", ({ turns, expected }) => {
    const state = memorise(emptyMemory, turns, aids);
    const { text } = summaryOf(state, { maxLength: 500, aids });
    expect(expected.filter((line) => !isMet(line, state, text))).toEqual([]);
  });

  test.each(chats)("outlives a long talk about something else: $title", ({ turns, expected }) => {
    const all = [...turns, ...chatter(turns.length + 1)];
    const state = memorise(emptyMemory, all, aids);
    const { text } = summaryOf(state, { maxLength: 500, aids });
    const context = assembleContext({ state, recent: all.slice(-5), recallable: [], maxChars: 3000, format: "text", aids });
    const pinned = expected.filter((line) => line.startsWith("! "));
    expect(pinned.filter((line) => !isMet(line, state, text))).toEqual([]);
    expect(pinned.filter((line) => !isMet(line, state, String(context.prompt)))).toEqual([]);
  });
});

describe.each(everydayPairs)("a long everyday chat: %s", (pair) => {
  const sessions = everydaySessions(pair);
  const turns = sessions.flatMap((session) => session.turns);
  const contentOf = (turn: number): string => turns.find((each) => each.turn === turn)?.messages[0]?.content ?? "";
  const stemsIn = (text: string): ReadonlySet<string> => new Set(stemsOf(readWords(text)));

  /** Kept is an observation when most of its words that its turns say stand within three lines. */
  const keeps = (text: string, { text: observation, turns: places }: Observation): boolean => {
    const source = stemsIn(places.map(contentOf).join("\n"));
    const keys = [...stemsIn(observation)].filter((stem) => source.has(stem));
    const lines = text.split("\n");
    return lines.some((_, index) => {
      const held = stemsIn(lines.slice(index, index + 3).join("\n"));
      return keys.filter((key) => held.has(key)).length >= 0.6 * keys.length;
    });
  };

  test.each([
    [500, 0.55],
    [2000, 0.92],
  ])("keeps of each session in %i characters more than %d of what is worth knowing", (maxLength, share) => {
    const kept = sessions.flatMap(({ turns: heard, observations }) => {
      const { text } = summaryOf(memorise(emptyMemory, heard, aids), { maxLength, aids });
      return observations.map((each) => keeps(text, each));
    });
    expect(kept.filter(Boolean).length / kept.length).toBeGreaterThanOrEqual(share);
  });

  /** A sixth of the chat: as much as 16,000 characters hold of one of a hundred thousand. */
  test("recalls what its questions are about", () => {
    const state = memorise(emptyMemory, turns, aids);
    const maxChars = Math.max(4000, turns.reduce((sum, { messages }) => sum + (messages[0]?.content.length ?? 0), 0) / 6);
    const found = sessions.flatMap(({ questions }) =>
      questions.map(({ text, evidence }) => {
        const recent = turns.slice(-5);
        const context = assembleContext({ state, recent, recallable: turns, query: text, maxChars, format: "text", aids });
        const shown = new Set(
          context.sections.filter(({ name }) => name === "recalled" || name === "recent").flatMap((section) => section.turns),
        );
        return evidence.every((turn) => shown.has(turn));
      }),
    );
    expect(found.filter(Boolean).length / found.length).toBeGreaterThanOrEqual(0.75);
  });
});
