import type * as z from "zod/mini";
import type { saveAnswer, stateAnswer } from "../../contract/conversation.ts";
import type { Rendering } from "../memory-record/memory.ts";
import type { Head } from "./head.ts";
import type { Turn } from "./turn.ts";

export type StateAnswer = z.infer<typeof stateAnswer>;
export type SaveAnswer = z.infer<typeof saveAnswer>;

type Content = { readonly turns: readonly Turn[]; readonly memory: Rendering | undefined };

/** A conversation's state as callers get it: `fields` of it, or all. Summary and profile are null until there is one. */
export const stateOf = (head: Head, { turns, memory }: Content, fields: readonly string[] | undefined): StateAnswer => {
  const members = {
    turn: head.turn,
    status: "active",
    summary: memory?.summary ?? null,
    profile: memory?.profile ?? null,
    turns: [...turns] as NonNullable<StateAnswer["turns"]>,
    expiresAt: isoOfSeconds(head.expiresAt),
  } as const;
  const shown = Object.entries(members).filter(([name]) => fields === undefined || fields.includes(name));
  return { conversationId: head.conversationId, ...Object.fromEntries(shown) };
};

/** ISO 8601 of epoch seconds. */
export const isoOfSeconds = (seconds: number): string => new Date(seconds * 1000).toISOString();

/** The answer to a save; a repeat's is the same as the first one's. */
export const savedAnswer = (
  saved: { readonly turn: number; readonly at: string; readonly expiresAt: number },
  scrubbed: Readonly<Record<string, number>>,
): SaveAnswer => ({ turn: saved.turn, at: saved.at, expiresAt: isoOfSeconds(saved.expiresAt), scrubbed });
