import { loadConfig } from "../shared/config.ts";
import { tenantAnswer, tenantTag } from "../shared/domain/identity-tenant/tenant-answers.ts";
import { json } from "../shared/http.ts";
import { type LivePorts, livePorts } from "../shared/live-ports.ts";
import { type Tenants, tenantAdministration } from "../shared/live-tenants.ts";
import { tenantEndpoint } from "../shared/middleware/tenant-endpoint.ts";

type Needs = LivePorts & { readonly tenants: Pick<Tenants, "read"> };

/** GET /v1/tenants/{tenantId}: a tenant with its settings, for operators and for the tenant itself. */
export const createHandler = (needs: Needs) =>
  tenantEndpoint({ action: "tenant.get", isForTenants: true, isRecordedByStore: false }, needs, async ({ tenantId }) => {
    const tenant = await needs.tenants.read(tenantId);
    return json(200, tenantAnswer(tenant), { ETag: tenantTag(tenant) });
  });

const ports = livePorts(loadConfig());

export const handler = createHandler({ ...ports, tenants: tenantAdministration(ports) });
