import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type MemoryAids, readAids } from "../shared/domain/memory/aids.ts";
import { memorise } from "../shared/domain/memory/memorise.ts";
import type { HeardTurn, MemoryState } from "../shared/domain/memory/memory-state.ts";
import { spokenTurn } from "./spoken-message.ts";

/** The word list beside the code. */
export const shippedAids = (): MemoryAids =>
  readAids(readFileSync(join(import.meta.dirname, "../shared/models/memory-words.txt"), "utf8"));

/** The messages as turns of one message each, numbered on from `after`. */
export const turnsOf = (messages: readonly unknown[], after: number): readonly HeardTurn[] =>
  messages.map((message, index) => spokenTurn(message, after + index + 1));

/** The state after these messages. */
export const remember = (state: MemoryState, messages: readonly unknown[], aids: MemoryAids): MemoryState =>
  memorise(state, turnsOf(messages, state.watermark), aids);
