import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const modelFile = "shared/models/names.bin";

/**
 * The bytes of the packaged name model. It is looked for below each root in turn: a Lambda has it in its package, programs
 * of the repository in the repository. Throws when it is nowhere, since a text must not be stored unsearched.
 */
export const readNameModelFile = (roots: readonly string[]): Uint8Array => {
  const found = roots.map((root) => join(root, modelFile)).find((path) => existsSync(path));
  if (found === undefined) throw new Error(`${modelFile} is not below ${roots.length} known folders`);
  return readFileSync(found);
};
