import { randomUUID } from "node:crypto";
import type { KeyEntry } from "../../domain/identity/keyring.ts";
import { readKeyEntries } from "../../domain/identity/keyring.ts";
import { KeyringRefused, keyringText } from "../../domain/identity/keyring-change.ts";
import type { SecretVersions } from "./secret-versions.ts";

/** The keyring where it is kept, for whoever changes it by hand. */
export type KeyringStore = {
  readonly entries: () => Promise<readonly KeyEntry[]>;
  /** Replaces the keyring by what `change` makes of it; again for each change that came first. */
  readonly change: (change: (entries: readonly KeyEntry[]) => readonly KeyEntry[]) => Promise<readonly KeyEntry[]>;
};

const attempts = 5;

/**
 * A keyring in Secrets Manager. The new version takes the pending label from a rotation that is under way, which then ends
 * without effect, and becomes current only if the version it was made from still is.
 */
export const secretKeyring = (versions: SecretVersions): KeyringStore => ({
  entries: async () => readKeyEntries((await versions.current()).text),
  change: async (change) => {
    for (let attempt = 1; attempt <= attempts; attempt += 1) {
      const current = await versions.current();
      const entries = change(readKeyEntries(current.text));
      const versionId = randomUUID();
      await versions.putPending({ versionId, text: keyringText(entries) });
      if (await versions.promote(versionId, current.versionId)) return entries;
    }
    throw new KeyringRefused("others keep changing the keyring");
  },
});
