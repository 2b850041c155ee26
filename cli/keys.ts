/**
 * The signing keys of access tokens:
 *   keys list              what the keyring holds
 *   keys rotate            a new key in front; it signs a minute later, the ones before it go on verifying
 *   keys revoke KID        never trust this key again; its tokens are refused everywhere within a minute
 * With `--stage NAME` those of a stage, in Secrets Manager; else those of the offline world in PICASSO_DATA.
 */
import { randomBytes } from "node:crypto";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { readJson, writePrivateFile } from "../local/private-file.ts";
import { isLiving, type KeyEntry, parseKeyring, readKeyEntries } from "../shared/domain/identity/keyring.ts";
import { KeyringRefused, keyringText, withNewKey, withRevokedKey } from "../shared/domain/identity/keyring-change.ts";
import { freshKey } from "../shared/io/key-material/keyring-rotation.ts";
import { type KeyringStore, secretKeyring } from "../shared/io/key-material/keyring-store.ts";
import { secretVersions } from "../shared/io/key-material/secret-versions.ts";

/** The keyring in a file, replaced as a whole. */
const fileKeyring = (path: string): KeyringStore => {
  const entries = async () => {
    const content = await readJson(path);
    if (content === undefined) throw new KeyringRefused(`there is no ${path}: start the offline world once, or name a --stage`);
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

const storeFor = (stage: string | undefined): KeyringStore =>
  stage === undefined
    ? fileKeyring(join(resolve(process.env.PICASSO_DATA ?? ".local"), "signing-keys.json"))
    : secretKeyring(secretVersions(`picasso/${stage}/signing-keys`, process.env.SECRETS_MANAGER_ENDPOINT));

type Command = (store: KeyringStore, kid: string) => Promise<readonly KeyEntry[]>;

const commands: Readonly<Record<string, Command>> = {
  list: (store) => store.entries(),
  rotate: (store) => store.change((entries) => withNewKey(entries, freshKey(randomBytes), Date.now())),
  revoke: (store, kid) =>
    store.change((entries) => withRevokedKey(entries, kid, { fresh: freshKey(randomBytes), nowMs: Date.now() })),
};

const stateOf = (entry: KeyEntry, signs: string): string => {
  if (!isLiving(entry)) return `revoked ${entry.revokedAt}`;
  if (entry.kid === signs) return "signs";
  return entry.notAfter === undefined ? `signs from ${entry.signsFrom}` : `verifies until ${entry.notAfter}`;
};

/** One line a key, newest first; never a secret. */
const linesOf = (entries: readonly KeyEntry[]): string => {
  const signs = parseKeyring(keyringText(entries), Date.now()).current.kid;
  return entries.map((entry) => `${entry.kid}  created ${entry.createdAt}  ${stateOf(entry, signs)}`).join("\n");
};

const usage = "keys list | rotate | revoke KID   [--stage NAME]";

const run = async (): Promise<void> => {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { stage: { type: "string" } } });
  const [name = "", kid = "", ...rest] = positionals;
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined || rest.length > 0 || (name === "revoke") !== (kid !== "")) throw new KeyringRefused(usage);
  console.log(linesOf(await command(storeFor(values.stage), kid)));
};

try {
  await run();
} catch (failure) {
  console.error(failure instanceof KeyringRefused ? failure.message : `The keyring was not changed: ${String(failure)}`);
  process.exitCode = 1;
}
