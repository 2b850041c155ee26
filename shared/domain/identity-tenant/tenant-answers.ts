import type { TenantAnswer, TenantEntry } from "../../contract/tenant.ts";
import type { TenantKeyAnswer } from "../../contract/tenant-key.ts";
import type { ApiKeyRecord } from "../identity/api-key.ts";
import type { Tenant } from "../identity/tenant.ts";
import { settingsOf } from "./settings-change.ts";

const iso = (atMs: number): string => new Date(atMs).toISOString();

/** A tenant as the interface shows it: everything but its keys. */
export const tenantAnswer = (tenant: Tenant): TenantAnswer => ({ ...tenantEntry(tenant), ...settingsOf(tenant) }) as TenantAnswer;

/** A tenant as one of many. */
export const tenantEntry = (
  tenant: Pick<Tenant, "tenantId" | "name" | "status" | "version" | "createdAtMs" | "updatedAtMs">,
): TenantEntry => ({
  tenantId: tenant.tenantId,
  name: tenant.name,
  status: tenant.status,
  version: tenant.version,
  createdAt: iso(tenant.createdAtMs),
  updatedAt: iso(tenant.updatedAtMs),
});

/** A key as the interface shows it: never its text, never its hash. */
export const tenantKeyAnswer = (key: ApiKeyRecord, lastUsedAtMs?: number): TenantKeyAnswer => ({
  keyId: key.keyId,
  kind: key.kind === "publishable" ? "publishable" : "secret",
  label: key.label ?? null,
  createdAt: iso(key.createdAtMs),
  expiresAt: key.expiresAtMs === undefined ? null : iso(key.expiresAtMs),
  replacedBy: key.replacedBy ?? null,
  lastUsedAt: lastUsedAtMs === undefined ? null : iso(lastUsedAtMs),
});

/** The entity tag of a tenant's record. */
export const tenantTag = ({ version }: Pick<Tenant, "version">): string => `"${version}"`;

/** Whether an `If-Match` header names this record; a call without one means any. */
export const isMeant = (ifMatch: string | undefined, tenant: Tenant): boolean =>
  ifMatch === undefined || ifMatch.split(",").some((tag) => ["*", tenantTag(tenant)].includes(tag.trim()));
