import { contextLoad } from "./context-load.ts";
import { contextOverHttp } from "./context-over-http.ts";
import { memoryCpu } from "./memory-cpu.ts";
import { sealedBytes } from "./sealed-bytes.ts";
import { stateSize } from "./state-size.ts";

/** What is kept of conversations, in bytes, and what it takes to make a context of it. */
export const memoryBenchmarks = { sealedBytes, stateSize, memoryCpu, contextLoad, contextOverHttp } as const;
