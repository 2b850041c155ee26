import * as z from "zod/mini";

/**
 * A signature over the canonical JSON (RFC 8785) of the statement: Ed25519 (`EdDSA`, RFC 8032; `EdDSA-SHA512` over
 * `picasso-digest/1:` and the base64url of its SHA-512) or P-256 (`ES256`, RFC 7518). `keyId`: the key among those at `/v1/audit/keys`.
 */
export const statementSignature = z.object({
  algorithm: z.enum(["EdDSA", "EdDSA-SHA512", "ES256"]),
  keyId: z.string(),
  publicKey: z.string(),
  value: z.string(),
});
