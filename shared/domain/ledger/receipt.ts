import { createPrivateKey, createPublicKey, type KeyObject, sign } from "node:crypto";

/** A statement with an Ed25519 signature (RFC 8032) over its exact JSON text. */
export type Receipt<Statement> = {
  readonly statement: Statement;
  readonly signature: { readonly algorithm: "EdDSA"; readonly publicKey: string; readonly value: string };
};

/** RFC 8410: what precedes the 32 seed bytes in a PKCS #8 Ed25519 key. */
const pkcs8Prefix = Buffer.from("302e020100300506032b657004220420", "hex");

/** The signing key that belongs to a 32-byte secret. */
export const signingKeyOf = (seed: KeyObject): KeyObject =>
  createPrivateKey({ key: Buffer.concat([pkcs8Prefix, seed.export()]), format: "der", type: "pkcs8" });

/** `statement` signed: the signature covers `JSON.stringify(statement)` in UTF-8. */
export const signReceipt = <Statement>(key: KeyObject, statement: Statement): Receipt<Statement> => {
  const publicKey = createPublicKey(key).export({ format: "jwk" }).x ?? "";
  const value = sign(null, Buffer.from(JSON.stringify(statement)), key).toString("base64url");
  return { statement, signature: { algorithm: "EdDSA", publicKey, value } };
};
