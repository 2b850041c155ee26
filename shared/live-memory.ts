import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Tenant } from "./domain/identity/tenant.ts";
import { type MemoryAids, readAids } from "./domain/memory/aids.ts";
import { assembleContext } from "./domain/memory/context.ts";
import { memorise } from "./domain/memory/memorise.ts";
import { profileOf, summaryOf } from "./domain/memory/summarise.ts";
import type { Lesson, MemoryEngine } from "./domain/memory-record/learning.ts";
import { type Ground, type Rendering, trusted } from "./domain/memory-record/memory.ts";

/** The engine that turns turns into a memory, behind the ports of a stage. */
export const liveMemory = async (): Promise<MemoryEngine> => {
  const aids = await packagedAids();
  return {
    learn: async (lesson) => {
      const ground = learned(lesson, aids);
      return { ...ground, ...rendered(lesson.tenant, ground, aids), engine: "embedded" };
    },
    assemble: async (wish) => assembleContext({ ...wish, aids }),
    render: async (tenant, ground) => rendered(tenant, ground, aids),
  };
};

const aidsFile = join(import.meta.dirname, "../shared/models/memory-words.txt");

const packagedAids = async (): Promise<MemoryAids> => readAids(await readFile(aidsFile, "utf8"));

/** The watermark moves over turns that expired or are distrusted, too. */
const learned = ({ ground, turns, through }: Lesson, aids: MemoryAids): Ground => ({
  state: { ...memorise(ground.state, trusted(turns, ground.distrusted), aids), watermark: through },
  distrusted: ground.distrusted,
});

const rendered = (tenant: Tenant, { state }: Ground, aids: MemoryAids): Rendering => ({
  summary: summaryOf(state, { maxLength: tenant.memory.summaryLength, aids }).text,
  profile: profileOf(state, aids),
});
