import { type Amount, minus, nothing } from "./amount.ts";
import type { Head } from "./head.ts";

/**
 * The head with a memory that covers its turns up to `through`, of which `covered` was new. What was saved meanwhile is due at
 * `dueAgainAt`; where nothing was, the sweep looks again when the conversation would end by what is known now, so that the memory
 * lives on with it.
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
