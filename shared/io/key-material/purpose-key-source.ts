import type { KeyObject } from "node:crypto";
import { type KeyPurpose, purposeKey } from "../../domain/identity/purpose-key.ts";
import { heldOrFetched } from "../bounded-cache.ts";

/** Keys derived from the root key, each once. */
export const purposeKeySource = (rootKey: () => Promise<Buffer>): ((purpose: KeyPurpose) => Promise<KeyObject>) => {
  const derived = new Map<string, Promise<KeyObject>>();
  return (purpose) => heldOrFetched(derived, purpose, async () => purposeKey(await rootKey(), purpose));
};
