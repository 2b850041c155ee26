import type * as z from "zod/mini";
import type { contextAnswer as schema } from "../../contract/memory/summary.ts";
import type { Head } from "../conversation/head.ts";
import type { Context, ContextFormat, ContextWish } from "../memory/context.ts";
import { emptyMemory, type HeardTurn } from "../memory/memory-state.ts";
import { type Ground, trusted } from "./memory.ts";

export type ContextAnswer = z.infer<typeof schema>;

/** The newest turns stand in a context as they were said. */
const recentTurns = 10;

type Material = { readonly memory: Ground | undefined; readonly turns: readonly HeardTurn[] };
type Asked = { readonly query: string | undefined; readonly maxTokens: number; readonly format: ContextFormat };

/** A context of what a conversation remembers and of those turns of it that may be trusted. */
export const contextWish = ({ memory, turns }: Material, { query, maxTokens, format }: Asked): Omit<ContextWish, "aids"> => {
  const recallable = trusted(turns, memory?.distrusted ?? []);
  return {
    state: memory?.state ?? emptyMemory,
    recent: recallable.slice(-recentTurns),
    recallable,
    ...(query === undefined ? {} : { query }),
    maxTokens,
    format,
  };
};

/** The context as callers get it: its texts once, in the prompt. */
export const contextAnswer = (head: Head, { format, prompt, sections, flags, used }: Context): ContextAnswer => ({
  conversationId: head.conversationId,
  turn: head.turn,
  summarizedThrough: head.summarizedThrough,
  format,
  prompt,
  sections: sections.map(({ name, turns, share }) => ({ name, turns: [...turns], share })),
  flags: [...flags],
  used,
});
