import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The models that detectors read: packaged beside the code of the functions that take text, and read once a process. */
export type ModelName = "names" | "places";

/**
 * The bytes of a model below `root`, the folder that holds `shared/models/`: the package of a Lambda, or the repository. Throws
 * when it is not there, since a text must not be stored unsearched.
 */
export const readModelFile = (root: string, name: ModelName): Uint8Array =>
  readFileSync(join(root, "shared", "models", `${name}.bin`));
