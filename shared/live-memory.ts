import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Tenant } from "./domain/identity/tenant.ts";
import { type MemoryAids, readAids } from "./domain/memory/aids.ts";
import { assembleContext } from "./domain/memory/context.ts";
import { memorise } from "./domain/memory/memorise.ts";
import { profileOf, summaryOf } from "./domain/memory/summarise.ts";
import type { Learned, Lesson, MemoryEngine } from "./domain/memory-record/learning.ts";
import { type Ground, type Rendering, trusted } from "./domain/memory-record/memory.ts";
import type { ModelSummaries } from "./io/summaries/model-summaries.ts";
import { liveModelSummaries } from "./late-bedrock.ts";
import type { LivePorts } from "./live-ports.ts";

/** The engine that turns turns into a memory, behind the ports of a stage. */
export const liveMemory = async (ports: LivePorts): Promise<MemoryEngine> => {
  const aids = await packagedAids();
  const byModel = liveModelSummaries(ports);
  return {
    learn: async (lesson) => {
      const ground = learned(lesson, aids);
      const own = { ...ground, ...rendered(lesson.tenant, ground, aids), engine: "embedded" } as const;
      return byModel === undefined || lesson.tenant.memory.summarizer !== "bedrock"
        ? own
        : writtenByModel(byModel, { lesson, own, aids });
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

type OwnWork = { readonly lesson: Lesson; readonly own: Learned; readonly aids: MemoryAids };

/** The ledger and the profile are our own engine's; only the summary is the model's. */
const writtenByModel = async (byModel: ModelSummaries, { lesson, own, aids }: OwnWork): Promise<Learned> => {
  const { tenant, turns } = lesson;
  const wish = { maxLength: tenant.memory.summaryLength, aids };
  const safetyState = { ...own.state, units: own.state.units.filter(({ safety }) => safety !== undefined) };
  const summary = await byModel({
    tenant,
    ground: own,
    turns: trusted(turns, own.distrusted),
    own: summaryOf(own.state, wish),
    safety: summaryOf(safetyState, wish),
  });
  return summary === undefined ? own : { ...own, summary, engine: "bedrock" };
};
