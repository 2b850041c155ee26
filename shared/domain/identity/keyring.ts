import { createSecretKey, type KeyObject } from "node:crypto";
import * as z from "zod/mini";

export type SigningKey = { readonly kid: string; readonly key: KeyObject; readonly createdAtMs: number };

/** Keys that sign and verify access tokens. `current` signs; every key in `byKid` verifies; those `revoked` do neither any more. */
export type Keyring = {
  readonly current: SigningKey;
  readonly byKid: ReadonlyMap<string, SigningKey>;
  readonly revoked?: ReadonlySet<string>;
};

const kid = z.string().check(z.regex(/^[A-Za-z0-9_-]{1,64}$/));
const secret = z.string().check(z.regex(/^[A-Za-z0-9_-]{43,128}$/));
const time = z.iso.datetime();

const livingKey = z.object({
  kid,
  secret,
  createdAt: time,
  /** From when on it signs; until then it only verifies, so that every process knows it before it meets a token of it. */
  signsFrom: z.optional(time),
  /** When the last token it can have signed is dead. */
  notAfter: z.optional(time),
});
/** What is left of a key that must never be trusted again. */
const revokedKey = z.object({ kid, createdAt: time, revokedAt: time });
const ring = z.object({ keys: z.array(z.union([revokedKey, livingKey])).check(z.minLength(1), z.maxLength(8)) });
/** What CloudFormation's GenerateSecretString makes at the first deployment, before any rotation. */
const bootstrapKey = z.object({ kid, secret });

export type LivingKey = z.infer<typeof livingKey>;
export type KeyEntry = LivingKey | z.infer<typeof revokedKey>;

/** How many entries a keyring holds at most. */
export const keyringSize = 8;

export const isLiving = (entry: KeyEntry): entry is LivingKey => "secret" in entry;

/**
 * The entries in a keyring's text: `{keys: [{kid, secret, createdAt}]}`, newest first, or one bootstrap `{kid, secret}`.
 * Throws on any other form. Secrets are base64url of at least 32 bytes.
 */
export const readKeyEntries = (text: string): readonly KeyEntry[] => {
  const content: unknown = JSON.parse(text);
  const bootstrap = bootstrapKey.safeParse(content);
  const { keys } = bootstrap.success
    ? { keys: [{ ...bootstrap.data, createdAt: new Date(0).toISOString() }] }
    : ring.parse(content);
  if (new Set(keys.map((entry) => entry.kid)).size !== keys.length) throw new Error("keyring refused");
  return keys;
};

/** The keyring in a text, as it stands at `nowMs`; throws when it has no key that may sign. */
export const parseKeyring = (text: string, nowMs: number): Keyring => {
  const entries = readKeyEntries(text);
  const living = entries.filter(isLiving).filter(({ notAfter }) => notAfter === undefined || nowMs < Date.parse(notAfter));
  const signing = living.find(({ signsFrom }) => signsFrom === undefined || Date.parse(signsFrom) <= nowMs) ?? living[0];
  if (signing === undefined) throw new Error("keyring refused");
  const byKid = new Map(living.map((entry) => [entry.kid, signingKeyOf(entry)]));
  const revoked = new Set(entries.filter((entry) => !isLiving(entry)).map((entry) => entry.kid));
  return { current: byKid.get(signing.kid) ?? signingKeyOf(signing), byKid, revoked };
};

const signingKeyOf = (entry: LivingKey): SigningKey => ({
  kid: entry.kid,
  key: createSecretKey(Buffer.from(entry.secret, "base64url")),
  createdAtMs: Date.parse(entry.createdAt),
});
