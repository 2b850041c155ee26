import { readFileSync } from "node:fs";
import { emptyMemory } from "../shared/domain/memory/memory-state.ts";
import { type Profile, profileOf, type Summary, summaryOf } from "../shared/domain/memory/summarise.ts";
import { Fault, type Options, type Run, wordsOf } from "./command-line.ts";
import { remember, shippedAids } from "./memory-lines.ts";
import { roleOf } from "./spoken-message.ts";

const usualLength = 500;

/** `summarize FILE`: the summary, facts and profile of a transcript, offline. */
const summarize: Run = async (words, options) => {
  const maxLength = lengthIn(options);
  const messages = messagesIn(contentOf(wordsOf(words, "FILE").FILE));
  const aids = shippedAids();
  const state = remember(emptyMemory, messages, aids);
  const summary = summaryOf(state, { maxLength, aids });
  const profile = profileOf(state, aids);
  return options.json === true ? JSON.stringify({ summary, profile, state }, null, 2) : asText(summary, profile);
};

export const summarizeCommands = { summarize } as const satisfies Readonly<Record<string, Run>>;

const contentOf = (path: string): string => {
  try {
    return readFileSync(path, "utf8");
  } catch {
    throw new Fault(2, `${path} cannot be read.`);
  }
};

const lengthIn = (options: Options): number => {
  const length = Number(options["max-length"] ?? usualLength);
  if (!Number.isInteger(length) || length < 0) throw new Fault(2, "--max-length takes a whole number of characters.");
  return length;
};

/** JSON, a list of messages or an object with one, or lines like "patient: it hurts"; a line without a speaker goes on. */
const messagesIn = (content: string): readonly unknown[] => {
  const messages = /^\s*[[{]/.test(content) ? jsonMessages(content) : textMessages(content);
  if (messages.length === 0) throw new Fault(2, "The file holds no messages.");
  return messages;
};

const jsonMessages = (content: string): readonly unknown[] => {
  try {
    const parsed: unknown = JSON.parse(content);
    const { messages } = Array.isArray(parsed) ? { messages: parsed } : (parsed as { readonly messages?: unknown });
    if (Array.isArray(messages)) return messages;
  } catch {
    return textMessages(content);
  }
  throw new Fault(2, "The JSON holds no list of messages.");
};

const speakerLine = /^\[?([\p{L}_][\p{L}\d _.'-]{0,39})\]?[:\]]\s*(.+)$/u;

type Spoken = { readonly role: string; readonly name: string; readonly text: string };

const textMessages = (content: string): readonly Spoken[] => {
  const messages: Spoken[] = [];
  for (const line of content.split("\n").map((each) => each.trim())) {
    const spoken = spokenIn(line);
    const last = messages.at(-1);
    if (spoken !== undefined) messages.push(spoken);
    else if (last !== undefined) messages[messages.length - 1] = { ...last, text: `${last.text} ${line}` };
  }
  return messages;
};

const spokenIn = (line: string): Spoken | undefined => {
  const [, name, text] = speakerLine.exec(line) ?? [];
  if (name === undefined || text === undefined) return undefined;
  return { role: roleOf(name), name, text };
};

const asText = ({ sentences }: Summary, { preferences, context, entities }: Profile): string =>
  [
    "Summary (turns in brackets)",
    ...sentences.map(({ text, turns }) => `  ${text} [${turns.join(", ")}]`),
    "",
    "Facts",
    ...entities.flatMap(({ kind, facts }) => facts.map((fact) => `  ${kind}: ${fact}`)),
    "",
    "Profile",
    ...Object.entries({ ...preferences, ...context }).flatMap(([kind, texts]) => texts.map((text) => `  ${kind}: ${text}`)),
  ].join("\n");
