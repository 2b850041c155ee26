import { loadConfig } from "../shared/config.ts";
import { tenantPageQuery } from "../shared/contract/tenant.ts";
import { tenantEntry } from "../shared/domain/identity-tenant/tenant-answers.ts";
import { json } from "../shared/http.ts";
import { type LivePorts, livePorts } from "../shared/live-ports.ts";
import { type Tenants, tenantAdministration } from "../shared/live-tenants.ts";
import { endpoint } from "../shared/middleware/endpoint.ts";

type Needs = LivePorts & { readonly tenants: Pick<Tenants, "page"> };

/** GET /v1/tenants: one page of all tenants, without their settings. */
export const createHandler = (needs: Needs) =>
  endpoint({ action: "tenant.list", accepts: ["operator-key"], isRecordedByStore: false }, needs, async ({ query }) => {
    const { tenants, nextAfter } = await needs.tenants.page(query(tenantPageQuery));
    return json(200, { tenants: tenants.map(tenantEntry), nextAfter });
  });

const ports = livePorts(loadConfig());

export const handler = createHandler({ ...ports, tenants: tenantAdministration(ports) });
