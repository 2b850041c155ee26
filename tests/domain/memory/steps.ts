import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Message } from "../../../shared/contract/message.ts";
import { readAids } from "../../../shared/domain/memory/aids.ts";
import { memorise } from "../../../shared/domain/memory/memorise.ts";
import { emptyMemory, type Fact, type HeardTurn, type MemoryState } from "../../../shared/domain/memory/memory-state.ts";

export const aids = readAids(readFileSync(join(import.meta.dirname, "../../../shared/models/memory-words.txt"), "utf8"));

/** Monday, 5 January 2026. */
export const startMs = Date.parse("2026-01-05T09:00:00Z");

type Line = string | Message;

const roles = { U: "user", A: "assistant", T: "tool", S: "system" } as const;

/** "U: hello" as a message of a user, "A: …" of an assistant, "T: …" of a tool, "S: …" of a system. */
export const said = (line: Line): Message =>
  typeof line === "string" ? { role: roles[line[0] as keyof typeof roles], content: line.slice(3) } : line;

export const turnsOf = (lines: readonly Line[], from = 1): readonly HeardTurn[] =>
  lines.map((line, index) => ({ turn: from + index, atMs: startMs + index * 20_000, messages: [said(line)] }));

export const remember = (...lines: readonly Line[]): MemoryState => memorise(emptyMemory, turnsOf(lines), aids);

export const textsOf = ({ units }: MemoryState): readonly string[] => units.map(({ text }) => text);

export const factsOf = <Kind extends Fact["kind"]>(
  { facts }: MemoryState,
  kind: Kind,
): readonly Extract<Fact, { kind: Kind }>[] => facts.filter((fact): fact is Extract<Fact, { kind: Kind }> => fact.kind === kind);
