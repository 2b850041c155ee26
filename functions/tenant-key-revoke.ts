import { loadConfig } from "../shared/config.ts";
import { withoutKey } from "../shared/domain/identity-tenant/tenant-keys.ts";
import { empty } from "../shared/http.ts";
import { type LivePorts, livePorts } from "../shared/live-ports.ts";
import { type Tenants, tenantAdministration } from "../shared/live-tenants.ts";
import { tenantEndpoint } from "../shared/middleware/tenant-endpoint.ts";

type Needs = LivePorts & { readonly tenants: Pick<Tenants, "change"> };

/** DELETE /v1/tenants/{tenantId}/keys/{keyId}: ends a key, in every process within a second. Tokens it was asked for live on. */
export const createHandler = (needs: Needs) =>
  tenantEndpoint({ action: "tenant-key.revoke", isRecordedByStore: true }, needs, async (call) => {
    const keyId = call.pathParameter("keyId");
    await needs.tenants.change(call.tenantId, call.context, (tenant) => ({
      tenant: withoutKey(tenant, keyId, needs.now()),
      event: { keyId },
    }));
    return empty(204);
  });

const ports = livePorts(loadConfig());

export const handler = createHandler({ ...ports, tenants: tenantAdministration(ports) });
