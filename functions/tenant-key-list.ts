import { loadConfig } from "../shared/config.ts";
import { tenantKeyAnswer } from "../shared/domain/identity-tenant/tenant-answers.ts";
import { livingKeys } from "../shared/domain/identity-tenant/tenant-keys.ts";
import { json } from "../shared/http.ts";
import { type LivePorts, livePorts } from "../shared/live-ports.ts";
import { type Tenants, tenantAdministration } from "../shared/live-tenants.ts";
import { tenantEndpoint } from "../shared/middleware/tenant-endpoint.ts";

type Needs = LivePorts & { readonly tenants: Pick<Tenants, "read" | "keyUses"> };

/** GET /v1/tenants/{tenantId}/keys: the tenant's keys by id, and when each was last used; never the keys themselves. */
export const createHandler = (needs: Needs) =>
  tenantEndpoint({ action: "tenant-key.list", isRecordedByStore: false }, needs, async ({ tenantId }) => {
    const keys = livingKeys(await needs.tenants.read(tenantId), needs.now());
    const usedAtMs = await needs.tenants.keyUses(keys.map(({ keyId }) => ({ tenantId, keyId })));
    return json(200, { keys: keys.map((key) => tenantKeyAnswer(key, usedAtMs.get(key.keyId))) });
  });

const ports = livePorts(loadConfig());

export const handler = createHandler({ ...ports, tenants: tenantAdministration(ports) });
