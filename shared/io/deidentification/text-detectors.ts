import type { Detector } from "../../domain/dlp/detector.ts";
import type { Tenant } from "../../domain/identity/tenant.ts";
import { linearPatternDetectors } from "./linear-patterns.ts";

/** The detectors a tenant's texts are searched with beside the built-in ones. */
export const textDetectors = (now: () => number): ((tenant: Tenant) => Promise<readonly Detector[]>) => {
  const ofPatterns = linearPatternDetectors(now);
  return async ({ dlp }) => (dlp.patterns.length === 0 ? [] : [await ofPatterns(dlp.patterns.map(({ pattern }) => pattern))]);
};
