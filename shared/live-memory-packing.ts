import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { readPhrasebook } from "./domain/memory-pack/phrasebook.ts";
import type { MemoryPacking } from "./io/summaries/memory-item.ts";
import { packKeptMemory, unpackKeptMemory } from "./io/summaries/packed-memory.ts";

const firstBook = join(import.meta.dirname, "../shared/models/phrasebook-1.txt");

/** How memories are packed, with the phrasebooks beside the code. */
export const liveMemoryPacking = async (): Promise<MemoryPacking> => {
  const books = new Map([[1, readPhrasebook(await readFile(firstBook, "utf8"))]]);
  return { pack: (made) => packKeptMemory(made, books), unpack: (packed) => unpackKeptMemory(packed, books) };
};
