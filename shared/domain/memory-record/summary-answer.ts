import type * as z from "zod/mini";
import type { summaryAnswer as schema } from "../../contract/memory/summary.ts";
import type { MemoryVersion, Rendering } from "./memory.ts";

export type SummaryAnswer = z.infer<typeof schema>;

/** A memory as callers get it; of a conversation that has none yet, its absence. */
export const summaryAnswer = (memory: (MemoryVersion & Rendering) | undefined): SummaryAnswer => {
  const { summary, profile, version, through, engine } = memory ?? noMemory;
  return { summary, profile, version, through, engine } as SummaryAnswer;
};

const noMemory = { summary: null, profile: null, version: 0, through: 0, engine: "embedded" } as const;
