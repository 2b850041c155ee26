import { createHash, createPrivateKey, createPublicKey, hkdfSync, type KeyObject, sign, verify } from "node:crypto";
import { canonicalJson } from "../../canonical-json.ts";
import { isLowHalf } from "./p256-signature.ts";

/**
 * How a statement is signed: Ed25519 (RFC 8032) over its canonical JSON or, where that is too long for a signer that takes no more,
 * over `digestText` of it; or ECDSA on P-256 with SHA-256 (RFC 7518, 3.4).
 */
export type SignatureAlgorithm = "EdDSA" | "EdDSA-SHA512" | "ES256";

/** A statement with a signature over its canonical JSON (RFC 8785) in UTF-8. */
export type Signed<Statement> = {
  readonly statement: Statement;
  readonly signature: {
    readonly algorithm: SignatureAlgorithm;
    /** The key among the published ones; `publicKey` is the same key in base64url: 32 bytes of Ed25519, or x and y of P-256. */
    readonly keyId: string;
    readonly publicKey: string;
    readonly value: string;
  };
};

/** Whoever signs the service's statements: checkpoints and receipts. */
export type StatementSigner = {
  readonly keyId: string;
  readonly publicKey: string;
  readonly sign: (message: Buffer) => Promise<{ readonly algorithm: SignatureAlgorithm; readonly value: Buffer }>;
};

/** RFC 8410: what precedes the 32 seed bytes in a PKCS #8 Ed25519 key. */
const pkcs8Prefix = Buffer.from("302e020100300506032b657004220420", "hex");

/** The signer of a key that is given as a secret of at least 32 bytes, from which the Ed25519 seed is derived (RFC 5869). */
export const statementSigner = (keyId: string, secret: KeyObject): StatementSigner => {
  const seed = Buffer.from(hkdfSync("sha256", secret, "picasso-context", "v1/statement", 32));
  const key = createPrivateKey({ key: Buffer.concat([pkcs8Prefix, seed]), format: "der", type: "pkcs8" });
  const publicKey = createPublicKey(key).export({ format: "jwk" }).x ?? "";
  return { keyId, publicKey, sign: async (message) => ({ algorithm: "EdDSA", value: sign(null, message, key) }) };
};

/** What is signed in the place of a message that is too long. No canonical JSON of an object begins like it. */
export const digestText = (message: Buffer): Buffer =>
  Buffer.from(`picasso-digest/1:${createHash("sha512").update(message).digest("base64url")}`);

/** `statement` signed. Its member `type` keeps a signature on one kind of statement from passing as one on another. */
export const signStatement = async <Statement extends { readonly type: string }>(
  { keyId, publicKey, sign: signMessage }: StatementSigner,
  statement: Statement,
): Promise<Signed<Statement>> => {
  const { algorithm, value } = await signMessage(Buffer.from(canonicalJson(statement)));
  return { statement, signature: { algorithm, keyId, publicKey, value: value.toString("base64url") } };
};

type Check = (message: Buffer, publicKey: Buffer, value: Buffer) => boolean;

const ed25519: Check = (message, publicKey, value) => {
  if (publicKey.length !== 32) return false;
  const key = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x: publicKey.toString("base64url") }, format: "jwk" });
  return verify(null, message, key, value);
};

const p256: Check = (message, publicKey, value) => {
  // Both halves of the curve would do for ECDSA; only one counts, so that a statement has no second signature that anybody can make of the first.
  if (publicKey.length !== 64 || value.length !== 64 || !isLowHalf(value)) return false;
  const [x, y] = [publicKey.subarray(0, 32).toString("base64url"), publicKey.subarray(32).toString("base64url")];
  const key = createPublicKey({ key: { kty: "EC", crv: "P-256", x, y }, format: "jwk" });
  return verify("sha256", message, { key, dsaEncoding: "ieee-p1363" }, value);
};

const checks: ReadonlyMap<string, Check> = new Map<SignatureAlgorithm, Check>([
  ["EdDSA", ed25519],
  ["EdDSA-SHA512", (message, publicKey, value) => ed25519(digestText(message), publicKey, value)],
  ["ES256", p256],
]);

/** Whether the signature is this key's (base64url), whatever key the statement itself names. A key is good for its own kind of algorithm only. */
export const isSignedBy = ({ statement, signature }: Signed<unknown>, publicKey: string): boolean => {
  const value = Buffer.from(signature.value, "base64url");
  const check = checks.get(signature.algorithm);
  if (check === undefined || value.toString("base64url") !== signature.value) return false;
  try {
    return check(Buffer.from(canonicalJson(statement)), Buffer.from(publicKey, "base64url"), value);
  } catch {
    // A public key that is no point of its curve.
    return false;
  }
};
