import { createPrivateKey, createPublicKey, hkdfSync, type KeyObject, sign, verify } from "node:crypto";
import { canonicalJson } from "../../canonical-json.ts";

/** A statement with an Ed25519 signature (RFC 8032) over its canonical JSON (RFC 8785) in UTF-8. */
export type Signed<Statement> = {
  readonly statement: Statement;
  readonly signature: {
    readonly algorithm: "EdDSA";
    /** The key among the published ones; `publicKey` is the same key as 32 bytes in base64url. */
    readonly keyId: string;
    readonly publicKey: string;
    readonly value: string;
  };
};

/** Whoever signs the service's statements: checkpoints and receipts. */
export type StatementSigner = {
  readonly keyId: string;
  readonly publicKey: string;
  readonly sign: (message: Buffer) => Promise<Buffer>;
};

/** RFC 8410: what precedes the 32 seed bytes in a PKCS #8 Ed25519 key. */
const pkcs8Prefix = Buffer.from("302e020100300506032b657004220420", "hex");

/** The signer of a key that is given as a secret of at least 32 bytes, from which the Ed25519 seed is derived (RFC 5869). */
export const statementSigner = (keyId: string, secret: KeyObject): StatementSigner => {
  const seed = Buffer.from(hkdfSync("sha256", secret, "picasso-context", "v1/statement", 32));
  const key = createPrivateKey({ key: Buffer.concat([pkcs8Prefix, seed]), format: "der", type: "pkcs8" });
  const publicKey = createPublicKey(key).export({ format: "jwk" }).x ?? "";
  return { keyId, publicKey, sign: async (message) => sign(null, message, key) };
};

/** `statement` signed. Its member `type` keeps a signature on one kind of statement from passing as one on another. */
export const signStatement = async <Statement extends { readonly type: string }>(
  { keyId, publicKey, sign: signMessage }: StatementSigner,
  statement: Statement,
): Promise<Signed<Statement>> => {
  const value = (await signMessage(Buffer.from(canonicalJson(statement)))).toString("base64url");
  return { statement, signature: { algorithm: "EdDSA", keyId, publicKey, value } };
};

/** Whether the signature is this key's (32 bytes in base64url), whatever key the statement itself names. */
export const isSignedBy = ({ statement, signature }: Signed<unknown>, publicKey: string): boolean => {
  const value = Buffer.from(signature.value, "base64url");
  if (signature.algorithm !== "EdDSA" || value.toString("base64url") !== signature.value) return false;
  const key = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x: publicKey }, format: "jwk" });
  return verify(null, Buffer.from(canonicalJson(statement)), key, value);
};
