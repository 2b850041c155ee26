import { fillSections } from "../memory-context/fill-sections.ts";
import { formatPrompt } from "../memory-context/format-prompt.ts";
import { isInstructionLike } from "../memory-words/instruction-like.ts";
import { keptWith } from "../memory-words/kept-with.ts";
import type { MemoryAids } from "./aids.ts";
import type { HeardTurn, MemoryState } from "./memory-state.ts";

export type ContextFormat = "anthropic" | "openai" | "bedrock" | "text";

export type ContextWish = {
  readonly state: MemoryState;
  /** The newest turns, oldest first: they stand in the context as they were said. */
  readonly recent: readonly HeardTurn[];
  /** Turns that are still stored and may be recalled for the query; those that are also recent are passed over. */
  readonly recallable: readonly HeardTurn[];
  readonly query?: string;
  readonly system?: string;
  /** The smaller of the two holds; a token counts as `charsPerToken` characters. */
  readonly maxTokens?: number;
  readonly maxChars?: number;
  readonly format: ContextFormat;
  readonly aids: MemoryAids;
};

export type SectionName = "system" | "profile" | "summary" | "recalled" | "recent" | "question";

export type ContextSection = {
  readonly name: SectionName;
  readonly text: string;
  readonly turns: readonly number[];
  /** Characters of the section against those allowed for all, 0 to 1. */
  readonly share: number;
};

export type ContextFlag = { readonly turn: number; readonly kind: "prompt-injection" };

/** `prompt` is ready to be sent: members of a request for anthropic, openai and bedrock, a string for text. */
export type Context = {
  readonly format: ContextFormat;
  readonly prompt: unknown;
  readonly sections: readonly ContextSection[];
  readonly flags: readonly ContextFlag[];
  readonly used: { readonly chars: number; readonly tokens: number; readonly share: number };
};

/** Characters of English text that one token stands for, on the careful side. */
export const charsPerToken = 3;

const usualChars = 24_000;
const names: readonly SectionName[] = ["system", "profile", "summary", "recalled", "recent", "question"];

/** What stands around the sections takes this much, at most. */
const frameChars = String(formatPrompt({ sections: names.map((name) => ({ name, text: "x" })), recent: [] }, "text")).length + 8;

/** A prompt of these parts within the limit. What users said is data in it: marked, escaped and unable to leave its section. */
export const assembleContext = (wish: ContextWish): Context => {
  const limit = Math.min(wish.maxChars ?? usualChars, (wish.maxTokens ?? Number.POSITIVE_INFINITY) * charsPerToken);
  const filled = fillSections(wish, Math.max(0, limit - frameChars));
  const sections = filled.sections.map((section) => ({ ...section, share: section.text.length / limit }));
  const prompt = formatPrompt(filled, wish.format);
  const chars = charsIn(prompt);
  const shown = new Set(sections.flatMap(({ turns }) => turns));
  return {
    format: wish.format,
    prompt,
    sections,
    flags: flagsOf(wish, shown),
    used: { chars, tokens: Math.ceil(chars / charsPerToken), share: chars / limit },
  };
};

/** The characters of all texts in a prompt. */
const charsIn = (value: unknown): number => {
  if (typeof value === "string") return value.length;
  if (typeof value !== "object" || value === null) return 0;
  return Object.entries(value).reduce((sum, [key, member]) => sum + (key === "role" || key === "type" ? 0 : charsIn(member)), 0);
};

/** The turns in the context that try to instruct: by their words where these are at hand, by the trust in their units where not. */
const flagsOf = ({ state, recent, recallable }: ContextWish, shown: ReadonlySet<number>): readonly ContextFlag[] => {
  const said = [...recallable, ...recent].filter((heard) => shown.has(heard.turn) && isInstructing(heard));
  const kept = state.units
    .filter(({ trust, turns }) => trust === 0 && turns.some((turn) => shown.has(turn)))
    .flatMap(({ turns }) => turns);
  const turns = [...new Set([...said.map(({ turn }) => turn), ...kept])].sort((one, other) => one - other);
  return turns.map((turn) => ({ turn, kind: "prompt-injection" }));
};

const isInstructing = keptWith(({ messages }: HeardTurn): boolean =>
  messages.some(({ name, content }) => isInstructionLike(`${name ?? ""}\n${content}`)),
);
