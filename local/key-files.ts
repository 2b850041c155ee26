import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { createPrivateFile } from "./private-file.ts";

/** Where the keys of the offline world lie. */
export type KeyFiles = {
  readonly signingKeys: string;
  readonly rootKey: string;
  readonly wrappingKey: string;
  readonly ledgerKeys: string;
};

/** The key files of a data folder, made at the first start and never changed afterwards. */
export const ensureKeyFiles = async (dataDir: string): Promise<KeyFiles> => {
  const files = {
    signingKeys: join(dataDir, "signing-keys.json"),
    rootKey: join(dataDir, "root-key.json"),
    wrappingKey: join(dataDir, "wrapping-key.json"),
    ledgerKeys: join(dataDir, "ledger-keys.json"),
  };
  await createPrivateFile(files.signingKeys, () => ({
    keys: [{ kid: newKeyId(), secret: newSecret(), createdAt: new Date().toISOString() }],
  }));
  await createPrivateFile(files.ledgerKeys, () => ({
    keys: [{ kid: newKeyId(), secret: newSecret(), createdAt: new Date().toISOString() }],
  }));
  await createPrivateFile(files.rootKey, () => ({ secret: newSecret() }));
  await createPrivateFile(files.wrappingKey, () => ({ keyId: newKeyId(), secret: newSecret() }));
  return files;
};

const newSecret = (): string => randomBytes(32).toString("base64url");
const newKeyId = (): string => randomBytes(6).toString("hex");
