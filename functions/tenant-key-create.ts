import { loadConfig } from "../shared/config.ts";
import { type TenantKeyCreateBody, tenantKeyCreateBody } from "../shared/contract/tenant-key.ts";
import type { ApiKeyRecord } from "../shared/domain/identity/api-key.ts";
import { newKey, newKeyBytes } from "../shared/domain/identity-tenant/new-key.ts";
import { tenantKeyAnswer } from "../shared/domain/identity-tenant/tenant-answers.ts";
import { withKey } from "../shared/domain/identity-tenant/tenant-keys.ts";
import { json } from "../shared/http.ts";
import { type LivePorts, livePorts } from "../shared/live-ports.ts";
import { type Tenants, tenantAdministration } from "../shared/live-tenants.ts";
import { tenantEndpoint } from "../shared/middleware/tenant-endpoint.ts";
import { Problem } from "../shared/problem.ts";

type Needs = LivePorts & { readonly tenants: Pick<Tenants, "change"> };

const rules = { action: "tenant-key.create", body: tenantKeyCreateBody, isRecordedByStore: true } as const;

/**
 * POST /v1/tenants/{tenantId}/keys
 * A new key. This answer is the only place where it is ever seen; stored is its keyed hash. A label that is taken is refused, so
 * that a repeat after a lost answer makes no second key.
 */
export const createHandler = (needs: Needs) =>
  tenantEndpoint(rules, needs, async ({ context, tenantId, body }) => {
    const nowMs = needs.now();
    const hashKey = await needs.purposeKey("api-key");
    const { text, record } = newKey({ kind: body.kind, tenantId, hashKey, random: needs.randomBytes(newKeyBytes), nowMs });
    const key = { ...record, ...wishesOf(body, nowMs) };
    const event = { keyId: key.keyId };
    await needs.tenants.change(tenantId, context, (tenant) => ({ tenant: withKey(tenant, key), event }));
    return json(201, { ...tenantKeyAnswer(key), key: text });
  });

const wishesOf = ({ label, expiresAt }: TenantKeyCreateBody, nowMs: number): Pick<ApiKeyRecord, "label" | "expiresAtMs"> => {
  const expiresAtMs = expiresAt === undefined ? undefined : Date.parse(expiresAt);
  if (expiresAtMs !== undefined && expiresAtMs <= nowMs) throw new Problem("invalid-request", { field: "body.expiresAt" });
  return { ...(label === undefined ? {} : { label }), ...(expiresAtMs === undefined ? {} : { expiresAtMs }) };
};

const ports = livePorts(loadConfig());

export const handler = createHandler({ ...ports, tenants: tenantAdministration(ports) });
