import { createSecretKey, hkdfSync, type KeyObject } from "node:crypto";

/** What a derived key is for. One purpose, one key: a MAC made for one thing proves nothing elsewhere. */
export type KeyPurpose =
  | "api-key"
  | "conversation-id"
  | "cursor"
  | "entity-tag"
  | "head"
  | "hold-note"
  | "pseudonym"
  | "refresh-token"
  | "source-address"
  | "subject"
  | "tenant"
  | "write-id";

/** The 32-byte key of one purpose, derived from the root key by HKDF-SHA-256 (RFC 5869). */
export const purposeKey = (rootKey: Buffer, purpose: KeyPurpose): KeyObject =>
  createSecretKey(Buffer.from(hkdfSync("sha256", rootKey, "picasso-context", `v1/${purpose}`, 32)));
