import type { Detector } from "../../domain/dlp/detector.ts";
import { type LinearPattern, tenantPatternDetector } from "../../domain/dlp-policy/tenant-patterns.ts";
import { boundedCache, heldOrFetched } from "../bounded-cache.ts";

const tenantCount = 500;
const lifeMs = 3600_000;
const matchesMax = 1000;

/** Compiles patterns on an engine without backtracking (RE2), which is loaded when the first tenant with patterns of its own calls. */
export const linearPatternDetectors = (now: () => number): ((sources: readonly string[]) => Promise<Detector>) => {
  const compiled = boundedCache<Promise<Detector>>({ size: tenantCount, lifeMs, now });
  return (sources) => heldOrFetched(compiled, JSON.stringify(sources), () => compileAll(sources));
};

const compileAll = async (sources: readonly string[]): Promise<Detector> => {
  const { RE2JS } = await import("re2js");
  return tenantPatternDetector(sources.map((source) => linear(RE2JS.compile(source))));
};

type Engine = { readonly matcher: (text: string) => { find: () => boolean; start: () => number; end: () => number } };

const linear = (engine: Engine): LinearPattern => ({
  findAll: (text) => {
    const matcher = engine.matcher(text);
    const found: { start: number; end: number }[] = [];
    while (found.length < matchesMax && matcher.find()) {
      if (matcher.end() > matcher.start()) found.push({ start: matcher.start(), end: matcher.end() });
    }
    return found;
  },
});
