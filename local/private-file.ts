import { randomUUID } from "node:crypto";
import { chmod, link, mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";

/** Makes a folder that only its owner can enter. */
export const makePrivateDir = async (path: string): Promise<void> => {
  await mkdir(path, { recursive: true, mode: 0o700 });
  await chmod(path, 0o700);
};

/** Writes a file whole or not at all, readable by its owner only. */
export const writePrivateFile = async (path: string, content: unknown): Promise<void> => {
  await rename(await writeBeside(path, content), path);
};

/** Writes a file unless it exists, as a whole; of two that race, the first one's content stays. */
export const createPrivateFile = async (path: string, content: () => unknown): Promise<void> => {
  if ((await readJson(path)) !== undefined) return;
  const written = await writeBeside(path, content());
  try {
    await link(written, path);
  } catch (error) {
    if (!hasCode(error, "EEXIST")) throw error;
  } finally {
    await rm(written);
  }
};

/** The content of a JSON file; undefined when there is none. */
export const readJson = async (path: string): Promise<unknown> => {
  try {
    return JSON.parse(await readFile(path, "utf8"));
  } catch (error) {
    if (hasCode(error, "ENOENT")) return undefined;
    throw error;
  }
};

const hasCode = (error: unknown, code: string): boolean =>
  typeof error === "object" && error !== null && "code" in error && error.code === code;

const writeBeside = async (path: string, content: unknown): Promise<string> => {
  await makePrivateDir(dirname(path));
  const beside = `${path}.${randomUUID()}`;
  const file = await open(beside, "wx", 0o600);
  try {
    await file.writeFile(`${JSON.stringify(content, null, 2)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  return beside;
};
