/** What a proof may be signed with (RFC 7518, RFC 8037): public keys alone, small enough for every call. */
export const proofAlgorithms = ["ES256", "EdDSA"] as const;

export type ProofAlgorithm = (typeof proofAlgorithms)[number];
