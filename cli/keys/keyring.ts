import { randomBytes } from "node:crypto";
import { join, resolve } from "node:path";
import { readJson, writePrivateFile } from "../../local/private-file.ts";
import { isLiving, type KeyEntry, parseKeyring, readKeyEntries } from "../../shared/domain/identity/keyring.ts";
import { KeyringRefused, keyringText, withNewKey, withRevokedKey } from "../../shared/domain/identity/keyring-change.ts";
import { freshKey } from "../../shared/io/key-material/keyring-rotation.ts";
import { type KeyringStore, secretKeyring } from "../../shared/io/key-material/keyring-store.ts";
import { secretVersions } from "../../shared/io/key-material/secret-versions.ts";
import { causeNames } from "../../shared/log.ts";
import { Fault, type Options, type Run, wordsOf } from "../command-line.ts";
import { printed, table } from "../print.ts";
import { recordActIfPossible } from "../record-act.ts";

/** The keyring in a file, replaced as a whole. */
const fileKeyring = (path: string): KeyringStore => {
  const entries = async () => {
    const content = await readJson(path);
    if (content === undefined) throw new KeyringRefused(`There is no ${path}: npm start makes it.`);
    return readKeyEntries(JSON.stringify(content));
  };
  return {
    entries,
    change: async (change) => {
      const changed = change(await entries());
      await writePrivateFile(path, JSON.parse(keyringText(changed)));
      return changed;
    },
  };
};

const keyringOf = ({ stage, data }: Options): KeyringStore => {
  if ((stage === undefined) === (data === undefined))
    throw new Fault(2, "Give either --stage STAGE, or --data FOLDER of an offline instance.");
  return stage === undefined
    ? fileKeyring(join(resolve(data ?? ""), "signing-keys.json"))
    : secretKeyring(secretVersions(`picasso/${stage}/signing-keys`, process.env.SECRETS_MANAGER_ENDPOINT));
};

const stateOf = (entry: KeyEntry, signs: string): string => {
  if (!isLiving(entry)) return `revoked ${entry.revokedAt}`;
  if (entry.kid === signs) return "signs";
  return entry.notAfter === undefined ? `signs from ${entry.signsFrom}` : `verifies until ${entry.notAfter}`;
};

/** Does it, and shows the keyring afterwards, newest key first; never a secret. */
const shown = async (options: Options, act: (keyring: KeyringStore) => Promise<readonly KeyEntry[]>): Promise<string> => {
  try {
    const entries = await act(keyringOf(options));
    const signs = parseKeyring(keyringText(entries), Date.now()).current.kid;
    const rows = entries.map((entry) => ({ kid: entry.kid, createdAt: entry.createdAt, state: stateOf(entry, signs) }));
    return printed(options, rows, () => table(rows, ["kid", "createdAt", "state"]));
  } catch (failure) {
    if (failure instanceof Fault) throw failure;
    if (failure instanceof KeyringRefused) throw new Fault(1, failure.message);
    throw new Fault(3, `The keyring was not changed (${causeNames(failure).join(", ")}).`);
  }
};

const list: Run = (words, options) => {
  wordsOf(words);
  return shown(options, (keyring) => keyring.entries());
};

/** A new key in front: it signs a minute later, the ones before it go on verifying. */
const rotate: Run = (words, options) => {
  wordsOf(words);
  return shown(options, async (keyring) => {
    await recordActIfPossible(options, "signing-key.rotate");
    return keyring.change((entries) => withNewKey(entries, freshKey(randomBytes), Date.now()));
  });
};

/** Never trusts a key again: its tokens are refused everywhere within a minute. */
const revoke: Run = (words, options) => {
  const { KID } = wordsOf(words, "KID");
  const at = () => ({ fresh: freshKey(randomBytes), nowMs: Date.now() });
  return shown(options, async (keyring) => {
    await recordActIfPossible(options, "signing-key.revoke", KID);
    return keyring.change((entries) => withRevokedKey(entries, KID, at()));
  });
};

/** What an operator does with the signing keys of access tokens. */
export const keyringActs = { list, rotate, revoke } as const satisfies Readonly<Record<string, Run>>;
