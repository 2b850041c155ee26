import { readFile } from "node:fs/promises";
import * as z from "zod/mini";
import type { Config } from "../../config.ts";
import { reached } from "../../problem.ts";
import { clientSettings, noKeys } from "./client-settings.ts";

/** Reads the text of a secret by its URI. */
export type SecretTexts = (uri: string) => Promise<string>;

/**
 * Secrets by URI: `aws-secretsmanager:NAME` or `file:/PATH` (the offline world; a stage's config refuses it).
 * The Secrets Manager client loads on first use and is kept. Failures are 503 `keys-unavailable`.
 */
export const secretTexts = (config: Config): SecretTexts => {
  let loading: ReturnType<typeof loadSecretsManager> | undefined;
  const fromSecretsManager = async (uri: string): Promise<string> => {
    loading ??= loadSecretsManager(config.endpoints.secretsManager);
    const { commands, client } = await loading;
    const SecretId = uri.slice("aws-secretsmanager:".length);
    const { SecretString } = await client.send(new commands.GetSecretValueCommand({ SecretId }));
    if (SecretString === undefined) throw new Error("the secret holds no text");
    return SecretString;
  };
  return (uri) => reached(noKeys, () => (uri.startsWith("file:") ? readFile(new URL(uri), "utf8") : fromSecretsManager(uri)));
};

const loadSecretsManager = async (endpoint: string | undefined) => {
  const commands = await import("./secrets-manager-commands.ts");
  return { commands, client: new commands.SecretsManagerClient(clientSettings(endpoint)) };
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
