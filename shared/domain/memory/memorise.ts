import type { Message } from "../../contract/message.ts";
import { follow, type Said, type Thread } from "../memory-facts/conversation-thread.ts";
import { enterFacts } from "../memory-facts/enter-facts.ts";
import { factsIn } from "../memory-facts/facts-in.ts";
import { greetedIn } from "../memory-facts/find-people.ts";
import { sourceOf, trustOf } from "../memory-facts/source-of.ts";
import { worthOf } from "../memory-summary/covered-terms.ts";
import { evict } from "../memory-summary/evict.ts";
import { readWords } from "../memory-words/word.ts";
import type { MemoryAids } from "./aids.ts";
import type { Fact, HeardTurn, MemoryState, Unit } from "./memory-state.ts";

/**
 * The state after these turns. Turns at or below the watermark are passed over, so that a repeat changes nothing; turns must come
 * in order. Each turn is heard by itself, so that batches make no difference.
 */
export const memorise = (state: MemoryState, turns: readonly HeardTurn[], aids: MemoryAids): MemoryState =>
  turns.reduce((held, turn) => (turn.turn <= held.watermark ? held : hear(held, turn, aids)), state);

const hear = (state: MemoryState, heard: HeardTurn, aids: MemoryAids): MemoryState => {
  const { turn, atMs, messages } = heard;
  const thread = messages.reduce<Thread>((held, message) => follow(held, { turn, atMs, message, aids }), { ...state, said: [] });
  const people = messages.flatMap((message) => greeted(turn, message, aids));
  const names = new Set(people.map(({ name }) => name));
  const units = thread.units.filter(
    (unit) => !unit.turns.includes(turn) || (isWorthKeeping(unit, aids) && !names.has(unit.text)),
  );
  const facts = enterFacts(state.facts, [...people, ...factsOf(heard, thread.said, aids)]);
  const heardSoFar = messages.reduce((sum, { content }) => sum + content.length, state.heard);
  return evict({ version: 1, watermark: turn, heard: heardSoFar, units, facts, ...(thread.open && { open: thread.open }) }, aids);
};

/** Below this a unit is talk: greetings, thanks, "let me take a look". */
const leastWorth = 0.25;

const isWorthKeeping = ({ text, safety }: Unit, aids: MemoryAids): boolean =>
  safety !== undefined || worthOf(text, aids) >= leastWorth;

const factsOf = ({ atMs }: HeardTurn, said: readonly Said[], aids: MemoryAids): readonly Fact[] =>
  said.flatMap(({ unit, role }) => factsIn({ text: unit.text, from: unit, isBySubject: role === "user", atMs }, aids));

type PersonFact = Extract<Fact, { kind: "person" }>;

const greeted = (turn: number, message: Message, aids: MemoryAids): readonly PersonFact[] => {
  const source = sourceOf(message);
  return greetedIn(readWords(message.content), aids).map((person) => ({
    kind: "person",
    ...person,
    turns: [turn],
    source,
    trust: trustOf(source),
  }));
};
