import { emptyMemory, type MemoryState } from "../shared/domain/memory/memory-state.ts";
import { liveMemoryPacking } from "../shared/live-memory-packing.ts";

/** What a caller of the summariser keeps between two calls: a state as one short string, packed as memories are stored, and back. */
export type KeptStates = { readonly pack: (state: MemoryState) => string; readonly unpack: (packed: unknown) => MemoryState };

/** Of a memory, a caller keeps the ledger alone. */
const nothingElse = {
  version: 0,
  through: 0,
  madeAtMs: 0,
  engine: "embedded",
  distrusted: [],
  earlier: [],
  summary: "",
  profile: { preferences: {}, context: {}, entities: [] },
} as const;

/** States that roll on usually come back one call later: the newest one is not read again. */
export const keptStates = async (): Promise<KeptStates> => {
  const packing = await liveMemoryPacking();
  let newest: { readonly packed: string; readonly state: MemoryState } | undefined;
  return {
    pack: (state) => {
      const packed = packing.pack({ ...nothingElse, state }).toString("base64");
      newest = { packed, state };
      return packed;
    },
    unpack: (packed) => {
      if (packed === undefined || packed === null || packed === "") return emptyMemory;
      if (typeof packed !== "string") throw new TypeError("the state is not a string");
      return packed === newest?.packed ? newest.state : packing.unpack(Buffer.from(packed, "base64")).ground().state;
    },
  };
};
