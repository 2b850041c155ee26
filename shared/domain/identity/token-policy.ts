/** Lifetimes of sign-ins and tokens, in seconds (ADR-001). */
export const tokenPolicy = {
  accessTokenSeconds: 30 * 60,
  /** Age from which a token may be exchanged for a new one. */
  refreshAfterSeconds: 25 * 60,
  /** Clock difference tolerated between issuer and verifier. */
  leewaySeconds: 60,
  familySeconds: 7 * 24 * 3600,
  familyIdleSeconds: 24 * 3600,
  /** How long a used refresh token still gives its successor to late tabs, and to how many of them. */
  graceSeconds: 30,
  graceReuses: 2,
  /** Living sign-ins a conversation keeps; a further one ends the one used longest ago. */
  familiesPerConversation: 5,
} as const;
