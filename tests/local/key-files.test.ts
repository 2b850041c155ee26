import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { ensureKeyFiles } from "../../local/key-files.ts";
import { parseKeyring } from "../../shared/domain/identity/keyring.ts";

let parent: string;
let dataDir: string;

beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), "picasso-keys-"));
  dataDir = join(parent, "data");
});

afterEach(() => rm(parent, { recursive: true, force: true }));

const modeOf = async (path: string): Promise<number> => (await stat(path)).mode & 0o777;
const contents = async (): Promise<string[]> => {
  const names = (await readdir(dataDir)).sort();
  return Promise.all(names.map(async (name) => `${name} ${await readFile(join(dataDir, name), "utf8")}`));
};

test("makes key files that only their owner can read", async () => {
  const files = await ensureKeyFiles(dataDir);
  expect(await modeOf(dataDir)).toBe(0o700);
  for (const path of Object.values(files)) expect(await modeOf(path)).toBe(0o600);
});

test("finds the same keys at the second start", async () => {
  await ensureKeyFiles(dataDir);
  const first = await contents();
  await ensureKeyFiles(dataDir);
  expect(await contents()).toEqual(first);
});

test("makes one set of keys when two starts race, and leaves no half-written file", async () => {
  await Promise.all([ensureKeyFiles(dataDir), ensureKeyFiles(dataDir), ensureKeyFiles(dataDir)]);
  expect(await readdir(dataDir)).toHaveLength(4);
});

test("makes a signing keyring that the service reads, of 32 random bytes", async () => {
  const { signingKeys } = await ensureKeyFiles(dataDir);
  const keyring = parseKeyring(await readFile(signingKeys, "utf8"), Date.now());
  expect(keyring.current.key.symmetricKeySize).toBe(32);
});
