import { packText, unpackText } from "../../domain/conversation/pack.ts";
import { packMemory, unpackMemory } from "../../domain/memory/pack-memory.ts";
import type { OpenedMemory } from "../../domain/memory-pack/memory-form.ts";
import type { Ground, KeptMemory, Memory, MemoryVersion, Rendering } from "../../domain/memory-record/memory.ts";

/**
 * A memory as lines of one compressed text: what callers see, what that was rendered from, and the versions before. So memories were
 * stored before there was a phrasebook, and so is still stored what does not come back from it to the letter, or takes more room there.
 */
export const packRows = (made: KeptMemory & Rendering): Buffer => {
  const { summary, profile, state, distrusted, version, through, madeAtMs, engine, earlier } = made;
  const lines = [
    JSON.stringify({ version, through, madeAtMs, engine, summary, profile }),
    JSON.stringify(distrusted),
    packMemory(state),
    JSON.stringify(earlier.map(({ state: _, ...rest }) => rest)),
    ...earlier.map((each) => packMemory(each.state)),
  ];
  return packText(lines.join("\n"));
};

export const unpackRows = (packed: Buffer): OpenedMemory => {
  const [seen = "", distrusted = "", state = "", earlier = "", ...states] = unpackText(packed).split("\n");
  let ground: Ground | undefined;
  return {
    ...(JSON.parse(seen) as MemoryVersion & Rendering),
    ground: () => {
      ground ??= { state: unpackMemory(state), distrusted: JSON.parse(distrusted) as Ground["distrusted"] };
      return ground;
    },
    earlier: () =>
      (JSON.parse(earlier) as Omit<Memory, "state">[]).map((each, index) => ({
        ...each,
        state: unpackMemory(states[index] ?? ""),
      })),
  };
};
