import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Message } from "../../shared/contract/message.ts";
import type { HeardTurn } from "../../shared/domain/memory/memory-state.ts";
import { everydaySessions, safetyChats } from "../../tests/sets/chat-sets.ts";

/** The turns of a conversation, or of as many as hang together. */
export type Talk = readonly HeardTurn[];

const root = join(import.meta.dirname, "../..");
const read = (path: string): string => readFileSync(join(root, path), "utf8");

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
      withPlaceholders(read("scripts/name-training/texts/aci-bench-dialogues.txt"))
        .split("\n")
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

const messagesIn = (name: string): readonly string[] =>
  withPlaceholders(read(`tests/sets/clinical-chat/${name}.txt`))
    .split(/^---$/m)
    .map((block) => block.replaceAll(/^# [a-z].*$/gm, "").trim())
    .filter((message) => message !== "");

/** Clinical terms are told; what identifies somebody is a placeholder of its type. */
const withPlaceholders = (marked: string): string =>
  marked.replaceAll(/\{\{([A-Z_]+)\|([^}]*)\}\}/g, (_, kind: string, value: string) => (kind === "KEEP" ? value : `[${kind}_1]`));

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
