import type { Message } from "../../shared/contract/message.ts";
import type { HeardTurn } from "../../shared/domain/memory/memory-state.ts";
import { everydaySessions, safetyChats } from "../../tests/sets/chat-sets.ts";
import { readMarkedSet } from "../../tests/sets/read-sets.ts";
import { type Marked, parseMarks } from "../name-training/marked-text.ts";
import { readTexts } from "../name-training/text-files.ts";

/** The turns of a conversation, or of as many as hang together. */
export type Talk = readonly HeardTurn[];

/** Sets of marked messages that are heard as chats. Storage is measured with two others, the engine of names with two more. */
const messageSets = [
  "assistant-queries",
  "clinical-queries",
  "messages",
  "mixed",
  "numbers-and-days",
  "patients",
  "physician-queries",
  "places-of-work",
  "small-talk",
  "spoken-and-typed",
  "talk-and-notes",
  "terms-and-names",
  "varied",
  "where-people-are",
  "work-and-lists",
] as const;

/** Pairs of friends that the memory is built on. */
const pairs = ["nadia-and-tom", "marisol-and-devon", "farida-and-owen"] as const;

const visitTurns = 60;

/** Visits at a doctor's, with placeholders for names and places as in what is stored. */
export const visits = (): readonly Talk[] =>
  inParts(
    asTurns(
      readTexts("aci-bench-dialogues")
        .map(parseMarks)
        .flatMap((text) => withPlaceholders(text).split("\n"))
        .flatMap((line) => /^\[(?:doctor|patient)\] (.+)$/.exec(line)?.[1] ?? []),
    ),
    visitTurns,
  );

/** Messages to an assistant, and chats: of care and of friends. */
export const chats = (): readonly Talk[] => [
  ...messageSets.flatMap((name) => inParts(asTurns(messagesIn(name)), visitTurns)),
  ...safetyChats().map(({ turns }) => turns),
  ...pairs.flatMap((pair) => everydaySessions(pair).map(({ turns }) => fromTheFirst(turns))),
];

/** Clinical terms are told; what identifies somebody is a placeholder of its type. */
const messagesIn = (name: string): readonly string[] =>
  readMarkedSet(name).map(({ text, spans }) => {
    let told = "";
    let copied = 0;
    for (const { start, end, type } of spans) {
      told += text.slice(copied, start) + placeholder(type);
      copied = end;
    }
    return (told + text.slice(copied)).trim();
  });

const withPlaceholders = (marked: Marked): string =>
  marked.map(({ text, tag }) => (tag === "OTHER" ? text : placeholder(tag))).join("");

const placeholder = (type: string): string => `[${type}_1]`;

/** Two messages a turn, a minute apart. */
const asTurns = (said: readonly string[]): Talk =>
  Array.from({ length: Math.ceil(said.length / 2) }, (_, index) => ({
    turn: index + 1,
    atMs: index * 60_000,
    messages: said
      .slice(2 * index, 2 * index + 2)
      .map((content, place): Message => ({ role: place === 0 ? "user" : "assistant", content })),
  }));

const inParts = (turns: Talk, size: number): readonly Talk[] =>
  Array.from({ length: Math.ceil(turns.length / size) }, (_, part) => fromTheFirst(turns.slice(part * size, (part + 1) * size)));

const fromTheFirst = (turns: Talk): Talk => turns.map((turn, index) => ({ ...turn, turn: index + 1 }));
