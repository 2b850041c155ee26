import type { KeyObject } from "node:crypto";
import { type ApiKeyKind, type ApiKeyRecord, apiKeyText, hashApiKey } from "../identity/api-key.ts";

type Making = {
  readonly kind: ApiKeyKind;
  readonly tenantId: string;
  /** What hashes keys. */
  readonly hashKey: KeyObject;
  /** `newKeyBytes` random bytes: 32 for the key, 9 for its id. */
  readonly random: Buffer;
  readonly nowMs: number;
};

/** Random bytes that a new key takes. */
export const newKeyBytes = 41;

/** A new key: its text, which is shown once, and the record that is stored of it. */
export const newKey = ({ kind, tenantId, hashKey, random, nowMs }: Making) => {
  const text = apiKeyText(kind, tenantId, random.subarray(0, 32));
  const keyId = `k_${random.subarray(32, 41).toString("base64url")}`;
  const record: ApiKeyRecord = { keyId, kind, hash: hashApiKey(hashKey, text), createdAtMs: nowMs };
  return { text, record };
};
