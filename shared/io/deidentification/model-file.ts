import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The models that detectors read: packaged beside the code of the functions that take text, and read once a process. */
const modelNames = ["names", "places", "terms", "care", "employers"] as const;
export type ModelName = (typeof modelNames)[number];

/**
 * The bytes of a model below `root`, the folder that holds `shared/models/`: the package of a Lambda, or the repository. Throws
 * when it is not there, since a text must not be stored unsearched.
 */
export const readModelFile = (root: string, name: ModelName): Uint8Array =>
  readFileSync(join(root, "shared", "models", `${name}.bin`));

/** The version of an engine with these rules and the models below `root`: another file, another version. */
export const engineVersion = (root: string, rulesVersion: string): string => {
  const digest = createHash("sha256");
  for (const name of modelNames) digest.update(readModelFile(root, name));
  return `${rulesVersion}+${digest.digest("hex").slice(0, digestDigits)}`;
};

const digestDigits = 8;
