import type { Tenant } from "./domain/identity/tenant.ts";
import type { ModelSummaries, NamesSomebody } from "./io/summaries/model-summaries.ts";
import type { LivePorts } from "./live-ports.ts";

/** Summaries by a model on Amazon Bedrock; undefined on a stage that asks none. The client loads with the first tenant that wants one. */
export const liveModelSummaries = (ports: LivePorts): ModelSummaries | undefined => {
  const { config, now, log } = ports;
  const { bedrockProfile: profile, bedrockGuardrail: guardrail, endpoints, region = "us-east-1" } = config;
  if (profile === undefined) return undefined;
  const load = async (): Promise<ModelSummaries> => {
    const [{ bedrockWriter }, { modelSummaries }, namesSomebody] = await Promise.all([
      import("./io/summaries/bedrock-writer.ts"),
      import("./io/summaries/model-summaries.ts"),
      outputCheck(ports),
    ]);
    const write = bedrockWriter({ profile, guardrail, region, endpoint: endpoints.bedrock, now });
    return modelSummaries({ write, namesSomebody, log });
  };
  let loading: Promise<ModelSummaries> | undefined;
  return async (lesson) => {
    loading ??= load();
    return (await loading)(lesson);
  };
};

const budgetMs = 1000;

/** De-identification of what a model wrote, by our own detectors alone: a placeholder it resolved, or a name it made up, is found here. */
const outputCheck = async (ports: LivePorts): Promise<NamesSomebody> => {
  const { liveDeidentify } = await import("./live-deidentification.ts");
  const deidentify = liveDeidentify(ports, { recollect: async () => undefined });
  return async (tenant, text) => {
    const endMs = ports.elapsedMs() + budgetMs;
    const isOutOfTime = () => ports.elapsedMs() > endMs;
    const { counts } = await deidentify(text, { call: { tenant: plainRules(tenant) }, ref: undefined, isOutOfTime });
    return Object.keys(counts).length > 0;
  };
};

/** Its profile and patterns, without operators that would refuse or let pass, and without asking anybody else. */
const plainRules = (tenant: Tenant): Tenant => ({ ...tenant, dlp: { ...tenant.dlp, operators: {}, comprehend: false } });
