import { readFile } from "node:fs/promises";
import * as z from "zod/mini";
import type { Config } from "../../config.ts";
import { Problem } from "../../problem.ts";

/**
 * The text of a secret by its URI: `aws-secretsmanager:NAME` or `file:/PATH` (the offline world; a stage's config refuses it).
 * The Secrets Manager client loads on first use. Failures are 503 `keys-unavailable`.
 */
export const secretText = async (uri: string, config: Config): Promise<string> => {
  try {
    return uri.startsWith("file:") ? await readFile(new URL(uri), "utf8") : await fromSecretsManager(uri, config);
  } catch (cause) {
    throw new Problem("keys-unavailable", { retryAfterSeconds: 5 }, { cause });
  }
};

const rootSecret = z.object({ secret: z.string().check(z.regex(/^[A-Za-z0-9_-]{43,128}$/)) });

/**
 * The root key, `{secret}` in base64url, read once and kept for the life of the process: everything derived from it (ids,
 * pseudonyms, key hashes) must stay the same for ever, so it is never rotated.
 */
export const rootKeySource = (readText: () => Promise<string>): (() => Promise<Buffer>) => {
  let reading: Promise<Buffer> | undefined;
  return () => {
    reading ??= readText().then(
      (content) => Buffer.from(rootSecret.parse(JSON.parse(content)).secret, "base64url"),
      (failure) => {
        reading = undefined;
        throw failure;
      },
    );
    return reading;
  };
};

const fromSecretsManager = async (uri: string, config: Config): Promise<string> => {
  const { GetSecretValueCommand, SecretsManagerClient } = await import("./secrets-manager-commands.ts");
  const endpoint = config.endpoints.secretsManager;
  const client = new SecretsManagerClient({
    ...(endpoint === undefined ? {} : { endpoint }),
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 1000, requestTimeout: 3000, throwOnRequestTimeout: true },
  });
  const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: uri.slice("aws-secretsmanager:".length) }));
  if (SecretString === undefined) throw new Error("the secret holds no text");
  return SecretString;
};
