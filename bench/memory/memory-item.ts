import { randomBytes } from "node:crypto";
import type { Head } from "../../shared/domain/conversation/head.ts";
import type { DataKey } from "../../shared/domain/conversation/seal.ts";
import type { KeptMemory, Rendering } from "../../shared/domain/memory-record/memory.ts";
import type { Item } from "../../shared/io/attributes.ts";
import { putMemory } from "../../shared/io/summaries/memory-item.ts";
import { liveMemoryPacking } from "../../shared/live-memory-packing.ts";
import type { Needs } from "../world.ts";

type Made = { readonly head: Head; readonly kept: KeptMemory & Rendering; readonly key: DataKey };

/** The SUMMARY item of a memory. */
export const memoryItem = async (needs: Needs, { head, kept, key }: Made): Promise<Item> => {
  const packing = await liveMemoryPacking();
  return putMemory(head, kept, { key, nonce: randomBytes(12), tables: needs.tables, packing }).Put?.Item ?? {};
};
