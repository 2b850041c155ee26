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

export type Observation = { readonly who: string; readonly text: string; readonly turn: number };
export type Question = { readonly text: string; readonly evidence: readonly number[] };
export type EverydaySession = {
  readonly turns: readonly HeardTurn[];
  readonly observations: readonly Observation[];
  readonly questions: readonly Question[];
};

/** The sessions of a long chat between two friends. Turns are numbered through all of them. */
export const everydaySessions = (): readonly EverydaySession[] => {
  const blocks = textOf("everyday-chat/nadia-and-tom.txt").trim().split(/^# /m).slice(1);
  const saidIn = blocks.map((block) => block.split("\n").filter((line) => /^[A-Z]\w+: /.test(line)));
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
        spokenTurn(line, turnAt(`${index + 1}:${place + 1}`), atMs + place * 30_000),
      ),
      observations: partsOf(lines, "> ").map(([who = "", text = "", place]) => ({
        who,
        text,
        turn: turnAt(`${index + 1}:${place}`),
      })),
      questions: partsOf(lines, "? ").map(([text = "", , places = ""]) => ({ text, evidence: places.split(",").map(turnAt) })),
    };
  });
};

const partsOf = (lines: readonly string[], mark: string): readonly (readonly string[])[] =>
  lines.filter((line) => line.startsWith(mark)).map((line) => line.slice(mark.length).split(" | "));

const spokenTurn = (line: string, turn: number, atMs: number): HeardTurn => {
  const [name = "", content = ""] = [line.slice(0, line.indexOf(": ")), line.slice(line.indexOf(": ") + 2)];
  const role: Message["role"] = name === "Nadia" ? "user" : "assistant";
  return { turn, atMs, messages: [{ role, name, content }] };
};
