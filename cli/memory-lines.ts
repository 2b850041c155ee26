import { readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, brotliDecompressSync, constants } from "node:zlib";
import type { Message } from "../shared/contract/message.ts";
import { type MemoryAids, readAids } from "../shared/domain/memory/aids.ts";
import { memorise } from "../shared/domain/memory/memorise.ts";
import { emptyMemory, type HeardTurn, type MemoryState } from "../shared/domain/memory/memory-state.ts";
import { packMemory, unpackMemory } from "../shared/domain/memory/pack-memory.ts";

/** A message of a transcript. `text` and `at` are the words of the summariser's protocol; `content` is the service's own. */
export type SpokenMessage = {
  readonly role: Message["role"];
  readonly name?: string;
  readonly text?: string;
  readonly content?: string;
  readonly at?: string;
};

/** The word list beside the code. */
export const shippedAids = (): MemoryAids =>
  readAids(readFileSync(join(import.meta.dirname, "../shared/models/memory-words.txt"), "utf8"));

/** The messages as turns of one message each, numbered on from `after`. */
export const turnsOf = (messages: readonly SpokenMessage[], after: number): readonly HeardTurn[] =>
  messages.map(({ role, name, text, content, at }, index) => ({
    turn: after + index + 1,
    atMs: Date.parse(at ?? "") || 0,
    messages: [{ role, content: text ?? content ?? "", ...(name !== undefined && { name }) }],
  }));

/** The state as one short string, and back: what a caller keeps between two calls. */
export const packState = (state: MemoryState): string =>
  brotliCompressSync(packMemory(state), { params: { [constants.BROTLI_PARAM_QUALITY]: quickQuality } }).toString("base64");

export const unpackState = (packed: unknown): MemoryState =>
  typeof packed === "string" && packed !== ""
    ? unpackMemory(brotliDecompressSync(Buffer.from(packed, "base64"), { maxOutputLength: mostStateBytes }).toString("utf8"))
    : emptyMemory;

/** A seventh larger than the best, in a twentieth of its time. */
const quickQuality = 5;
const mostStateBytes = 1 << 20;

/** The state after these messages. */
export const remember = (state: MemoryState, messages: readonly SpokenMessage[], aids: MemoryAids): MemoryState =>
  memorise(state, turnsOf(messages, state.watermark), aids);
