import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Message } from "../../shared/contract/message.ts";
import type { HeardTurn } from "../../shared/domain/memory/memory-state.ts";

const textOf = (path: string): string => readFileSync(join(import.meta.dirname, path), "utf8");

const startMs = Date.parse("2026-01-05T09:00:00Z");

/** A chat with what must be remembered of it; the lines are explained in README.md. */
export type SafetyChat = { readonly title: string; readonly turns: readonly HeardTurn[]; readonly expected: readonly string[] };

export const safetyChats = (): readonly SafetyChat[] =>
  textOf("healthcare-chat/safety.txt")
    .trim()
    .split(/\n\n+/)
    .map((block) => {
      const lines = block.split("\n");
      const said = lines.filter((line) => /^[UA]: /.test(line));
      return { title: said[0] ?? "", turns: turnsOf(said), expected: lines.filter((line) => !/^[UA]: /.test(line)) };
    });

const turnsOf = (said: readonly string[]): readonly HeardTurn[] =>
  said.map((line, index) => ({
    turn: index + 1,
    atMs: startMs + index * 20_000,
    messages: [{ role: line.startsWith("U") ? "user" : "assistant", content: line.slice(3) }],
  }));

export type Observation = { readonly who: string; readonly text: string; readonly turns: readonly number[] };
export type Question = { readonly text: string; readonly evidence: readonly number[] };
export type EverydaySession = {
  readonly turns: readonly HeardTurn[];
  readonly observations: readonly Observation[];
  readonly questions: readonly Question[];
};

/** Pairs of friends. The engine is built on what all write but the last; that is only measured by. */
export const everydayPairs = ["nadia-and-tom", "marisol-and-devon", "farida-and-owen", "keisha-and-anders"] as const;

/** The sessions of a long chat between two friends. Turns are numbered through all of them. */
export const everydaySessions = (pair: (typeof everydayPairs)[number]): readonly EverydaySession[] => {
  const blocks = textOf(`everyday-chat/${pair}.txt`).trim().split(/^# /m).slice(1);
  const saidIn = blocks.map((block) => block.split("\n").filter((line) => /^[A-Z]\w+: /.test(line)));
  const [user = ""] = saidIn[0]?.[0]?.split(":") ?? [];
  const firstTurns = saidIn.map((_, index) => saidIn.slice(0, index).reduce((sum, said) => sum + said.length, 0));
  const turnAt = (place: string): number => {
    const [session = "1", line = "1"] = place.split(":");
    return (firstTurns[Number(session) - 1] ?? 0) + Number(line);
  };
  return blocks.map((block, index) => {
    const lines = block.split("\n");
    const atMs = Date.parse(lines[0] ?? "");
    return {
      turns: (saidIn[index] ?? []).map((line, place) =>
        spokenTurn(line, { user, turn: turnAt(`${index + 1}:${place + 1}`), atMs: atMs + place * 30_000 }),
      ),
      observations: partsOf(lines, "> ").map(([who = "", text = "", place]) => ({
        who,
        text,
        turns: (place ?? "").split(",").map((line) => turnAt(`${index + 1}:${line}`)),
      })),
      questions: partsOf(lines, "? ").map(([text = "", , places = ""]) => ({ text, evidence: places.split(",").map(turnAt) })),
    };
  });
};

const partsOf = (lines: readonly string[], mark: string): readonly (readonly string[])[] =>
  lines.filter((line) => line.startsWith(mark)).map((line) => line.slice(mark.length).split(" | "));

type Place = { readonly user: string; readonly turn: number; readonly atMs: number };

const spokenTurn = (line: string, { user, turn, atMs }: Place): HeardTurn => {
  const [name = "", content = ""] = [line.slice(0, line.indexOf(": ")), line.slice(line.indexOf(": ") + 2)];
  const role: Message["role"] = name === user ? "user" : "assistant";
  return { turn, atMs, messages: [{ role, name, content }] };
};
