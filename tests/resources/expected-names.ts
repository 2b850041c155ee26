/** The settings that a function of a stage gets. */
export const settingNames = [
  "AUDIT_ARCHIVE_URI",
  "BEDROCK_GUARDRAIL",
  "BEDROCK_PROFILE",
  "COMPREHEND",
  "KEY_WRAPPER_URI",
  "LEDGER_KEYS_URI",
  "LEDGER_SIGNER_URI",
  "ROOT_KEY_URI",
  "SIGNING_KEYS_URI",
  "STAGE",
  "SUMMARIZE_FUNCTION",
  "TOKEN_ISSUER",
];

/** The tables of a stage, without its name. */
export const tableNames = [
  "audit-events",
  "conversation-keys",
  "conversation-summaries",
  "leases",
  "rate-limits",
  "recent-messages",
  "tenants",
];
