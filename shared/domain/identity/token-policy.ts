/** Lifetimes of sign-ins and tokens, in seconds (ADR-001). */
export const tokenPolicy = {
  accessTokenSeconds: 30 * 60,
  /** Age from which a token may be exchanged for a new one. */
  refreshAfterSeconds: 25 * 60,
  /** Clock difference tolerated between issuer and verifier. */
  leewaySeconds: 60,
  /** How old the signing keys in a process may be: a revoked key is refused everywhere after this. */
  keysFreshSeconds: 45,
  /** How long the last good keys serve while their source does not answer. */
  lastGoodKeysSeconds: 24 * 3600,
  /** How long a new key is only known before it signs: longer than keys are fresh. */
  keyPublishSeconds: 60,
  /** How long a key verifies after the next one signs: a process cut off from the keys signs a day with it, then its last token lives. */
  keyOverlapSeconds: 24 * 3600 + 30 * 60 + 2 * 60,
  familySeconds: 7 * 24 * 3600,
  familyIdleSeconds: 24 * 3600,
  /** How long a used refresh token still gives its successor to late tabs, and to how many of them. */
  graceSeconds: 30,
  graceReuses: 2,
  /** Living sign-ins a conversation keeps; a further one ends the one used longest ago. */
  familiesPerConversation: 5,
} as const;
