import type { Head } from "./head.ts";
import { type Amount, minus, nothing } from "./memory-due.ts";

/**
 * The head with a memory that covers its turns up to `through`, of which `covered` was new. Saves that came in meanwhile are still
 * due; otherwise the sweep looks again when the conversation would end by what is known now, to let the memory live on with it.
 */
export const withMemory = (
  head: Head,
  memory: { readonly version: number; readonly through: number; readonly covered: Amount; readonly dueAgainAt: number },
): Head => ({
  ...head,
  memoryVersion: memory.version,
  summarizedThrough: memory.through,
  unsummarized: memory.through >= head.turn ? nothing : minus(head.unsummarized, memory.covered),
  memoryDueAt: memory.through >= head.turn ? head.expiresAt : memory.dueAgainAt,
});
