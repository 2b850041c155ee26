import * as z from "zod/mini";

/** An Ed25519 signature (RFC 8032) over the canonical JSON (RFC 8785) of the statement. `keyId`: the key among those at `/v1/audit/keys`. */
export const statementSignature = z.object({
  algorithm: z.literal("EdDSA"),
  keyId: z.string(),
  publicKey: z.string(),
  value: z.string(),
});
