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

/** A prompt of these parts within the limit. What users said is data in it: marked, escaped and unable to leave its section. */
export const assembleContext = (wish: ContextWish): Context => ({
  format: wish.format,
  prompt: "",
  sections: [],
  flags: [],
  used: { chars: 0, tokens: 0, share: 0 },
});
