import { randomUUID } from "node:crypto";
import { link, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { ObjectArchive } from "./object-archive.ts";

/** An archive in a folder (the offline world): objects are whole or not there, read-only, and never replaced. */
export const fileArchive = (uri: string): ObjectArchive => {
  const pathOf = (name: string) => join(fileURLToPath(uri), name);
  return {
    put: async (name, body) => {
      const draft = `${pathOf(name)}.${randomUUID()}`;
      await mkdir(dirname(draft), { recursive: true, mode: 0o700 });
      await writeFile(draft, body, { flag: "wx", mode: 0o400 });
      await link(draft, pathOf(name)).catch(only("EEXIST"));
      await rm(draft);
    },
    get: (name) => readFile(pathOf(name), "utf8").catch(only("ENOENT")),
  };
};

/** Lets one kind of failure pass as nothing. */
const only =
  (code: string) =>
  (failure: unknown): undefined => {
    if (Object(failure).code !== code) throw failure;
  };
