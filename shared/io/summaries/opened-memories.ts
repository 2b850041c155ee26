import type { Head } from "../../domain/conversation/head.ts";
import type { DataKey } from "../../domain/conversation/seal.ts";
import { memoryNames } from "../attribute-names.ts";
import type { Item } from "../attributes.ts";
import { boundedCache } from "../bounded-cache.ts";
import { conversationKey } from "../keys.ts";
import { readBytes } from "../stored-item.ts";
import { isOfVersion, type MemoryPacking, openMemory, type StoredMemory } from "./memory-item.ts";

/** The memory in a SUMMARY item, of a conversation whose head names its version; undefined for an item of another version. */
export type OpenMemory = (head: Head, item: Item | undefined, key: DataKey) => Promise<StoredMemory | undefined>;

const limits = { size: 64, lifeMs: 120_000 };

type Opened = { readonly epoch: number; readonly version: number; readonly body: Buffer; readonly memory: StoredMemory };

/**
 * Opens memories. One that this process opened lately is not opened again while head and item, read anew for each call, are the
 * same to the byte: whatever was cleared, rolled back or exchanged since is another item.
 */
export const openedMemories = (now: () => number, memoryPacking: () => Promise<MemoryPacking>): OpenMemory => {
  const lately = boundedCache<Opened>({ ...limits, now });
  return async (head, item, key) => {
    if (!isOfVersion(item, head.memoryVersion)) return undefined;
    const { epoch, memoryVersion: version } = head;
    const body = readBytes(item, memoryNames.body);
    const held = lately.get(conversationKey(head));
    if (held?.epoch === epoch && held.version === version && held.body.equals(body)) return held.memory;
    const memory = openMemory(head, item, { key, packing: await memoryPacking() });
    lately.set(conversationKey(head), { epoch, version, body, memory });
    return memory;
  };
};
