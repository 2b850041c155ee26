import type { MemoryAids } from "../../shared/domain/memory/aids.ts";
import { memorise } from "../../shared/domain/memory/memorise.ts";
import { emptyMemory } from "../../shared/domain/memory/memory-state.ts";
import { profileOf, summaryOf } from "../../shared/domain/memory/summarise.ts";
import { earlierThan, type KeptMemory, type Rendering } from "../../shared/domain/memory-record/memory.ts";
import type { Talk } from "./heard-talk.ts";

type Stored = KeptMemory & Rendering;

/** The turns that one memory after the other learns from, and those after which it is looked at. */
const learnedAtOnce = 5;
const looks: ReadonlySet<number> = new Set([10, 25, 50, 60]);
const summaryLength = 500;

/** A memory of this talk as it would be stored after some of its turns, and after the last. */
export const memoriesOf = (talk: Talk, aids: MemoryAids): readonly Stored[] => {
  const looked: Stored[] = [];
  let kept: Stored | undefined;
  for (let from = 0; from < talk.length; from += learnedAtOnce) {
    const through = Math.min(talk.length, from + learnedAtOnce);
    const state = { ...memorise(kept?.state ?? emptyMemory, talk.slice(from, through), aids), watermark: through };
    kept = {
      version: (kept?.version ?? 0) + 1,
      through,
      madeAtMs: 1_800_000_000_000 + through * 60_000,
      engine: "embedded",
      state,
      distrusted: [],
      earlier: kept === undefined ? [] : earlierThan(kept),
      summary: summaryOf(state, { maxLength: summaryLength, aids }).text,
      profile: profileOf(state, aids),
    };
    if (looks.has(through) || through === talk.length) looked.push(kept);
  }
  return looked;
};
