import { loadConfig } from "../shared/config.ts";
import { tenantCreateBody, tenantSettings } from "../shared/contract/tenant.ts";
import { defaultSettings, newTenant } from "../shared/domain/identity/tenant.ts";
import { changedSettings, patchedSettings } from "../shared/domain/identity-tenant/settings-change.ts";
import { tenantAnswer, tenantTag } from "../shared/domain/identity-tenant/tenant-answers.ts";
import { json } from "../shared/http.ts";
import { type LivePorts, livePorts } from "../shared/live-ports.ts";
import { type Tenants, tenantAdministration } from "../shared/live-tenants.ts";
import { endpoint } from "../shared/middleware/endpoint.ts";
import { checked } from "../shared/middleware/validate.ts";

type Needs = LivePorts & { readonly tenants: Pick<Tenants, "create"> };

const rules = {
  action: "tenant.create",
  accepts: ["operator-key"],
  body: tenantCreateBody,
  isTextFree: true,
  isRecordedByStore: true,
} as const;

/**
 * POST /v1/tenants
 * A new tenant with default settings and what the body decides otherwise; it has no key yet. 409 when there is one of this id.
 */
export const createHandler = (needs: Needs) =>
  endpoint(rules, needs, async ({ context, body }) => {
    const { tenantId, ...decided } = body;
    const settings = checked(tenantSettings, patchedSettings(defaultSettings, decided), "body");
    const plain = newTenant({ tenantId, name: settings.name }, needs.now());
    const tenant = { ...plain, ...settings };
    const created = await needs.tenants.create(tenant, context, { changed: changedSettings(plain, tenant) });
    return json(201, tenantAnswer(created), { ETag: tenantTag(created), Location: `/v1/tenants/${tenantId}` });
  });

const ports = livePorts(loadConfig());

export const handler = createHandler({ ...ports, tenants: tenantAdministration(ports) });
