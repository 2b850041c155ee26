import { createHash, createPublicKey, type KeyObject, verify } from "node:crypto";
import * as z from "zod/mini";
import { type ProofAlgorithm, proofAlgorithms } from "./proof-algorithms.ts";

/** The public key in a proof's header. */
export type ProofKey = {
  /** JWK thumbprint (RFC 7638) over SHA-256: 43 base64url characters. */
  readonly thumbprint: string;
  /** Whether the key made this signature. False, too, for a point that is not on the curve. */
  readonly hasSigned: (signingInput: string, signature: Buffer) => boolean;
};

/** 32 bytes in base64url, in the one way they can be written. */
const coordinate = z.string().check(z.regex(/^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/));

/** Nothing but the members that make a public key: no private part, no `kid`, no certificate, no address of one. */
const forms = {
  ES256: z.strictObject({ kty: z.literal("EC"), crv: z.literal("P-256"), x: coordinate, y: coordinate }),
  EdDSA: z.strictObject({ kty: z.literal("OKP"), crv: z.literal("Ed25519"), x: coordinate }),
} as const satisfies Record<ProofAlgorithm, unknown>;
const signatureBytes = 64;

/** The key in a JWK when it is a public key of exactly the algorithm's form; undefined otherwise. */
export const readProofKey = (alg: unknown, jwk: unknown): ProofKey | undefined => {
  const known = proofAlgorithms.find((algorithm) => algorithm === alg);
  const read = known && forms[known].safeParse(jwk);
  if (!read?.success) return undefined;
  return {
    thumbprint: thumbprintOf(read.data),
    hasSigned: (signingInput, signature) => isSignedBy(read.data, Buffer.from(signingInput), signature),
  };
};

type PublicJwk = { readonly kty: string; readonly crv: string; readonly x: string; readonly y?: string };

/** The members in the order RFC 7638 asks for; `JSON.stringify` leaves out a `y` that is not there. */
const thumbprintOf = ({ crv, kty, x, y }: PublicJwk): string =>
  createHash("sha256").update(JSON.stringify({ crv, kty, x, y })).digest("base64url");

const isSignedBy = (jwk: PublicJwk, signed: Buffer, signature: Buffer): boolean => {
  const key = importedKey(jwk);
  if (key === undefined || signature.length !== signatureBytes) return false;
  const hash = jwk.kty === "EC" ? "sha256" : null;
  return verify(hash, signed, { key, dsaEncoding: "ieee-p1363" }, signature);
};

const importedKey = (jwk: PublicJwk): KeyObject | undefined => {
  try {
    return createPublicKey({ key: { ...jwk }, format: "jwk" });
  } catch {
    return undefined;
  }
};
