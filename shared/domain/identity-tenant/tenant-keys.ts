import { Problem } from "../../problem.ts";
import { type ApiKeyRecord, isKeyAlive } from "../identity/api-key.ts";
import type { Tenant } from "../identity/tenant.ts";

/** Keys a tenant may have at a time. */
const mostKeys = 20;

/** The tenant with one more key. Keys that have expired make room. */
export const withKey = (tenant: Tenant, key: ApiKeyRecord): Tenant => {
  const living = livingKeys(tenant, key.createdAtMs);
  if (living.length >= mostKeys) throw new Problem("too-many-keys");
  if (key.label !== undefined && living.some(({ label, replacedBy }) => label === key.label && replacedBy === undefined)) {
    throw new Problem("tenant-key-exists");
  }
  return { ...tenant, keys: [...living, key] };
};

/** The tenant with a key that takes another one's place; that one stays good for the overlap, or its own end if that comes first. */
export const withSuccessor = (
  tenant: Tenant,
  keyId: string,
  {
    next,
    overlapSeconds,
  }: { readonly next: Pick<ApiKeyRecord, "keyId" | "hash" | "createdAtMs">; readonly overlapSeconds: number },
): Tenant => {
  const present = keyOf(tenant, keyId, next.createdAtMs);
  if (present.replacedBy !== undefined) throw new Problem("tenant-key-replaced");
  const endMs = Math.min(present.expiresAtMs ?? Number.POSITIVE_INFINITY, next.createdAtMs + overlapSeconds * 1000);
  const replaced = { ...present, replacedBy: next.keyId, expiresAtMs: endMs };
  const others = tenant.keys.map((key) => (key === present ? replaced : key));
  const { kind, label } = present;
  return withKey({ ...tenant, keys: others }, { ...next, kind, ...(label === undefined ? {} : { label }) });
};

/** The tenant without a key. */
export const withoutKey = (tenant: Tenant, keyId: string, nowMs: number): Tenant => {
  const present = keyOf(tenant, keyId, nowMs);
  return { ...tenant, keys: livingKeys(tenant, nowMs).filter((key) => key !== present) };
};

/** A living key of the tenant. */
export const keyOf = (tenant: Tenant, keyId: string, nowMs: number): ApiKeyRecord => {
  const present = livingKeys(tenant, nowMs).find((key) => key.keyId === keyId);
  if (present === undefined) throw new Problem("tenant-key-not-found");
  return present;
};

/** The keys that have not expired. */
export const livingKeys = (tenant: Tenant, nowMs: number): readonly ApiKeyRecord[] =>
  tenant.keys.filter((key) => isKeyAlive(key, nowMs));
