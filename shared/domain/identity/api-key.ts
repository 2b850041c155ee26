import { type KeyObject, timingSafeEqual } from "node:crypto";
import { macOfParts } from "../../parts.ts";

/** `secret` keys are for servers, `publishable` ones for pages on the tenant's origins. */
export type ApiKeyKind = "secret" | "publishable";

/** What is stored of a tenant key: never the key, only its keyed hash. */
export type ApiKeyRecord = {
  readonly keyId: string;
  readonly kind: ApiKeyKind;
  readonly hash: Buffer;
  readonly createdAtMs: number;
  /** What the operator calls it. */
  readonly label?: string;
  /** From when on it is no key any more. */
  readonly expiresAtMs?: number;
  /** Id of the key that a rotation made in its place. */
  readonly replacedBy?: string;
};

export type PresentedApiKey = { readonly kind: ApiKeyKind; readonly tenantId: string; readonly text: string };

const kinds = { sk: "secret", pk: "publishable" } as const;
const form = /^(sk|pk)_([a-z0-9][a-z0-9-]{1,38}[a-z0-9])_[A-Za-z0-9_-]{43}$/;

/** The text of a new key: `sk_` or `pk_`, the tenant, `_` and 32 random bytes in base64url. */
export const apiKeyText = (kind: ApiKeyKind, tenantId: string, random: Buffer): string =>
  `${kind === "secret" ? "sk" : "pk"}_${tenantId}_${random.toString("base64url")}`;

/** What a key text claims; undefined when it is no key. Proves nothing. */
export const readApiKey = (text: string): PresentedApiKey | undefined => {
  const [, prefix, tenantId] = form.exec(text) ?? [];
  if (tenantId === undefined || (prefix !== "sk" && prefix !== "pk")) return undefined;
  return { kind: kinds[prefix], tenantId, text };
};

/** The keyed hash under which a key is stored (32 bytes). */
export const hashApiKey = (key: KeyObject, text: string): Buffer => macOfParts(key, text);

/** The stored record that a presented key belongs to, compared in constant time. */
export const matchApiKey = (
  records: readonly ApiKeyRecord[],
  presented: PresentedApiKey,
  hash: Buffer,
): ApiKeyRecord | undefined =>
  records.filter((record) => record.kind === presented.kind).find((record) => timingSafeEqual(record.hash, hash));
