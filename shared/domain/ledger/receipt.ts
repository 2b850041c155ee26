import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from "node:crypto";
import { canonicalJson } from "../../canonical-json.ts";

/** A statement with an Ed25519 signature (RFC 8032) over its canonical JSON text (RFC 8785). */
export type Receipt<Statement> = {
  readonly statement: Statement;
  readonly signature: { readonly algorithm: "EdDSA"; readonly publicKey: string; readonly value: string };
};

/** RFC 8410: what precedes the 32 seed bytes in a PKCS #8 Ed25519 key. */
const pkcs8Prefix = Buffer.from("302e020100300506032b657004220420", "hex");

/** The signing key that belongs to a 32-byte secret. */
export const signingKeyOf = (seed: KeyObject): KeyObject =>
  createPrivateKey({ key: Buffer.concat([pkcs8Prefix, seed.export()]), format: "der", type: "pkcs8" });

/** `statement` signed: the signature covers its canonical JSON text (RFC 8785), whatever the order of members on the way. */
export const signReceipt = <Statement>(key: KeyObject, statement: Statement): Receipt<Statement> => {
  const publicKey = createPublicKey(key).export({ format: "jwk" }).x ?? "";
  const value = sign(null, Buffer.from(canonicalJson(statement)), key).toString("base64url");
  return { statement, signature: { algorithm: "EdDSA", publicKey, value } };
};

/** Whether the statement is what was signed by the holder of this public key (base64url of its 32 bytes). */
export const isSignedBy = (publicKey: string, { statement, signature }: Receipt<unknown>): boolean => {
  if (signature.algorithm !== "EdDSA" || signature.publicKey !== publicKey) return false;
  const key = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x: publicKey }, format: "jwk" });
  return verify(null, Buffer.from(canonicalJson(statement)), key, Buffer.from(signature.value, "base64url"));
};
