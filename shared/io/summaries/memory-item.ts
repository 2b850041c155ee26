import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { ConversationRef, Head } from "../../domain/conversation/head.ts";
import { lifetimes } from "../../domain/conversation/lifetimes.ts";
import { type DataKey, SealBroken, seal, unseal } from "../../domain/conversation/seal.ts";
import { isKept } from "../../domain/conversation-forgetting/hold.ts";
import type { OpenedMemory } from "../../domain/memory-pack/memory-form.ts";
import type { KeptMemory, MemoryVersion, Rendering } from "../../domain/memory-record/memory.ts";
import { Problem } from "../../problem.ts";
import { memoryNames } from "../attribute-names.ts";
import { bytes, type Item, number, text } from "../attributes.ts";
import { timeToLive } from "../conversation-items/time-to-live.ts";
import { conversationKey, sortKeys, type Tables } from "../keys.ts";
import { readBytes, readNumber } from "../stored-item.ts";

const at = memoryNames;

/** How memories become bytes and back. It is loaded late, by the functions that meet a conversation with a memory. */
export type MemoryPacking = {
  readonly pack: (made: KeptMemory & Rendering) => Buffer;
  readonly unpack: (packed: Buffer) => OpenedMemory;
};

export type SealingBy = {
  readonly key: DataKey;
  readonly nonce: Buffer;
  readonly tables: Tables;
  readonly packing: MemoryPacking;
};

/**
 * The write that stores a memory with the next head, packed and sealed as one: what callers see, what that was rendered from, and the
 * versions before. It is bound to the version that the head names, so that an older one put back does not open.
 */
export const putMemory = (next: Head, made: KeptMemory & Rendering, by: SealingBy): TransactWriteItem => {
  const Item = {
    pk: text(conversationKey(next)),
    sk: text(sortKeys.summary),
    [at.version]: number(made.version),
    [at.body]: bytes(seal(by.key, by.packing.pack(made), { context: contextOf(next, by.key), nonce: by.nonce })),
    ...timeToLive(next.expiresAt + lifetimes.keyMarginSeconds, isKept(next)),
  };
  return { Put: { TableName: by.tables.summaries, Item } };
};

/** What callers see. */
export type SeenMemory = MemoryVersion & Rendering;

/** A memory as it is stored. What callers do not see is read by those alone who need it. */
export type StoredMemory = OpenedMemory;

export type OpeningBy = { readonly key: DataKey; readonly packing: MemoryPacking };

/** The memory in a SUMMARY item, of a conversation whose head names its version; 500 `integrity-violation` when it is not as it was written. */
export const openMemory = (head: Head, item: Item, { key, packing }: OpeningBy): StoredMemory => {
  try {
    return packing.unpack(unseal(key, readBytes(item, at.body), contextOf(head, key)));
  } catch (cause) {
    throw cause instanceof SealBroken || cause instanceof RangeError ? new Problem("integrity-violation", {}, { cause }) : cause;
  }
};

/** Whether a stored memory is of this version. */
export const isOfVersion = (item: Item | undefined, version: number): item is Item =>
  item !== undefined && readNumber(item, at.version) === version;

const contextOf = (
  { tenantId, conversationId, epoch, memoryVersion }: ConversationRef & Pick<Head, "epoch" | "memoryVersion">,
  key: DataKey,
) => ({ tenantId, conversationId, epoch, turn: memoryVersion, attribute: "summary", keyVersion: key.version }) as const;
