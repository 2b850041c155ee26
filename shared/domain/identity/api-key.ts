import { type KeyObject, timingSafeEqual } from "node:crypto";
import { macOfParts } from "../../parts.ts";
import { operatorsId } from "./caller.ts";

/** `secret` keys are for servers, `publishable` ones for pages on the tenant's origins, `operator` ones for who runs the service. */
export type ApiKeyKind = "secret" | "publishable" | "operator";

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

const tenantKeyForm = /^([sp])k_([a-z0-9][a-z0-9-]{1,38}[a-z0-9])_[A-Za-z0-9_-]{43}$/;
const operatorKeyForm = /^ok_[A-Za-z0-9_-]{43}$/;
const prefixes = { secret: "sk", publishable: "pk", operator: "ok" } as const satisfies Record<ApiKeyKind, string>;

/** The text of a new key: `sk_` or `pk_`, the tenant, `_` and 32 random bytes in base64url; an operator's has no tenant. */
export const apiKeyText = (kind: ApiKeyKind, tenantId: string, random: Buffer): string =>
  [prefixes[kind], ...(kind === "operator" ? [] : [tenantId]), random.toString("base64url")].join("_");

/** What a key text claims; undefined when it is no key. Proves nothing. */
export const readApiKey = (text: string): PresentedApiKey | undefined => {
  if (operatorKeyForm.test(text)) return { kind: "operator", tenantId: operatorsId, text };
  const [, letter, tenantId] = tenantKeyForm.exec(text) ?? [];
  return tenantId === undefined ? undefined : { kind: letter === "s" ? "secret" : "publishable", tenantId, text };
};

/** The keyed hash under which a key is stored (32 bytes). */
export const hashApiKey = (key: KeyObject, text: string): Buffer => macOfParts(key, text);

/** Whether a key may still be used: not expired, and not replaced so long ago that the overlap is over. */
export const isKeyAlive = ({ expiresAtMs }: ApiKeyRecord, nowMs: number): boolean =>
  expiresAtMs === undefined || nowMs < expiresAtMs;

/** The stored record that a presented key belongs to, if it may still be used. Compared in constant time. */
export const matchApiKey = (
  records: readonly ApiKeyRecord[],
  presented: PresentedApiKey,
  at: { readonly hash: Buffer; readonly nowMs: number },
): ApiKeyRecord | undefined =>
  records
    .filter((record) => record.kind === presented.kind && isKeyAlive(record, at.nowMs))
    .find((record) => timingSafeEqual(record.hash, at.hash));
