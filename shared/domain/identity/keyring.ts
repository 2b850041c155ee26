import { createSecretKey, type KeyObject } from "node:crypto";
import * as z from "zod/mini";

export type SigningKey = { readonly kid: string; readonly key: KeyObject; readonly createdAtMs: number };

/** Keys that sign and verify access tokens. `current` signs; every key verifies. */
export type Keyring = { readonly current: SigningKey; readonly byKid: ReadonlyMap<string, SigningKey> };

const kid = z.string().check(z.regex(/^[A-Za-z0-9_-]{1,64}$/));
const secret = z.string().check(z.regex(/^[A-Za-z0-9_-]{43,128}$/));
const ring = z.object({
  keys: z.array(z.object({ kid, secret, createdAt: z.iso.datetime() })).check(z.minLength(1), z.maxLength(4)),
});
/** What CloudFormation's GenerateSecretString makes at the first deployment, before any rotation. */
const bootstrapKey = z.object({ kid, secret });

/**
 * The keyring in a secret's text: `{keys: [{kid, secret, createdAt}]}`, newest first, or one bootstrap `{kid, secret}`.
 * Throws on any other form. Secrets are base64url of at least 32 bytes.
 */
export const parseKeyring = (text: string): Keyring => {
  const content: unknown = JSON.parse(text);
  const bootstrap = bootstrapKey.safeParse(content);
  const keys = bootstrap.success ? [{ ...bootstrap.data, createdAt: new Date(0).toISOString() }] : ring.parse(content).keys;
  const signingKeys = keys.map((entry) => ({
    kid: entry.kid,
    key: createSecretKey(Buffer.from(entry.secret, "base64url")),
    createdAtMs: Date.parse(entry.createdAt),
  }));
  const [current] = signingKeys;
  if (current === undefined || new Set(keys.map((entry) => entry.kid)).size !== keys.length) throw new Error("keyring refused");
  return { current, byKid: new Map(signingKeys.map((entry) => [entry.kid, entry])) };
};
