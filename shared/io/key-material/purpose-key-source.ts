import type { KeyObject } from "node:crypto";
import { type KeyPurpose, purposeKey } from "../../domain/identity/purpose-key.ts";

/** Keys derived from the root key, each once. */
export const purposeKeySource = (rootKey: () => Promise<Buffer>): ((purpose: KeyPurpose) => Promise<KeyObject>) => {
  const derived = new Map<KeyPurpose, Promise<KeyObject>>();
  return (purpose) => {
    const present = derived.get(purpose) ?? rootKey().then((root) => purposeKey(root, purpose));
    derived.set(purpose, present);
    present.catch(() => derived.delete(purpose));
    return present;
  };
};
