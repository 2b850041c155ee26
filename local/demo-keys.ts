import { readFile } from "node:fs/promises";
import * as z from "zod/mini";
import { type ApiKeyKind, type ApiKeyRecord, hashApiKey } from "../shared/domain/identity/api-key.ts";
import { purposeKey } from "../shared/domain/identity/purpose-key.ts";
import { pagePortOf } from "./ports.ts";

const rootKeyFile = z.object({ secret: z.string() });

/** What is stored of a demo key. */
export const demoKeyRecord = async (rootKeyPath: string, kind: ApiKeyKind, text: string): Promise<ApiKeyRecord> => {
  const { secret } = rootKeyFile.parse(JSON.parse(await readFile(rootKeyPath, "utf8")));
  const hashKey = purposeKey(Buffer.from(secret, "base64url"), "api-key");
  return { keyId: `demo-${kind}`, kind, hash: hashApiKey(hashKey, text), createdAtMs: Date.now() };
};

/** Pages on this machine, so that a browser can try a key. */
export const demoOrigins = (port: number): string[] =>
  [port, pagePortOf(port)].flatMap((each) => [`http://127.0.0.1:${each}`, `http://localhost:${each}`]);
