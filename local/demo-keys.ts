import type { KeyObject } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import * as z from "zod/mini";
import { type ApiKeyKind, type ApiKeyRecord, hashApiKey } from "../shared/domain/identity/api-key.ts";
import { type KeyPurpose, purposeKey } from "../shared/domain/identity/purpose-key.ts";
import { tableNames } from "../shared/io/keys.ts";
import { tenantRegistry } from "../shared/io/tenants/tenant-registry.ts";
import { Problem } from "../shared/problem.ts";
import { pagePortOf } from "./ports.ts";

const rootKeyFile = z.object({ secret: z.string() });

/** The keys that a data folder's root key gives. */
const demoPurposeKeys =
  (rootKeyPath: string) =>
  async (purpose: KeyPurpose): Promise<KeyObject> => {
    const { secret } = rootKeyFile.parse(JSON.parse(await readFile(rootKeyPath, "utf8")));
    return purposeKey(Buffer.from(secret, "base64url"), purpose);
  };

/** The registry of tenants of a data folder. */
export const registryOf = ({ dynamo, rootKeyFile: path }: { readonly dynamo: DynamoDBClient; readonly rootKeyFile: string }) =>
  tenantRegistry({ dynamo, tables: tableNames("local"), now: Date.now, purposeKey: demoPurposeKeys(path) });

/** What is stored of a demo key. */
export const demoKeyRecord = async (rootKeyPath: string, kind: ApiKeyKind, text: string): Promise<ApiKeyRecord> => {
  const hashKey = await demoPurposeKeys(rootKeyPath)("api-key");
  return { keyId: `demo-${kind}`, kind, hash: hashApiKey(hashKey, text), createdAtMs: Date.now() };
};

/** A record from before records were sealed, or of another root key, is none. */
export const ifNotOurs = (failure: unknown): undefined => {
  if (failure instanceof Problem && failure.code === "integrity-violation") return undefined;
  throw failure;
};

/** Pages on this machine, so that a browser can try a key. */
export const demoOrigins = (port: number): string[] =>
  [port, pagePortOf(port)].flatMap((each) => [`http://127.0.0.1:${each}`, `http://localhost:${each}`]);
