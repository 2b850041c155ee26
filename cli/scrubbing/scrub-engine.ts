import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type IdentifierCounts, identifierTypes, type Span } from "../../shared/domain/dlp/identifier-types.ts";
import { detectorVersion, type Operate, scrub } from "../../shared/domain/dlp/scrub.ts";
import { identityOf } from "../../shared/domain/dlp-memory/identity-of.ts";
import { allowedTypes, type DlpPolicy, isProfile, operatorFor, policyName } from "../../shared/domain/dlp-policy/policy.ts";
import { linearPatternDetectors } from "../../shared/io/deidentification/linear-patterns.ts";
import { modelDetectors } from "../../shared/io/deidentification/model-detectors.ts";
import { engineVersion } from "../../shared/io/deidentification/model-file.ts";
import { Fault, type Options } from "../command-line.ts";

/** The engine as a tenant with this profile and these patterns has it. */
export type Engine = {
  /** Policy, rules and models: `safe-harbor/1 2.1.0+1a2b3c4d`. */
  readonly by: string;
  readonly search: (text: string) => { readonly spans: readonly Span[]; readonly counts: IdentifierCounts };
  /** What takes the place of a finding; the same value gets the same number as long as the engine is kept. */
  readonly operate: Operate;
};

/** The engine that `--profile` and `--tenant-patterns` describe. */
export const engineOf = async (options: Options): Promise<Engine> => {
  const root = join(import.meta.dirname, "../..");
  const policy = { profile: profileOf(options), operators: {} };
  const patterns = await patternsOf(options);
  const tenants = patterns.length === 0 ? [] : [await compiled(patterns)];
  const further = [...modelDetectors(root)(policy.profile), ...tenants];
  const allowed = allowedTypes(policy);
  return {
    by: `${policyName(policy)} ${engineVersion(root, detectorVersion)}`,
    search: (text) => scrub(text, { further, allowed }),
    operate: numbering(policy),
  };
};

/** The text of a file; `-` is the standard input. */
export const textOf = async (path: string): Promise<string> => {
  try {
    return await readFile(path === "-" ? "/dev/stdin" : path, "utf8");
  } catch {
    throw new Fault(2, `${path} cannot be read.`);
  }
};

const profileOf = ({ profile = "safe-harbor" }: Options): DlpPolicy["profile"] => {
  if (!isProfile(profile)) throw new Fault(2, "A profile is safe-harbor, limited-data-set or strict.");
  return profile;
};

/** The value of a tenant's setting `dlp.patterns`, or an array of patterns alone. */
const patternsOf = async ({ "tenant-patterns": path }: Options): Promise<readonly string[]> => {
  if (path === undefined) return [];
  const text = await textOf(path);
  try {
    const listed: unknown = JSON.parse(text);
    if (!Array.isArray(listed)) throw new TypeError("no array");
    return listed.map(patternIn);
  } catch {
    throw new Fault(2, `${path} is no JSON array of patterns, like the setting dlp.patterns.`);
  }
};

const patternIn = (item: unknown): string => {
  const pattern = typeof item === "object" && item !== null && "pattern" in item ? item.pattern : item;
  if (typeof pattern !== "string") throw new TypeError("no pattern");
  return pattern;
};

const compiled = (patterns: readonly string[]) =>
  linearPatternDetectors(Date.now)(patterns).catch(() => {
    throw new Fault(2, "One of the tenant's patterns cannot be compiled.");
  });

/** Pseudonyms as a conversation numbers them: `[NAME_1]`; where the policy masks, the bare placeholder. */
const numbering = (policy: DlpPolicy): Operate => {
  const aliases = new Map<string, string>();
  const used = new Map<string, number>();
  return (finding) => {
    const { placeholder } = identifierTypes[finding.type];
    if (operatorFor(policy, finding.type) !== "pseudonym") return `[${placeholder}]`;
    const identity = `${placeholder}:${identityOf(finding).whole}`;
    const known = aliases.get(identity);
    if (known !== undefined) return known;
    used.set(placeholder, (used.get(placeholder) ?? 0) + 1);
    const alias = `[${placeholder}_${used.get(placeholder)}]`;
    aliases.set(identity, alias);
    return alias;
  };
};
