import { createHash } from "node:crypto";
import * as z from "zod/mini";
import { joinParts } from "../../parts.ts";
import { readCompactJws } from "../identity/compact-jws.ts";
import { normalisedAddress } from "./proof-address.ts";
import { readProofKey } from "./proof-key.ts";

/** A proof that its sender holds a key (RFC 9449). */
export type DpopProof = {
  /** Thumbprint of the key: 43 base64url characters. */
  readonly thumbprint: string;
  /** Names this very proof, for the memory of those that were used. */
  readonly digest: string;
  /** Epoch seconds from which on nobody takes it any more. */
  readonly expiresAt: number;
};

/** The call a proof must have been made for. */
export type ProvenCall = {
  readonly method: string;
  /** The address the call came to, as the service knows it. */
  readonly address: string;
  /** The access token that comes with the proof, when one does. */
  readonly accessToken?: string | undefined;
  readonly nowMs: number;
};

/** What is wrong with a proof: the part of it that failed. */
export type ProofFault = "proof" | "jwk" | "claims" | "htm" | "htu" | "iat" | "ath" | "signature";

const maxProofChars = 2048;
const windowSeconds = 60;
/** Kept in memory longer than it is taken, for processes whose clocks differ. */
const memorySeconds = 2 * windowSeconds;

const claimsSchema = z.strictObject({
  jti: z.string().check(z.regex(/^[\x21-\x7e]{16,128}$/)),
  htm: z.string(),
  htu: z.string(),
  iat: z.int(),
  ath: z.optional(z.string()),
});

type Claims = z.infer<typeof claimsSchema>;

/**
 * The proof in a `DPoP` header when it was made for this call, within 60 seconds of now, by the key in it; otherwise what is wrong.
 * Stricter than RFC 9449 where that costs honest clients nothing: canonical text, and no member that is not needed.
 */
export const verifyDpopProof = (header: string, call: ProvenCall): DpopProof | ProofFault => {
  const jws = readCompactJws(header, maxProofChars);
  if (jws === undefined) return "proof";
  const { typ, alg, jwk, ...others } = jws.header;
  if (typ !== "dpop+jwt" || Object.keys(others).length > 0) return "proof";
  const key = readProofKey(alg, jwk);
  if (key === undefined) return "jwk";
  const claims = claimsSchema.safeParse(jws.payload);
  if (!claims.success) return "claims";
  const fault = claimFault(claims.data, call);
  if (fault !== undefined) return fault;
  if (!key.hasSigned(jws.signingInput, jws.signature)) return "signature";
  const digest = sha256(joinParts(key.thumbprint, claims.data.jti));
  return { thumbprint: key.thumbprint, digest, expiresAt: claims.data.iat + memorySeconds };
};

const claimFault = (claims: Claims, call: ProvenCall): ProofFault | undefined => {
  if (claims.htm !== call.method) return "htm";
  const address = normalisedAddress(claims.htu);
  if (address === undefined || address !== normalisedAddress(call.address)) return "htu";
  if (Math.abs(Math.floor(call.nowMs / 1000) - claims.iat) > windowSeconds) return "iat";
  const expected = call.accessToken === undefined ? undefined : sha256(call.accessToken);
  return claims.ath === expected ? undefined : "ath";
};

const sha256 = (text: string): string => createHash("sha256").update(text).digest("base64url");
