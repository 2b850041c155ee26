import type { Config } from "../../config.ts";
import type { Detector } from "../../domain/dlp/detector.ts";
import type { Tenant } from "../../domain/identity/tenant.ts";
import type { Log } from "../../log.ts";
import type { Comprehend } from "./comprehend.ts";
import { linearPatternDetectors } from "./linear-patterns.ts";
import { modelDetectors } from "./model-detectors.ts";

type Ports = { readonly config: Config; readonly now: () => number; readonly log: Log };

/** The detectors that a tenant's texts in a value are searched with beside the built-in ones. Models are read at once, from below `root`. */
export const textDetectors = (root: string, ports: Ports): ((tenant: Tenant, value: unknown) => Promise<readonly Detector[]>) => {
  const ofModels = modelDetectors(root);
  const ofPatterns = linearPatternDetectors(ports.now);
  const ofComprehend = comprehendOf(ports);
  return ({ tenantId, dlp }, value) =>
    Promise.all([
      ...ofModels(dlp.profile),
      ...(dlp.patterns.length === 0 ? [] : [ofPatterns(dlp.patterns.map(({ pattern }) => pattern))]),
      ...(dlp.comprehend && ofComprehend !== undefined ? [ofComprehend(tenantId, value)] : []),
    ]);
};

/** Undefined on a stage that does not use Comprehend: then no tenant's text leaves, whatever its settings say. */
const comprehendOf = ({ config, ...ports }: Ports): Comprehend | undefined => {
  const { comprehendRegion: region, endpoints } = config;
  if (region === undefined) return undefined;
  let loading: Promise<Comprehend> | undefined;
  return async (tenantId, value) => {
    loading ??= import("./comprehend.ts").then(({ comprehend }) => comprehend({ ...ports, region, endpoints }));
    return (await loading)(tenantId, value);
  };
};
