import { randomBytes, randomUUID } from "node:crypto";
import { join, resolve } from "node:path";
import { readJson, writePrivateFile } from "../../local/private-file.ts";
import { readStatementKeys, withNewStatementKey } from "../../shared/domain/ledger/statement-keys.ts";
import { freshKey } from "../../shared/io/key-material/keyring-rotation.ts";
import { secretVersions } from "../../shared/io/key-material/secret-versions.ts";
import { causeNames } from "../../shared/log.ts";
import { Fault, type Options, type Run, wordsOf } from "../command-line.ts";
import { printed, table } from "../print.ts";
import { recordAct } from "../record-act.ts";

/** The keyring of statements where it is kept. `replace` says whether nobody else changed it meanwhile. */
type Keyring = { readonly text: string; readonly replace: (text: string) => Promise<boolean> };

const keyringOf = async ({ stage, data }: Options): Promise<Keyring> => {
  if ((stage === undefined) === (data === undefined))
    throw new Fault(2, "Give either --stage STAGE, or --data FOLDER of an offline instance.");
  return stage === undefined ? fileKeyring(join(resolve(data ?? ""), "ledger-keys.json")) : secretKeyring(stage);
};

const fileKeyring = async (path: string): Promise<Keyring> => {
  const content = await readJson(path);
  if (content === undefined) throw new Fault(1, `There is no ${path}: npm start makes it.`);
  const replace = async (text: string) => {
    await writePrivateFile(path, JSON.parse(text));
    return true;
  };
  return { text: JSON.stringify(content), replace };
};

const secretKeyring = async (stage: string): Promise<Keyring> => {
  const versions = secretVersions(`picasso/${stage}/ledger-keys`, process.env.SECRETS_MANAGER_ENDPOINT);
  const { text, versionId } = await versions.current();
  const replace = async (next: string) => {
    const pending = randomUUID();
    await versions.putPending({ versionId: pending, text: next });
    return versions.promote(pending, versionId);
  };
  return { text, replace };
};

const shown = (options: Options, text: string): string => {
  const rows = readStatementKeys(text).published;
  return printed(options, rows, () => table(rows, ["keyId", "createdAt", "retiredAt", "publicKey"]));
};

const reached = async <Result>(work: () => Promise<Result>): Promise<Result> => {
  try {
    return await work();
  } catch (failure) {
    if (failure instanceof Fault) throw failure;
    throw new Fault(3, `The keyring was not changed (${causeNames(failure).join(", ")}).`);
  }
};

const list: Run = (words, options) => {
  wordsOf(words);
  return reached(async () => shown(options, (await keyringOf(options)).text));
};

/** A new key signs from now on; of the one before it only the public half is kept. */
const rotate: Run = (words, options) => {
  wordsOf(words);
  return reached(async () => {
    const { text, replace } = await keyringOf(options);
    await recordAct(options, "ledger-key.rotate");
    const next = withNewStatementKey(text, freshKey(randomBytes), new Date().toISOString());
    if (!(await replace(next))) throw new Fault(1, "Somebody else changed the keyring. Try again.");
    return shown(options, next);
  });
};

/** What an operator does with the keys that sign checkpoints and receipts. */
export const ledgerKeyActs = { list, rotate } as const satisfies Readonly<Record<string, Run>>;
