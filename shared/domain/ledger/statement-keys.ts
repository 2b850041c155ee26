import { createSecretKey } from "node:crypto";
import * as z from "zod/mini";
import { type StatementSigner, statementSigner } from "./signature.ts";

const kid = z.string().check(z.regex(/^[A-Za-z0-9_-]{1,64}$/));
const secret = z.string().check(z.regex(/^[A-Za-z0-9_-]{43,128}$/));
const time = z.iso.datetime();

const signingEntry = z.object({ kid, secret, createdAt: time });
/** What is left of a key that signs no more: what it signed stays provable, and nobody can sign with it. */
const retiredEntry = z.object({ kid, publicKey: z.string().check(z.length(43)), createdAt: time, retiredAt: time });
const ring = z.object({ keys: z.tuple([signingEntry], retiredEntry) });
/** What CloudFormation's GenerateSecretString makes at the first deployment. */
const bootstrapEntry = z.object({ kid, secret });

type Ring = z.infer<typeof ring>;

/** A public key in base64url with which statements of the service are verified: 32 bytes of Ed25519, or x and y of P-256. */
export type PublishedKey = {
  readonly keyId: string;
  readonly algorithm: "EdDSA" | "ES256";
  readonly publicKey: string;
  readonly createdAt: string;
  readonly retiredAt: string | null;
};

export type StatementKeys = { readonly signer: StatementSigner; readonly published: readonly PublishedKey[] };

/** The keys in a text `{keys: [{kid, secret, createdAt}, retired…]}` or one bootstrap `{kid, secret}`. Throws on any other form. */
export const readStatementKeys = (text: string): StatementKeys => {
  const [current, ...retired] = readRing(text).keys;
  const signer = signerOf(current);
  const { keyId, publicKey } = signer;
  const own = { keyId, algorithm: "EdDSA", publicKey, createdAt: current.createdAt, retiredAt: null } as const;
  const others = retired.map((key) => ({
    ...own,
    keyId: key.kid,
    publicKey: key.publicKey,
    createdAt: key.createdAt,
    retiredAt: key.retiredAt,
  }));
  return { signer, published: [own, ...others] };
};

/** The text of the keyring in which a fresh key signs, and of the one before it only the public key is left. */
export const withNewStatementKey = (
  text: string,
  fresh: { readonly kid: string; readonly secret: string },
  at: string,
): string => {
  const [current, ...retired] = readRing(text).keys;
  const { publicKey } = signerOf(current);
  const replaced = { kid: current.kid, publicKey, createdAt: current.createdAt, retiredAt: at };
  return JSON.stringify({ keys: [{ ...fresh, createdAt: at }, replaced, ...retired] } satisfies Ring);
};

const readRing = (text: string): Ring => {
  const content: unknown = JSON.parse(text);
  const bootstrap = bootstrapEntry.safeParse(content);
  const found = bootstrap.success ? { keys: [{ ...bootstrap.data, createdAt: new Date(0).toISOString() }] } : content;
  const { keys } = ring.parse(found);
  if (new Set(keys.map((entry) => entry.kid)).size !== keys.length) throw new Error("keyring refused");
  return { keys };
};

const signerOf = ({ kid: keyId, secret: text }: Ring["keys"][0]): StatementSigner =>
  statementSigner(keyId, createSecretKey(Buffer.from(text, "base64url")));
