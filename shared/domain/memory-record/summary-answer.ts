import type * as z from "zod/mini";
import type { summaryAnswer as schema } from "../../contract/memory/summary.ts";
import { changesSince, citedLines } from "./cited-lines.ts";
import type { WholeMemory } from "./memory.ts";

export type SummaryAnswer = z.infer<typeof schema>;

/** A memory as callers get it: each sentence with its turns, and what is new since the version before. Of a conversation that has none yet, its absence. */
export const summaryAnswer = (memory: WholeMemory | undefined): SummaryAnswer => {
  if (memory === undefined) return noMemory;
  const { summary, profile, version, through, engine } = memory;
  const { state } = memory.ground();
  const [before] = memory.earlier();
  const changes = before === undefined ? null : { since: before.version, ...changesSince(before.state, state) };
  return { summary, sentences: citedLines(summary, state), changes, profile, version, through, engine } as SummaryAnswer;
};

const noMemory: SummaryAnswer = {
  summary: null,
  sentences: [],
  changes: null,
  profile: null,
  version: 0,
  through: 0,
  engine: "embedded",
};
